import { type Cause, short, smallest } from './cause.ts';

const isStill = (growth: number | null) => growth !== null && Math.abs(growth - 1) < 1e-5;

/** Not a weight of the first layer has moved. */
export const frozenFirstLayer: Cause = {
  name: 'frozen-layer',
  shows: (e) => e.time > 0 && isStill(e.growth.neuron) && isStill(e.growth.perpendicular),
  explain: (e) => ({
    sentence: `No neuron has moved in time ${short(e.time)}: fixed random features do not carry the signal.`,
    blame: 'firstLayerRate',
    fix: { key: 'firstLayerRate', value: 1, why: 'frozen neurons cannot find anything' },
  }),
};

/** Large margins from neurons that have hardly changed. */
export const lazy: Cause = {
  name: 'lazy',
  shows: (e) =>
    !e.blewUp &&
    e.found === null &&
    smallest(e) >= 1 &&
    (e.growth.perpendicular ?? Infinity) < 1.5 &&
    (e.growth.secondLayer ?? Infinity) < 1.5,
  explain: (e) => ({
    sentence: `Margins are ${short(smallest(e))} and more, but neurons keep their random part: a share of ${short(e.heavyFraction)} carries the signal alone.`,
    blame: 'θ',
    fix: {
      key: 'initScale',
      value: 0.1,
      why: 'from a large start the loss is met before neurons have had to turn',
    },
  }),
};
