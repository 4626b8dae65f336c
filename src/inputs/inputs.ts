import type { Engine, Samples } from '../engines/engine.ts';
import type { Key } from '../numerics/philox.ts';

/** A distribution of x that can be drawn from by index: sample i is a function of (key, i). */
export interface Inputs {
  /** How its samples are stored. */
  readonly samples: Samples['kind'];
  draw(engine: Engine, key: Key, first: number, count: number, out: Samples): void;
}
