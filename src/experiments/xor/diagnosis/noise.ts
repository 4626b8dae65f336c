import { exp, log } from '../../../numerics/elementary.ts';
import { type Cause, type Fix, largest, short, smallest } from './cause.ts';
import { type Evidence, expectedRate } from './evidence.ts';
import type { Numbers } from './expectations.ts';

/** An n/(ηd) at which batch noise costs little. */
const QUIET = 10;

/** The batch that is quiet enough; where that is too large to be sensible, the step size. */
function quieter(e: Evidence, settings: Numbers): Fix {
  const { batchSize, stepSize, inputDim } = settings;
  const quiet = e.expected?.quiet ?? batchSize! / (stepSize! * inputDim!);
  const value = Math.ceil((QUIET / quiet) * batchSize!);
  const why = `n/(ηd) is ${short(quiet)}: below about 3 noise slows finding down${drowning(e)}`;
  if (value <= 1e6) return { key: 'batchSize', value, why };
  return { key: 'stepSize', value: (stepSize! * quiet) / QUIET, why };
}

const drowning = ({ expected }: Evidence) =>
  expected ? `, below ${short(expected.drowningQuiet)} it outgrows the signal for good` : '';

const measured = ({ quietMeasured }: Evidence) =>
  quietMeasured === null ? '' : ` (its early growth means an n/(ηd) of ${short(quietMeasured)})`;

/** The perpendicular part has at least doubled, which it does by noise only, or set out to grow fast. */
export const isNoisy = (e: Evidence) =>
  (e.growth.perpendicular ?? Infinity) >= 2 || (e.quietMeasured ?? Infinity) < 1.5;

/** Weights and outputs have grown, but in directions that are not the signal's. */
export const noiseGrowth: Cause = {
  name: 'noise-growth',
  shows: (e) => e.blewUp || (isNoisy(e) && !isAtSaddle(e)),
  explain: (e, settings) => ({
    sentence: `Non-signal parts grew: ${grown(e)}${measured(e)}, and the test error is ${short(e.testError)}.`,
    blame: 'n/(ηd)',
    fix: quieter(e, settings as unknown as Numbers),
  }),
};

const grown = ({ growth }: Evidence) =>
  growth.perpendicular === null
    ? 'the perpendicular part is no longer finite'
    : `the perpendicular part is ${short(growth.perpendicular)} times what it was`;

/** The loss is where it was at the start. */
const isAtSaddle = ({ lossRatio }: Evidence) => lossRatio !== null && lossRatio > 0.85 && lossRatio < 1.25;

/** The network is at the saddle where it started: noise has outrun the signal. */
export const stuckInNoise: Cause = {
  name: 'stuck-in-noise',
  shows: (e) => !e.blewUp && isNoisy(e) && isAtSaddle(e),
  explain: (e, settings) => ({
    sentence: `Stuck at the saddle: after time ${short(e.time)} the loss is ${short(e.lossRatio)} of its start and the smallest margin ${short(smallest(e))}, while by noise ${grown(e)}${measured(e)}.`,
    blame: 'n/(ηd)',
    fix: quieter(e, settings as unknown as Numbers),
  }),
};

/** Quiet enough for the signal to be heard at its rate. */
const isQuiet = (e: Evidence) => (e.quietMeasured ?? Infinity) >= 3;

/** Share of its rate below which the signal is too slow for clean labels. */
const TOO_SLOW = 0.5;

/** The signal grows at (1 − 2q) of its rate where a share q of the labels is wrong. */
const wrongByRate = (e: Evidence) => (1 - Math.max(0, e.signalRate! / expectedRate(e.expected!))) / 2;

/** The signal grows too slowly, though noise does not hide it. */
export const slowSignal: Cause = {
  name: 'noisy-labels',
  shows: (e) =>
    !e.blewUp &&
    e.expected !== null &&
    e.signalRate !== null &&
    e.time * e.expected.pace >= 2.5 &&
    isQuiet(e) &&
    e.signalRate < TOO_SLOW * expectedRate(e.expected),
  explain: (e, settings) => ({
    sentence: `The labels carry too little signal: it grew at rate ${short(e.signalRate)} instead of ${short(expectedRate(e.expected!))}, as if ${percent(wrongByRate(e))} of them were wrong.`,
    ...cleaner(settings as unknown as Numbers),
  }),
};

/** All margins have stopped together below 1, although nearly every sample is right. */
export const lowCeiling: Cause = {
  name: 'noisy-labels',
  shows: (e) =>
    !e.blewUp &&
    e.found !== null &&
    (e.testError ?? 1) < 0.05 &&
    smallest(e) > 0 &&
    largest(e) < 1.5 &&
    largest(e) < 2 * smallest(e) &&
    (e.lateRise ?? Infinity) < 1.1,
  explain: (e, settings) => ({
    sentence: `Margins stopped near ${short(meanMargin(e))}, the best there is when ${percent(1 / (1 + exp(meanMargin(e))))} of the labels are wrong.`,
    ...cleaner(settings as unknown as Numbers),
  }),
};

const percent = (share: number) => `${Math.round(100 * share)} %`;
const meanMargin = ({ margins }: Evidence) => margins.reduce((sum: number, m) => sum + m! / 4, 0);

/** Flips up to 1/(1 + e) leave a best margin of 1 or more. */
function cleaner({ flipProbability }: Numbers): { blame: string; fix: Fix | null } {
  if (flipProbability === undefined) return { blame: 'labels', fix: null };
  const ceiling = flipProbability > 0 && flipProbability < 0.5 ? log(1 / flipProbability - 1) : 0;
  const why = `the best margin is ln((1 − q)/q) = ${short(ceiling)} where a share q = ${flipProbability} is flipped`;
  return { blame: 'labels', fix: { key: 'flipProbability', value: 0, why } };
}
