import { type Span, spansOf, stepsUntil, timeAt } from '../training/changes.ts';
import type { TrainingSettings } from '../training/settings.ts';

/** Settings every experiment of this form has, besides its own. */
export interface TrialSettings extends TrainingSettings {
  readonly coordinates: readonly [number, number];
  readonly stepSize: number;
  readonly testSize: number;
  readonly measureInterval: number;
  readonly maxTime?: number;
  readonly stopWhen?: string;
  readonly steps?: number;
}

/** Without a maxTime: as long as this, and so many steps, so that a huge step size has the time to diverge. */
const BUDGET = { time: 60, steps: 1000 };

/** Steps a trial may take at most. */
export function budget(settings: TrialSettings): number {
  const { steps, maxTime } = settings;
  if (steps !== undefined) return steps;
  const spans = spansOf(settings);
  if (maxTime !== undefined) return stepsUntil(spans, maxTime);
  return Math.max(stepsUntil(spans, BUDGET.time), BUDGET.steps);
}

/** Steps between two measurements while nothing changes. */
const stride = ({ measureInterval, stepSize }: TrialSettings) =>
  Math.max(1, Math.round(measureInterval / stepSize));

/** How many measurements a trial makes at most, but for one a change. */
export function measurements(settings: TrialSettings): number {
  const steps = budget(settings);
  return spansOf(settings).reduce(
    (sum, span) => sum + Math.max(0, Math.min(span.to, steps) - span.from) / stride(span.settings),
    0,
  );
}

/** When a trial is measured and what time it is then. */
export interface Schedule {
  readonly maxSteps: number;
  /** The step of the last change; the end is not reached before something has come of it. −1 without a change. */
  readonly lastChange: number;
  /** At multiples of the stride in force, and wherever something changes. */
  isDue(step: number): boolean;
  /** Time T, the sum of the step sizes, to twelve digits. */
  timeAt(step: number): number;
}

/** The schedule of resolved settings. */
export function scheduleOf(settings: TrialSettings): Schedule {
  const spans: readonly Span<TrialSettings>[] = spansOf(settings);
  return {
    maxSteps: budget(settings),
    lastChange: settings.changes.at(-1)?.step ?? -1,
    isDue(step) {
      const { from, settings } = spans.findLast((span) => span.from <= step)!;
      return step === from || step % stride(settings) === 0;
    },
    timeAt: (step) => Number(timeAt(spans, step).toPrecision(12)),
  };
}
