import { Misuse } from '../settings/misuse.ts';
import type { Line } from '../sweeps/line.ts';
import type { Plan } from '../sweeps/plan/plan.ts';
import { type Column, columnsOf } from '../sweeps/report/trial-columns.ts';
import { chooseLines } from './choose-lines.ts';
import { lineHeadReader } from './line-head.ts';
import { idsOf, shardsIn } from './sweep-folder.ts';

/** The trials of a sweep that were done or failed, as a table that is read from the disk again whenever it is asked for. */
export interface Trials {
  readonly columns: readonly Column[];
  readonly count: number;
  /**
   * Visits a trial at a time.
   *
   * @throws Misuse when shards went away since they were first read
   */
  each(visit: (line: Line) => void): void;
}

/** Reads which trials of the plan are in the folder, each once, and what is known of them. */
export function readTrials(folder: string, plan: Plan): Trials {
  const planned = new Set(idsOf(plan));
  const read = lineHeadReader();
  const { count, each } = chooseLines(shardsIn(folder), (line) => {
    const head = read(line);
    return head && planned.has(head.id) ? { id: head.id, failed: head.status === 'failed' } : undefined;
  });
  const eachLine = (visit: (line: Line) => void) => {
    const visited = each((line) => visit(JSON.parse(line.toString('utf8')) as Line));
    if (visited < count)
      throw new Misuse(
        `shards of ${folder} went away while they were read, as compact takes them: try again`,
      );
  };
  const collected = columnsOf(plan);
  eachLine(collected.add);
  return { columns: collected.columns(), count, each: eachLine };
}
