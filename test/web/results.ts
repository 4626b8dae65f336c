import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createWasmEngine,
  type Line,
  performTrial,
  planOf,
  readSweep,
  resolveTrial,
  seedsFrom,
  startTrial,
  type TrialRecord,
  trialAt,
  twoPhases,
} from '../../src/index.ts';
import { exportTable } from '../../src/node/export-table.ts';
import { columnsOf } from '../../src/sweeps/report/trial-columns.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const provenance = { version, commit: null };

/** The record of a short run. */
export function someRecord(): TrialRecord {
  const settings = resolveTrial(twoPhases, { inputDim: 16, width: 12, batchSize: 64, steps: 40 });
  const trial = startTrial(twoPhases, settings, { ...seedsFrom(3), init: 5 }, createWasmEngine());
  while (trial.advance());
  return trial.record(provenance);
}

/** What sweep.json would hold: XOR at four dimensions, two seeds each. */
export const someSweep = {
  schema: 1,
  sweep: {
    experiment: 'xor/two-phases',
    settings: { width: 24, batchSize: '8*inputDim', stopWhen: 'testError < 0.1', testSize: 256 },
    axes: { inputDim: [8, 12, 16, 24] },
    seeds: { count: 2 },
  },
  modules: [],
};
const plan = planOf(readSweep(someSweep.sweep));

/** Its trials, a line each. */
export const someLines: readonly string[] = Array.from({ length: plan.size }, (_, index) => {
  const { cell, seeds } = trialAt(plan, index);
  const { success } = plan;
  const order = { experiment: 'xor/two-phases', settings: cell.settings, seeds, success, series: false };
  return performTrial(order, provenance, (seconds) => ({ host: 'here', seconds })).line;
});

/** The same as `twolayer export` writes them. */
export function exported(format: 'csv' | 'parquet'): Buffer {
  const lines = someLines.map((line) => JSON.parse(line) as Line);
  const columns = columnsOf(plan);
  for (const line of lines) columns.add(line);
  const folder = mkdtempSync(join(tmpdir(), 'twolayer-'));
  try {
    const table = { columns: columns.columns(), count: lines.length, each: lines.forEach.bind(lines) };
    exportTable(table, join(folder, 'trials'), format);
    return readFileSync(join(folder, 'trials'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
