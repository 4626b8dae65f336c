import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { claimFolder } from '../../node/sweep-folder.ts';
import { planOf } from '../../sweeps/plan/plan.ts';
import { readSweep } from '../../sweeps/plan/sweep.ts';
import { completeFitCommand } from './fit-command.ts';

const made: string[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** What `fit` prints of a sweep of which nothing is done yet. */
function printed(file: Record<string, unknown>, ...flags: string[]): string {
  const parent = mkdtempSync(join(tmpdir(), 'fit-'));
  made.push(parent);
  const folder = join(parent, 'sweep');
  const values = { experiment: 'xor/two-phases', seeds: { count: 2 }, ...file };
  const sweep = readSweep(values, (...path) => path.join('.'));
  const text = JSON.stringify(values);
  claimFolder(folder, { schema: 1, sweep: values, text, version: '0', modules: [] } as never, planOf(sweep));
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const command = new Command();
  completeFitCommand(command);
  try {
    command.parse([folder, ...flags], { from: 'user' });
  } catch (error) {
    expect(write).not.toHaveBeenCalled();
    throw error;
  }
  return write.mock.calls.map(([each]) => each).join('');
}

describe('twolayer fit', () => {
  it('gives success rates where no axis is of several numbers, also as JSON', () => {
    const one = { axes: { width: [16] } };
    expect(printed(one)).toMatch(/width 16: success in 0 of 0 runs, \? \[0\.000, 1\.000\] \(95 %\)\n$/);
    vi.restoreAllMocks();
    expect(JSON.parse(printed(one, '--json'))).toMatchObject({ at: { width: 16 }, rate: { trials: 0 } });
  });

  it('says how a single search stands', () => {
    const search = { seeds: { first: 0 }, bracket: { setting: 'width', from: 4, to: 64, probability: 0.5 } };
    expect(printed(search)).toMatch(/\nwidth: 0 trials so far\n$/);
  });

  it('names the axes to choose from, before it prints anything', () => {
    const two = { axes: { batchSize: [10, 20], stepSize: [0.1, 0.2] } };
    expect(() => printed(two)).toThrow(
      'give --against batchSize or --against stepSize: both axes are numbers',
    );
    expect(() => printed({ axes: { width: [16] } }, '--against', 'width')).toThrow('--against must be');
  });
});
