import type { Experiment } from '../../experiments/experiment.ts';
import { budget, measurements, type TrialSettings } from '../../experiments/trial-clock.ts';

/** Multiplications and additions that take as long as the rest of a step, and of a measurement, does. */
const STEP_OVERHEAD = 1_000_000;
const MEASUREMENT_OVERHEAD = 10_000_000;

/**
 * What a trial costs at most, relative to others: multiply-adds of its steps and measurements, with a fixed overhead
 * for each. Forward and backward are three products of n × p × d, a test one.
 */
export function trialCost(settings: TrialSettings, { cost }: Pick<Experiment, 'cost'> = {}): number {
  if (cost) return cost(settings).multiplyAdds;
  const { inputDim, width, batchSize, testSize } = settings;
  const step = 3 * batchSize * width * inputDim + STEP_OVERHEAD;
  const measurement = testSize * width * inputDim + MEASUREMENT_OVERHEAD;
  return budget(settings) * step + measurements(settings) * measurement;
}

/** Copies of the weights a trial makes, as measured by its resident memory, and what a worker takes without them. */
const COPIES = 8;
const WORKER_BYTES = 40e6;
const SLAB_BYTES = 20 * 1024;

/** Bytes a worker needs for a trial, about. */
export function trialBytes(settings: TrialSettings, { cost }: Pick<Experiment, 'cost'> = {}): number {
  if (cost) return WORKER_BYTES + cost(settings).bytes;
  const { inputDim, width, precision } = settings;
  const number = precision === 'float32' ? 4 : 8;
  return WORKER_BYTES + COPIES * number * inputDim * width + SLAB_BYTES * width;
}

/** Seconds that a trial takes on one core of this machine. */
export interface TrialSeconds {
  /** If it uses its whole budget. */
  readonly most: number;
  /** If it ends when theory says; the same where theory does not. */
  readonly expected: number;
}

/** Seconds a multiply-add takes on common machines, for experiments with a course of their own, which are not timed. */
const COMMON_SPEED = 4e-11;

/** Cells that are timed. */
const PROBES = 6;

/** A probe trains and measures at least so often, and about so many multiply-adds. */
const PROBE_STEPS = 4;
const PROBE_COST = 5e8;

/**
 * Estimates the trials of cells from short trials of a few of them, from the cheapest step to the dearest.
 *
 * @param seconds does a trial of these settings and says how long it took
 */
export function secondsOfCells(
  experiment: Pick<Experiment, 'cost' | 'expectedEnd'>,
  cells: readonly TrialSettings[],
  seconds: (settings: TrialSettings) => number,
): TrialSeconds[] {
  if (experiment.cost) {
    const most = cells.map((settings) => COMMON_SPEED * trialCost(settings, experiment));
    return most.map((time) => ({ most: time, expected: time }));
  }
  const byStep = cells.map((settings) => trialCost(probeOf(settings, 1)));
  const order = cells.map((_, c) => c).sort((a, b) => byStep[a]! - byStep[b]!);
  const chosen = new Set(
    Array.from({ length: PROBES }, (_, k) => order[Math.round((k * (order.length - 1)) / (PROBES - 1))]!),
  );
  const first = cells[order[0]!]!;
  seconds(probeOf(first, PROBE_STEPS)); // compiles what the others run
  const speeds = [...chosen].map((c) => {
    const settings = cells[c]!;
    const probe = probeOf(settings, Math.max(PROBE_STEPS, Math.round(PROBE_COST / byStep[c]!)));
    return { step: byStep[c]!, secondsPerCost: seconds(probe) / trialCost(probe) };
  });
  const speedAt = (step: number) =>
    speeds.reduce((near, speed) => (ratio(speed.step, step) < ratio(near.step, step) ? speed : near));
  return cells.map((settings, c) => {
    const most = speedAt(byStep[c]!).secondsPerCost * trialCost(settings);
    return { most, expected: most * shareOfBudget(settings, experiment.expectedEnd?.(settings) ?? null) };
  });
}

const ratio = (a: number, b: number) => Math.max(a / b, b / a);

/** The same trial, of so many steps, each of them measured as often as it would be. */
function probeOf({ maxTime: _, stopWhen: __, ...settings }: TrialSettings, steps: number): TrialSettings {
  return { ...settings, steps: Math.min(steps, budget(settings)) };
}

const shareOfBudget = (settings: TrialSettings, time: number | null) =>
  time === null ? 1 : Math.min(1, time / (budget(settings) * settings.stepSize));
