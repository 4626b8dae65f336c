import { logF32, sincosTurnF32 } from './elementary.ts';
import type { Key } from './philox.ts';
import { drawBlock } from './streams.ts';

const words = new Uint32Array(4);
const sincos = new Float32Array(2);
const { fround, sqrt } = Math;

/** Two Gaussians from two random words by Box–Muller, every operation rounded to float32 (as the kernels do). */
function boxMuller(even: number, odd: number, out: Float32Array, at: number): void {
  const uniform = fround(fround(fround(even) + 0.5) * 2 ** -32);
  const turn = fround(fround(odd >>> 8) * 2 ** -24);
  const radius = fround(sqrt(fround(-2 * logF32(uniform))));
  sincosTurnF32(turn, sincos);
  out[at] = fround(radius * sincos[1]!);
  out[at + 1] = fround(radius * sincos[0]!);
}

const four = new Float32Array(4);

/**
 * Standard Gaussians of the `index`-th sample or neuron of a stream: float32 values, the same bits as the kernels'.
 *
 * Value k comes from block ⌊k/4⌋; words (w₀, w₁) give values 0 and 1 of the block, (w₂, w₃) values 2 and 3.
 * The largest possible magnitude is √(2 ln 2³³) = 6.76.
 *
 * @param out as many values as it holds
 */
export function drawGaussians(key: Key, index: number, out: Float32Array | Float64Array): void {
  for (let k = 0; k < out.length; k += 4) {
    drawBlock(key, index, k / 4, 0, words);
    boxMuller(words[0]!, words[1]!, four, 0);
    boxMuller(words[2]!, words[3]!, four, 2);
    for (let l = 0; l < 4 && k + l < out.length; l++) out[k + l] = four[l]!;
  }
}
