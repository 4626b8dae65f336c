import { clusterMargins } from '../metrics/xor.ts';
import { marginAfter } from '../theory/xor.ts';
import { type Clock, clockOf, LEAST_INPUTS } from './clock.ts';
import { ofXor, only, onTheCube, uncorrupted } from './rules.ts';
import { relativeDistance } from './sight.ts';
import type { TwinKind } from './twin.ts';

/** Mean-field time of one step of the margin equation: 10⁻⁵ of accuracy over a run. */
const LONGEST = 0.002;

/** The margin equation over a time of the run. */
function follow(margin: number, time: number, { lossScale, pace }: Clock): number {
  const steps = Math.ceil((pace * time) / LONGEST);
  for (let i = 0; i < steps; i++) margin = marginAfter(margin, (pace * time) / steps, lossScale);
  return margin;
}

const why = 'with the twin margins, which is derived for it';

/** The law of phase 2: each cluster on its own, from where it was seen when phase 1 was over. */
export const margins: TwinKind = {
  name: 'margins',
  doc: 'the margin equation of each cluster, γ′ = (lossScale/2) √2 γ/(1 + e^γ), from the end of phase 1',
  source: 'derived',
  distance: '‖γ − γ′‖/‖γ‖ over the clusters whose margin was above 0 at the end of phase 1',
  rules: [
    onTheCube('margins'),
    uncorrupted('margins'),
    ofXor('margins'),
    only('loss', ['logistic'], why),
    only('optimizer', ['sgd'], why),
    only('firstLayerRate', [1], why),
    only('secondLayerRate', [1], why),
    ({ inputDim }) =>
      (inputDim as number) < LEAST_INPUTS
        ? { key: 'inputDim', allowed: `at least ${LEAST_INPUTS} with the twin margins, a law for many` }
        : undefined,
  ],
  create({ settings }) {
    const clock = clockOf(settings);
    let now: number[] | undefined;
    let before = 0;
    return {
      look(view, { time, found }) {
        if (!found && !now) return undefined;
        const measured = clusterMargins.measure(view) as readonly number[];
        now = now
          ? now.map((margin) => follow(margin, time - before, clock))
          : measured.map((margin) => (margin > 0 ? margin : Number.NaN));
        before = time;
        const followed = [0, 1, 2, 3].filter((cluster) => !Number.isNaN(now![cluster]!));
        const distance = relativeDistance(
          [followed.map((cluster) => measured[cluster]!)],
          [followed.map((cluster) => now![cluster]!)],
        );
        return { distance, clusterMargins: now };
      },
    };
  },
};
