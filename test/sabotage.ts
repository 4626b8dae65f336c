import type { Engine } from '../src/engines/engine.ts';

/** The same engine but for the sign of the second layer's gradient: what a claim of learning must not survive. */
export function wrongSignEngine(engine: Engine): Engine {
  return {
    ...engine,
    descend: (network, gradient, firstRate, secondRate) =>
      engine.descend(network, gradient, firstRate, -secondRate),
  };
}
