import type { Engine, Samples } from '../engines/engine.ts';
import type { Key } from '../numerics/philox.ts';

/** A distribution of x that can be drawn from by index: sample i is a function of (key, i). */
export interface Inputs {
  /** How its samples are stored. */
  readonly samples: Samples['kind'];
  /** Fills `out` with samples number first … first + count − 1. */
  draw(engine: Engine, key: Key, first: number, count: number, out: Samples): void;
  /**
   * A hidden orthonormal basis q_1 … q_d: targets and corruptions see the z that is drawn, the network sees
   * x = Σ_k z_k q_k. Without it x is z.
   *
   * @param key of the `target` stream
   * @returns d×d, row k is q_k
   */
  drawBasis?(key: Key, inputDim: number): Float64Array;
}
