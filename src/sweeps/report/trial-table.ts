import { type Seeds, streamNames } from '../../numerics/streams.ts';
import { valueAt } from '../figures/series.ts';
import type { Hit, LineHead } from '../line.ts';
import type { CellResult, SweepResults } from '../results.ts';
import { type Entry, entryOf, type Table } from './table.ts';

const units = ['steps', 'time', 'samples'] as const;

/**
 * Every trial that has ended, a row each: settings that vary, seeds, how it ended, and between which measurements the
 * success rule first held. Of a trial that never got there the last measurement is known, and nothing above it.
 */
export function trialTable({ axes: own, derived, cells }: SweepResults): Table {
  const axes = [...own, ...derived];
  const seeds = seedColumns(cells);
  const bounds = units.flatMap((unit) => [`${unit}Low`, `${unit}High`]);
  const columns = ['id', ...axes, ...seeds.map(({ column }) => column), 'status', 'reached', ...bounds];
  function* rows() {
    for (const cell of cells) {
      const at = axes.map((axis) => entryOf(valueAt(cell, axis)));
      for (const line of cell.lines) yield rowOf(line, at, seeds);
    }
  }
  return { columns, rows: { [Symbol.iterator]: rows } };
}

interface SeedColumn {
  readonly column: string;
  readonly stream: keyof Seeds;
}

/** One column where all streams of every trial have the same seed; else one a stream. */
function seedColumns(cells: readonly CellResult[]): SeedColumn[] {
  const isOne = cells.every(({ lines }) =>
    lines.every(({ seeds }) => streamNames.every((name) => seeds[name] === seeds.init)),
  );
  if (isOne) return [{ column: 'seed', stream: 'init' }];
  return streamNames.map((stream) => ({ column: `${stream}Seed`, stream }));
}

function rowOf(
  { id, status, hit, seeds: own }: LineHead,
  at: readonly Entry[],
  seeds: readonly SeedColumn[],
): Entry[] {
  const reached = hit === null ? null : hit.steps[1] !== null;
  return [id, ...at, ...seeds.map(({ stream }) => own[stream]), status, reached, ...boundsOf(hit)];
}

const boundsOf = (hit: Hit | null): Entry[] =>
  hit ? units.flatMap((unit) => hit[unit]) : units.flatMap(() => [null, null]);
