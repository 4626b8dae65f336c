import { Misuse } from '../../settings/misuse.ts';
import { type Plan, planOf } from '../plan/plan.ts';
import { readSweep } from '../plan/sweep.ts';

/**
 * The plan in the sweep.json of a sweep's folder.
 *
 * @param value parsed JSON
 * @param name of the file, as an error names it
 * @throws Misuse when it is none, or needs modules of its user
 */
export function planOfSweepJson(value: unknown, name: string): Plan {
  const { schema, sweep, modules } = value as Readonly<Record<string, unknown>>;
  if (schema !== 1 || typeof sweep !== 'object' || sweep === null || Array.isArray(sweep))
    throw new Misuse(`${name} cannot be read as a sweep of this version of twolayer`);
  if (Array.isArray(modules) && modules.length > 0)
    throw new Misuse(`${name} uses modules of its own (${modules.join(', ')}), which a page does not load`);
  const label = (...path: string[]) => `${name}: ${path.join('.')}`;
  return planOf(readSweep(sweep as Readonly<Record<string, unknown>>, label), label);
}
