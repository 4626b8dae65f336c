import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Line } from '../src/sweeps/line.ts';
import { performTrial } from '../src/sweeps/perform.ts';
import { planIds, planOf, trialAt } from '../src/sweeps/plan/plan.ts';
import { readSweep } from '../src/sweeps/plan/sweep.ts';

const sweepOf = (trials: number) => ({
  experiment: 'xor/two-phases',
  settings: { width: 4, batchSize: 16, testSize: 64, maxTime: 1 },
  axes: { inputDim: [8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096] },
  seeds: { count: Math.round(trials / 10) },
});

const LINES_A_SHARD = 10_000;

/**
 * Writes the folder of a finished sweep without doing it: one real line, over and over, with ids, settings and seeds
 * of the plan and hits of a made-up law.
 *
 * @param trials a multiple of 10
 */
export function writeSyntheticSweep(folder: string, trials: number): void {
  const sweep = sweepOf(trials);
  const plan = planOf(readSweep(sweep));
  const ids = planIds(plan);
  const json = { schema: 1, sweep, text: '', planned: plan.size, version: '0', commit: null, modules: [] };
  mkdirSync(join(folder, 'shards'), { recursive: true });
  writeFileSync(join(folder, 'sweep.json'), JSON.stringify(json));
  const { cell, seeds } = trialAt(plan, 0);
  const order = { experiment: plan.experiment.name, settings: cell.settings, seeds, success: plan.success };
  const where = (seconds: number) => ({ host: 'bench', seconds });
  const performed = performTrial({ ...order, series: false }, { version: '0', commit: null }, where);
  const real = JSON.parse(performed.line) as Line;
  for (let first = 0; first < plan.size; first += LINES_A_SHARD) {
    const path = join(folder, 'shards', `synthetic.${1 + first / LINES_A_SHARD}.ndjson`);
    const lines = ids.slice(first, first + LINES_A_SHARD).map((id, k) => {
      const trial = trialAt(plan, first + k);
      const settings = trial.cell.settings;
      return `${JSON.stringify({ ...real, id, status: 'finished', hit: hitAt(settings.inputDim, k), settings, seeds: trial.seeds })}\n`;
    });
    const file = openSync(path, 'w');
    writeSync(file, lines.join(''));
    closeSync(file);
  }
}

/** Steps ∝ d, spread over a factor of two by the number of the trial. */
function hitAt(inputDim: number, k: number) {
  const step = Math.round(inputDim * (1 + (k % 101) / 100));
  const bounds = (unit: number) => [unit * (step - 2), unit * step];
  return { steps: bounds(1), time: bounds(0.1), samples: bounds(16) };
}
