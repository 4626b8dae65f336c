import type { Reals, Samples } from '../engines/engine.ts';
import type { Key } from '../numerics/philox.ts';

/** What goes wrong with training samples after they are drawn and labeled; test samples stay clean. */
export interface Corruption {
  /**
   * Changes samples number first … first + samples.count − 1, a function of (key, number) only.
   *
   * @param key of the `noise` stream
   * @param labels ±1, changed in place
   */
  apply(key: Key, first: number, samples: Samples, labels: Reals): void;
}
