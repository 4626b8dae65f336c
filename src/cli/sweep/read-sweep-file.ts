import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { Misuse } from '../../settings/misuse.ts';
import { type Plan, planOf } from '../../sweeps/plan.ts';
import { type PathLabel, readSweep, type Sweep } from '../../sweeps/sweep.ts';
import { readConfig } from '../config.ts';

/** A sweep file, read and planned. */
export interface SweepFile {
  /** Word for its folder: the file's name without its ending, or the preset's. */
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly sweep: Sweep;
  readonly plan: Plan;
}

/**
 * Reads a sweep file and resolves every cell of it.
 *
 * @throws Misuse with file, line and column, what is allowed and what came
 */
export function readSweepFile(file: string): SweepFile {
  if (!existsSync(file)) throw new Misuse(`there is no sweep file ${file}`);
  const config = readConfig(file, 'sweep');
  const label: PathLabel = (...path) => `${config.position(path)}: ${path.at(-1)}`;
  const sweep = readSweep(config.values, label);
  const plan = planOf(sweep, label);
  return {
    name: basename(file).replace(/\.\w+$/, ''),
    values: config.values,
    text: config.text,
    sweep,
    plan,
  };
}
