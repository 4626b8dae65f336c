import { chiSquareQuantile, ratioQuantile } from '../numerics/distributions.ts';
import { log } from '../numerics/elementary.ts';
import { mean } from '../numerics/statistics.ts';
import { Misuse } from '../settings/misuse.ts';
import type { Refusal } from './sample.ts';

/** A run of a crossed design: every initialization trained on every data stream. */
export interface CrossedRun {
  readonly init: string;
  readonly data: string;
  /** The hitting time's interval, as in an observation. */
  readonly low: number;
  readonly high: number;
}

/** What one source of luck adds to the variance of ln(hitting time). */
export interface LuckPart {
  /** Never below 0, where the unbiased estimate may lie. */
  readonly variance: number;
  readonly interval: readonly [low: number, high: number];
  /** Of the sum of all three parts. */
  readonly share: number;
}

/** Where the luck in a hitting time comes from. */
export interface LuckParts {
  readonly init: LuckPart;
  readonly data: LuckPart;
  /** What goes with neither alone: their interplay, and all other streams. */
  readonly rest: LuckPart;
  /** Root mean square width of the runs' intervals in ln y. */
  readonly width: number;
  readonly words: string;
}

/**
 * Variance of ln(hitting time), split into initialization, data and the rest, by the analysis of variance of two
 * crossed factors with random effects; as many runs in every cell, one at least. Intervals: χ² for the rest, Williams'
 * (Biometrika 49, 1962, with Tukey's) for the others.
 *
 * Convention for runs known between two measurements: their upper ends are taken. No standard deviation can then be off
 * by more than half the root mean square width of the intervals (triangle inequality), by which all ends are moved out.
 *
 * @param confidence of each interval, 0.95 unless given
 * @returns or a refusal where a run is unfinished, a cell is missing, or a factor has one value
 * @throws Misuse when an interval is not one
 */
export function decomposeLuck(crossed: readonly CrossedRun[], confidence = 0.95): LuckParts | Refusal {
  const reason = whyNot(crossed);
  if (reason !== null) return { refused: reason };
  const width = Math.sqrt(mean(crossed.map(({ low, high }) => log(high / low) * log(high / low))));
  const { init, data, interplay, within, repeats } = meanSquares(crossed);
  const tail = (1 - confidence) / 2;
  const rest = restOf(interplay, within, repeats, tail);
  const parts = [
    above(init, interplay, data.levels * repeats, tail),
    above(data, interplay, init.levels * repeats, tail),
    rest,
  ].map(({ variance, interval: [low, high] }) => ({
    variance,
    interval: [shifted(low, -width / 2), shifted(high, width / 2)] as const,
  }));
  const total = parts.reduce((sum, { variance }) => sum + variance, 0);
  if (!(total > 0)) return { refused: 'all runs took the same time: there is no luck to split' };
  const [ofInit, ofData, ofRest] = parts.map((part) => ({ ...part, share: part.variance / total }));
  const words = inWords([ofInit!, ofData!, ofRest!], Math.sqrt(total), confidence);
  return { init: ofInit!, data: ofData!, rest: ofRest!, width, words };
}

const shifted = (variance: number, by: number) => {
  const deviation = Math.max(0, Math.sqrt(variance) + by);
  return deviation * deviation;
};

const distinct = (values: readonly string[]) => [...new Set(values)];

function whyNot(crossed: readonly CrossedRun[]): string | null {
  for (const { low, high } of crossed)
    if (!(low >= 0 && high >= low && high > 0))
      throw new Misuse(`a run's interval must have 0 ≤ low ≤ high, got ${low} … ${high}`);
  const unfinished = crossed.filter(({ high }) => high === Infinity).length;
  if (unfinished > 0)
    return `${unfinished} of ${crossed.length} runs did not get there: a split of the variance would have to invent them; give them more steps`;
  if (crossed.some(({ low }) => low === 0))
    return 'a run got there before its first measurement: how early is not known; measure earlier';
  const [inits, datas] = [
    distinct(crossed.map(({ init }) => init)),
    distinct(crossed.map(({ data }) => data)),
  ];
  if (inits.length < 2 || datas.length < 2)
    return `it takes at least two initializations on two data streams, got ${inits.length} on ${datas.length}`;
  const counts = new Set(cellsOf(crossed, inits, datas).flatMap((row) => row.map((cell) => cell.length)));
  if (counts.size > 1) return 'every initialization must have as many runs on every data stream';
  return null;
}

/** ln of the upper ends of the runs of every cell: a row an initialization, a column a data stream. */
function cellsOf(
  crossed: readonly CrossedRun[],
  inits: readonly string[],
  datas: readonly string[],
): number[][][] {
  const cells = inits.map(() => datas.map((): number[] => []));
  const [row, column] = [inits, datas].map((names) => new Map(names.map((name, k) => [name, k])));
  for (const { init, data, high } of crossed) cells[row!.get(init)!]![column!.get(data)!]!.push(log(high));
  return cells;
}

/** A mean square and its degrees of freedom; of a factor, also its number of values. */
interface MeanSquare {
  readonly value: number;
  readonly degrees: number;
  readonly levels: number;
}

const squares = (values: readonly number[]) => values.reduce((sum, value) => sum + value * value, 0);

function meanSquares(crossed: readonly CrossedRun[]) {
  const [inits, datas] = [
    distinct(crossed.map(({ init }) => init)),
    distinct(crossed.map(({ data }) => data)),
  ];
  const cells = cellsOf(crossed, inits, datas);
  const repeats = cells[0]![0]!.length;
  const means = cells.map((row) => row.map(mean));
  const rows = means.map(mean);
  const columns = datas.map((_, j) => mean(means.map((row) => row[j]!)));
  const all = mean(rows);
  const factor = (levels: readonly number[], others: number): MeanSquare => ({
    value: (others * repeats * squares(levels.map((level) => level - all))) / (levels.length - 1),
    degrees: levels.length - 1,
    levels: levels.length,
  });
  const left = means.flatMap((row, i) => row.map((value, j) => value - rows[i]! - columns[j]! + all));
  const free = (rows.length - 1) * (columns.length - 1);
  const apart = cells.flatMap((row, i) =>
    row.flatMap((cell, j) => cell.map((value) => value - means[i]![j]!)),
  );
  const extra = rows.length * columns.length * (repeats - 1);
  return {
    init: factor(rows, columns.length),
    data: factor(columns, rows.length),
    interplay: { value: (repeats * squares(left)) / free, degrees: free, levels: 1 },
    within: { value: extra > 0 ? squares(apart) / extra : 0, degrees: extra, levels: 1 },
    repeats,
  };
}

type Component = Pick<LuckPart, 'variance' | 'interval'>;

/** (mean square of a factor − that of the interplay)/runs at each of its values. */
function above(factor: MeanSquare, interplay: MeanSquare, runs: number, tail: number): Component {
  const end = (probability: number) => {
    const ratio = ratioQuantile(probability, factor.degrees, interplay.degrees);
    const spread = chiSquareQuantile(probability, factor.degrees);
    return Math.max(0, (factor.degrees * (factor.value - ratio * interplay.value)) / (runs * spread));
  };
  const variance = Math.max(0, (factor.value - interplay.value) / runs);
  return { variance, interval: [end(1 - tail), end(tail)] };
}

/** Variance of a single run beside both factors: of the interplay and within cells, with Satterthwaite's degrees. */
function restOf(interplay: MeanSquare, within: MeanSquare, repeats: number, tail: number): Component {
  const parts = [interplay.value / repeats, (within.value * (repeats - 1)) / repeats] as const;
  const variance = parts[0] + parts[1];
  const doubt =
    (parts[0] * parts[0]) / interplay.degrees +
    (within.degrees > 0 ? (parts[1] * parts[1]) / within.degrees : 0);
  const degrees = variance > 0 ? (variance * variance) / doubt : interplay.degrees;
  const end = (probability: number) => (degrees * variance) / chiSquareQuantile(probability, degrees);
  return { variance, interval: [end(1 - tail), end(tail)] };
}

function inWords(
  [init, data, rest]: readonly [LuckPart, LuckPart, LuckPart],
  deviation: number,
  confidence: number,
): string {
  const percent = ({ share }: LuckPart) => `${Math.round(100 * share)} %`;
  const digits = (value: number) => `${Number(value.toPrecision(3))}`.replace('-', '−');
  const within = ({ variance, interval: [low, high] }: LuckPart) =>
    `(variance ${digits(variance)} [${digits(low)}, ${digits(high)}])`;
  const sure = `${Number((100 * confidence).toPrecision(4))} %`;
  return `Of the variance of ln(hitting time), ${deviation.toFixed(3)} squared, ${percent(init)} comes from the initialization ${within(init)}, ${percent(data)} from the data ${within(data)} and ${percent(rest)} from neither alone ${within(rest)}; in brackets ${sure} intervals of the variances.`;
}
