import type { Engine } from '../src/engines/engine.ts';
import type { EngineKind } from '../src/engines/index.ts';
import { cholesky } from '../src/numerics/cholesky.ts';
import { createMoments, type Moments } from '../src/numerics/moments.ts';
import { excess, place, UNIT_ROUNDOFF } from '../test/agreement.ts';
import { type Case, CORE, OF_PEAK, representative, shapeName } from './case.ts';
import { rateOf } from './measure.ts';
import { type ProductShape, roundsOn } from './products.ts';

/** An engine that has passed a shape forward, and how it adds the moments. */
function momentsOn(engine: Engine, { d, p, n }: ProductShape) {
  const { network, samples, pass } = place(engine, { kind: 'dense', d, p, n, scale: 1, seed: 2 });
  const labels = engine.createLabels(n);
  for (let s = 0; s < n; s++) labels.array[s] = s % 3 ? 1 : -1;
  engine.forward(network, samples, pass);
  const moments = createMoments(p);
  const add = () => engine.addMoments(network, samples, pass, labels, moments);
  const features = new Float64Array(n * p);
  engine.readFeatures(network, samples, pass, features);
  return { moments, add, features };
}

/** The Gram matrix of the features an engine has, within the bound that it states. */
function checkGram(kind: EngineKind, shape: ProductShape): string | undefined {
  const { moments, add, features } = momentsOn(kind.create(), shape);
  add();
  const { p, n } = shape;
  const want: Moments = createMoments(p);
  for (let s = 0; s < n; s++) {
    const row = features.subarray(s * p, (s + 1) * p);
    for (let i = 0; i < p; i++) for (let j = 0; j <= i; j++) want.gram[i * p + j]! += row[i]! * row[j]!;
  }
  // ReLU has no negative features: the sums are the sums of magnitudes.
  return excess(
    moments.gram,
    want.gram,
    want.gram.map((sum) => 129 * UNIT_ROUNDOFF * sum),
  );
}

/** Σ φ φᵀ: p²/2 multiply-adds a sample. */
export function gramOn(kind: EngineKind) {
  return (shape: ProductShape): Case => ({
    name: `gram ${shapeName(shape)}`,
    engine: kind.name,
    unit: 'GMAC/s',
    shape,
    ratios: OF_PEAK,
    ...roundsOn(kind),
    ...(kind.name !== 'plain' && { check: () => checkGram(kind, representative(shape)) }),
    start() {
      const { add } = momentsOn(kind.create(), shape);
      return rateOf(0.5e-9 * shape.n * shape.p * shape.p, add);
    },
  });
}

/** The factor of a p×p matrix. */
export function choleskyOf(p: number): Case {
  return {
    name: `cholesky p=${p}`,
    engine: CORE,
    unit: 'GMAC/s',
    shape: { p },
    rounds: 3,
    start() {
      const matrix = Float64Array.from({ length: p * p }, (_, at) => (at % (p + 1) ? Math.sin(at) : p));
      return rateOf((1e-9 * p * p * p) / 6, () => cholesky(matrix, p));
    },
  };
}
