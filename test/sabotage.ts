import type { Engine } from '../src/engines/engine.ts';

/** An engine with a fault: it takes the second layer's step uphill. A claim must notice. */
export function wrongSignEngine(engine: Engine): Engine {
  return {
    ...engine,
    descend: (network, gradient, firstRate, secondRate) =>
      engine.descend(network, gradient, firstRate, -secondRate),
  };
}
