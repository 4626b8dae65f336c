import { seedsFrom } from '../src/numerics/streams.ts';
import type { Bounds, LineHead, LineStatus } from '../src/sweeps/line.ts';
import type { CellResult, SweepResults } from '../src/sweeps/results.ts';

/** A trial of a sweep that was made up: what is known of its samples, and how it ended. */
export function lineOf(
  settings: Readonly<Record<string, unknown>>,
  seed: number,
  bounds: Bounds | null,
  status: LineStatus = bounds === null ? 'failed' : bounds[1] === null ? 'budget-exhausted' : 'finished',
): LineHead {
  const hit = bounds && { steps: bounds, time: bounds, samples: bounds };
  const id = `${JSON.stringify(settings)} ${seed}`;
  return { id, status, hit, settings, seeds: seedsFrom(seed) };
}

/** A cell with a trial a pair of bounds, and `pending` more that were planned. */
export function cellOf(
  at: Readonly<Record<string, unknown>>,
  bounds: readonly (Bounds | null)[],
  pending = 0,
): CellResult {
  const settings = { inputDim: 32, width: 64, batchSize: 80, stepSize: 0.1, initScale: 0.1, ...at };
  const lines = bounds.map((one, seed) => lineOf(settings, seed, one));
  return { at, settings, planned: lines.length + pending, lines };
}

/** A sweep over the settings that its cells name. */
export function sweepOf(cells: readonly CellResult[]): SweepResults {
  const axes = [...new Set(cells.flatMap(({ at }) => Object.keys(at)))];
  return { experiment: 'xor/two-phases', success: 'testError < 0.01', axes, derived: [], cells };
}
