import { conjugateGradients } from '../../../numerics/conjugate-gradients.ts';
import { seedsFrom, streamKey } from '../../../numerics/streams.ts';
import { firstLayerKernel } from '../../../theory/arc-cosine-kernel.ts';
import { drawBatch, drawTrainingBatch, type Run, SLAB } from '../../../training/setup.ts';
import type { Work } from '../../claim.ts';

/** XOR from a fixed training set by a kernel. */
export interface KernelJob {
  /** At most 255. */
  readonly inputDim: number;
  /** Size of the training set. */
  readonly samples: number;
  readonly testSize: number;
  readonly seed: number;
}

/** Distances are kept in a byte each. */
export const MOST_INPUTS = 255;

/** ‖K α − y‖/‖y‖: far below what the sign of a prediction could notice. */
const TOLERANCE = 1e-6;

/** Error on fresh samples of the kernel ρκ₀(ρ) that interpolates a training set; null where it cannot. */
export const kernelRegression: Work<KernelJob, { readonly error: number | null }> = {
  name: 'kernel-regression',
  run({ inputDim, samples, testSize, seed }, lab) {
    const { run } = lab.start({ inputDim, width: 1 }, seed);
    const testKey = streamKey(seedsFrom(seed), 'test');
    const train = collect(run, samples, (first, count) => drawTrainingBatch(run, first, count));
    const test = collect(run, testSize, (first, count) => drawBatch(run, testKey, first, count));
    const kernel = firstLayerKernel(inputDim);
    const among = distances(train.rows, train.rows);
    const weights = conjugateGradients((v, out) => multiply(kernel, among, v, out), train.labels, TOLERANCE);
    if (!weights) return { error: null };
    const outputs = new Float64Array(testSize);
    multiply(kernel, distances(test.rows, train.rows), weights, outputs);
    return { error: outputs.filter((output, i) => !(output * test.labels[i]! > 0)).length / testSize };
  },
};

/** Signs of samples as bits, a list of words a sample, with their labels. */
interface SignSet {
  readonly rows: readonly Uint32Array[];
  readonly labels: Float64Array;
}

function collect(run: Run, size: number, draw: (first: number, count: number) => void): SignSet {
  const rows: Uint32Array[] = [];
  const labels = new Float64Array(size);
  for (let first = 0; first < size; first += SLAB) {
    const count = Math.min(SLAB, size - first);
    draw(first, count);
    const { z: x, y } = run.batch;
    if (x.kind !== 'signs') return { rows: [], labels };
    const used = (x.inputDim + 31) >>> 5;
    for (let s = 0; s < count; s++) {
      rows.push(masked(x.rows.array.slice(s * x.stride, s * x.stride + used), x.inputDim));
      labels[first + s] = y.array[s]!;
    }
  }
  return { rows, labels };
}

/** Clears what stands behind coordinate d. */
function masked(words: Uint32Array, inputDim: number): Uint32Array {
  if (inputDim % 32 !== 0) words[words.length - 1]! &= 2 ** (inputDim % 32) - 1;
  return words;
}

/** Coordinates in which a row of `a` differs from a row of `b`, row-major; at most `MOST_INPUTS` inputs. */
function distances(a: readonly Uint32Array[], b: readonly Uint32Array[]): Uint8Array {
  const out = new Uint8Array(a.length * b.length);
  let at = 0;
  for (const row of a) {
    for (const other of b) {
      let differing = 0;
      for (let k = 0; k < row.length; k++) differing += bitCount(row[k]! ^ other[k]!);
      out[at++] = differing;
    }
  }
  return out;
}

function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** out = K v, K_ij = kernel[distance_ij]; four partial sums, so that additions need not wait for each other. */
function multiply(kernel: Float64Array, distance: Uint8Array, v: Float64Array, out: Float64Array): void {
  const n = v.length;
  const even = n - (n % 4);
  for (let i = 0; i < out.length; i++) {
    const row = i * n;
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let j = 0; j < even; j += 4) {
      s0 += kernel[distance[row + j]!]! * v[j]!;
      s1 += kernel[distance[row + j + 1]!]! * v[j + 1]!;
      s2 += kernel[distance[row + j + 2]!]! * v[j + 2]!;
      s3 += kernel[distance[row + j + 3]!]! * v[j + 3]!;
    }
    for (let j = even; j < n; j++) s0 += kernel[distance[row + j]!]! * v[j]!;
    out[i] = s0 + s1 + (s2 + s3);
  }
}
