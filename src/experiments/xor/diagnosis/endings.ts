import { type Cause, type Fix, short, smallest } from './cause.ts';
import type { Evidence } from './evidence.ts';
import type { Numbers } from './expectations.ts';

/** The target was reached, or all but a hundredth of a margin, where the loss has its minimum at margin 1. */
export const healthy: Cause = {
  name: 'healthy',
  shows: (e) =>
    e.reached || (!e.blewUp && e.found !== null && smallest(e) >= 0.99 && (e.testError ?? 1) < 0.01),
  explain: (e) => ({
    sentence: `All four clusters are learned: the smallest margin is ${short(smallest(e))}, the test error ${short(e.testError)}.`,
    blame: null,
    fix: null,
  }),
};

export const interrupted: Cause = {
  name: 'interrupted',
  shows: (e) => e.interrupted,
  explain: (e) => ({ sentence: `It was interrupted at time ${short(e.time)}.`, blame: null, fix: null }),
};

/** The signal was found, then lost to steps that overshoot; where noise blows up nothing was found before. */
export const diverged: Cause = {
  name: 'diverged',
  shows: (e) => e.blewUp && e.found !== null && (e.quietMeasured ?? Infinity) >= 1,
  explain(e, settings) {
    const { stepSize } = settings as unknown as Numbers;
    return {
      sentence: `The signal was found at time ${short(e.found)}, then the steps overshot and the loss blew up.`,
      blame: 'η',
      fix: {
        key: 'stepSize',
        value: stepSize! > 0.2 ? 0.1 : stepSize! / 10,
        why: 'a step must not overshoot the margins once they grow',
      },
    };
  },
};

/** Even without noise it could not have been over, and noise is not such that more time would be no use. */
export const tooShort: Cause = {
  name: 'out-of-time',
  shows: (e) =>
    !e.blewUp &&
    e.expected !== null &&
    e.time < e.expected.tuned &&
    (e.quietMeasured ?? Infinity) >= e.expected.drowningQuiet,
  explain: (e, settings) => ({
    sentence: `It ended at time ${short(e.time)}, on its way: theory expects margin 1 at about ${short(e.expected!.tuned)}.`,
    ...moreTime(e, settings as unknown as Numbers),
  }),
};

/** The margins still rise: by a tenth at least over the last third of the time. */
export const stillRising: Cause = {
  name: 'out-of-time',
  shows: (e) => !e.blewUp && (e.lateRise ?? 0) > 1.1,
  explain: (e, settings) => ({
    sentence: `It ended at time ${short(e.time)} with the smallest margin at ${short(smallest(e))} and still rising.`,
    ...moreTime(e, settings as unknown as Numbers),
  }),
};

/** Whatever slows the clock is to blame before the budget is. */
function moreTime(e: Evidence, settings: Numbers): { blame: string; fix: Fix } {
  const slow = slowLayer(settings);
  if (slow) return { blame: slow, fix: { key: slow, value: 1, why: 'a slow layer slows everything' } };
  if (e.expected && e.expected.pace <= 0.5 && !settings.meanField) {
    const why = 'without the factor p neurons of a wide network hardly move';
    return { blame: 'meanField', fix: { key: 'meanField', value: true, why } };
  }
  if (settings.steps !== undefined) {
    return { blame: 'T', fix: { key: 'steps', value: null, why: 'then it trains to the end of phase 2' } };
  }
  const enough = Math.ceil(1.5 * Math.max(e.expected?.tunedWithNoise ?? 0, e.time));
  return { blame: 'T', fix: { key: 'maxTime', value: enough, why: 'half as long again as it should take' } };
}

const slowLayer = ({ firstLayerRate, secondLayerRate }: Numbers) => {
  if (firstLayerRate! < 0.5) return 'firstLayerRate';
  return secondLayerRate! < 0.5 ? 'secondLayerRate' : undefined;
};

export const unknown: Cause = {
  name: 'unknown',
  shows: () => true,
  explain: (e) => ({
    sentence: `It missed its target in a way the explainer does not know; the smallest margin is ${short(smallest(e))}, the test error ${short(e.testError)}.`,
    blame: null,
    fix: null,
  }),
};
