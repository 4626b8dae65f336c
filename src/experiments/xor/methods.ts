import { drawTrainingBatch, type Run } from '../../training/setup.ts';

/** What can learn a parity: the network, or what knows that the answer is a product of coordinates. */
export type Method = 'network' | 'pair-search' | 'linear-algebra';

/** After how many samples a method had the answer; null when it did not after all that were drawn. */
export interface MethodResult {
  readonly samples: number | null;
  readonly drawn: number;
}

/**
 * Gives a method the training samples of a run, corrupted as they are, one by one.
 *
 * @param run of a parity, its inputs signs
 */
export const runMethod = (method: Exclude<Method, 'network'>, run: Run): MethodResult =>
  method === 'pair-search' ? searchPairs(run) : solveOverBits(run);

/** Samples a pair search looks at. */
const PAIR_SAMPLES = 512;

/**
 * Estimates E[y x_i x_j] of all pairs. It has the answer from the sample on after which the right pair alone has
 * the largest sum, in absolute value, at each later look.
 */
function searchPairs(run: Run): MethodResult {
  const d = run.network.inputDim;
  const [first, second] = run.target.relevant.map((k) => k - 1).sort((a, b) => a - b) as [number, number];
  const sums = new Int32Array((d * (d - 1)) / 2);
  const right = first * d - (first * (first + 1)) / 2 + second - first - 1;
  let since: number | null = null;
  for (let n = 1; n <= PAIR_SAMPLES; n++) {
    addProducts(nextSample(run, n - 1), sums);
    if (isAloneLargest(sums, right)) since ??= n;
    else since = null;
  }
  return { samples: since, drawn: PAIR_SAMPLES };
}

/** Signs of a training sample, and its label. */
interface Labeled {
  readonly x: Int8Array;
  readonly y: number;
}

function nextSample(run: Run, index: number): Labeled {
  const { z, y } = run.batch;
  drawTrainingBatch(run, index, 1);
  const words = z.rows.array;
  const x = Int8Array.from({ length: z.inputDim }, (_, k) => ((words[k >>> 5]! >>> (k & 31)) & 1 ? -1 : 1));
  return { x, y: y.array[0]! };
}

/** Adds y x_i x_j of the pairs i < j, in the order (1, 2), (1, 3), …, (2, 3), … */
function addProducts({ x, y }: Labeled, sums: Int32Array): void {
  let pair = 0;
  for (let i = 0; i < x.length; i++) {
    const sign = y * x[i]!;
    for (let j = i + 1; j < x.length; j++) sums[pair++]! += sign * x[j]!;
  }
}

function isAloneLargest(sums: Int32Array, at: number): boolean {
  const largest = Math.abs(sums[at]!);
  for (let i = 0; i < sums.length; i++) if (i !== at && Math.abs(sums[i]!) >= largest) return false;
  return true;
}

/** Samples a system of equations takes at most, a dimension: random bits have full rank after d + 2. */
const ROWS_PER_DIM = 2;

/**
 * With bits for signs a parity is linear: Σ_{k∈S} [x_k = −1] = [y = 1] mod 2, one equation a sample. Gaussian
 * elimination has the answer once d of them are independent, and never if a label is wrong before that.
 */
function solveOverBits(run: Run): MethodResult {
  const d = run.network.inputDim;
  const pivots: (Uint8Array | undefined)[] = Array.from({ length: d });
  let rank = 0;
  for (let n = 1; n <= ROWS_PER_DIM * d; n++) {
    const { x, y } = nextSample(run, n - 1);
    const row = Uint8Array.from({ length: d + 1 }, (_, k) => Number(k < d ? x[k]! < 0 : y > 0));
    if (reduce(row, pivots)) rank += 1;
    if (rank === d) return { samples: isParityOf(solve(pivots), run.target.relevant) ? n : null, drawn: n };
  }
  return { samples: null, drawn: ROWS_PER_DIM * d };
}

/** Subtracts what is known from an equation and keeps what is left. @returns whether anything was */
function reduce(row: Uint8Array, pivots: (Uint8Array | undefined)[]): boolean {
  for (let k = 0; k < pivots.length; k++) {
    if (row[k] === 0) continue;
    const pivot = pivots[k];
    if (!pivot) {
      pivots[k] = row;
      return true;
    }
    for (let l = k; l < row.length; l++) row[l]! ^= pivot[l]!;
  }
  return false;
}

/** Back substitution: which coordinates belong to the parity. */
function solve(pivots: readonly (Uint8Array | undefined)[]): Uint8Array {
  const d = pivots.length;
  const solution = new Uint8Array(d);
  for (let k = d - 1; k >= 0; k--) {
    const row = pivots[k]!;
    let bit = row[d]!;
    for (let l = k + 1; l < d; l++) bit ^= row[l]! & solution[l]!;
    solution[k] = bit;
  }
  return solution;
}

const isParityOf = (solution: Uint8Array, relevant: readonly number[]) =>
  solution.every((bit, k) => (bit === 1) === relevant.includes(k + 1));
