import { type CrossedRun, decomposeLuck, type LuckParts } from '../fits/luck.ts';
import type { Refusal } from '../fits/sample.ts';
import type { Seeds } from '../numerics/streams.ts';
import type { Quantity } from './observations.ts';
import type { CellResult, SweepResults } from './results.ts';

/** Where the luck of the trials of a cell comes from. */
export interface CellLuck {
  /** Values of the axes. */
  readonly at: Readonly<Record<string, unknown>>;
  readonly luck: LuckParts | Refusal;
}

/**
 * Splits the luck of every cell whose seeds of start and data are crossed: each start trained on each data.
 *
 * @returns nothing for a sweep whose seeds are not
 */
export function luckOf({ cells }: SweepResults, of: Quantity): CellLuck[] {
  const first = cells.find(({ lines }) => lines.length > 0);
  if (!first || !isCrossed(first)) return [];
  return cells.map((cell) => ({ at: cell.at, luck: luckOfCell(cell, of) }));
}

/** Streams that are training data. */
const dataOf = ({ inputs, batches, noise }: Seeds) => `${inputs} ${batches} ${noise}`;

function isCrossed({ lines }: CellResult): boolean {
  const inits = new Set(lines.map(({ seeds }) => seeds.init));
  const data = new Set(lines.map(({ seeds }) => dataOf(seeds)));
  return inits.size > 1 && data.size > 1 && lines.length > Math.max(inits.size, data.size);
}

function luckOfCell({ lines, planned }: CellResult, of: Quantity): LuckParts | Refusal {
  const done = lines.flatMap(({ hit, seeds }) => (hit ? [{ hit, seeds }] : []));
  if (done.length < planned)
    return { refused: `${planned - done.length} of ${planned} trials failed or are pending` };
  const runs: CrossedRun[] = done.map(({ hit, seeds }) => {
    const [low, high] = hit[of];
    return { init: String(seeds.init), data: dataOf(seeds), low, high: high ?? Infinity };
  });
  return decomposeLuck(runs);
}
