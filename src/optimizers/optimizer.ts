import type { Engine, Gradient, Network } from '../engines/engine.ts';

/** How weights follow a gradient. */
export interface Optimizer {
  /** Step size η: time advances by this much a step. */
  readonly stepSize: number;
  /** Moves the weights one step along the gradient. */
  update(engine: Engine, network: Network, gradient: Gradient): void;
}
