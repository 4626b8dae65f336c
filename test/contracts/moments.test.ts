import { describe, expect, it } from 'vitest';
import { activations } from '../../src/activations/index.ts';
import type { Activation, Engine } from '../../src/engines/engine.ts';
import { engines } from '../../src/engines/index.ts';
import { createPlainEngine } from '../../src/engines/plain.ts';
import { addSamples, createMoments, type Moments } from '../../src/numerics/moments.ts';
import { reluRounding, roundingOf, UNIT_ROUNDOFF } from '../activation-rounding.ts';
import { coordinates, excess, place, randomLayers } from '../agreement.ts';

const example = { kind: 'dense', d: 9, p: 35, n: 300, scale: 1, seed: 6 } as const;
const { p, n } = example;
const softplus: Activation = activations
  .find(({ name }) => name === 'softplus')!
  .create({
    inputDim: 1,
    width: 1,
  });
/** 1 at 0; no engine has kernels for it. */
const own: Activation = { ...softplus, name: 'own', value: (z) => 1 + z * Math.abs(z) };
const label = (s: number) => Math.fround(0.3 * ((s % 7) - 3) + 1 / (s + 2));

/** Features and moments of an example, added twice. */
function momentsOn(engine: Engine, activation?: Activation) {
  const { network, samples, pass } = place(engine, { ...example, ...(activation && { activation }) });
  const labels = engine.createLabels(n);
  for (let s = 0; s < n; s++) labels.array[s] = label(s);
  engine.forward(network, samples, pass);
  const features = new Float64Array(n * p);
  engine.readFeatures(network, samples, pass, features);
  const moments = createMoments(p);
  for (let times = 0; times < 2; times++) engine.addMoments(network, samples, pass, labels, moments);
  return { features, moments, samples };
}

/** The moments of features in float64, and the bounds on what an engine adds for them. */
function expected(features: Float64Array, terms: number) {
  const labels = Float64Array.from({ length: n }, (_, s) => label(s));
  const want = createMoments(p);
  const size = createMoments(p);
  for (let times = 0; times < 2; times++) {
    addSamples(want, features, labels, n);
    addSamples(size, features.map(Math.abs), labels.map(Math.abs), n);
  }
  const bounds = (sums: Float64Array) => sums.map((sum) => terms * sum);
  return { want, gram: bounds(size.gram), correlation: bounds(size.correlation) };
}

function expectMoments(got: Moments, { want, gram, correlation }: ReturnType<typeof expected>): void {
  expect(excess(got.gram, want.gram, gram)).toBeUndefined();
  expect(excess(got.correlation, want.correlation, correlation)).toBeUndefined();
  expect(got.labelSquare).toBeCloseTo(want.labelSquare, 9);
  expect(got.count).toBe(2 * n);
}

describe.each(engines)('engine $name', ({ create, precision }) => {
  // 128 products in float32 and the sums in float64; or 600 in float64.
  const terms = precision === 'float32' ? 128 * UNIT_ROUNDOFF + 2 ** -40 : 600 * 2 ** -53;

  it('adds the moments of the features that it has, on and below the diagonal, as closely as it says', () => {
    for (const activation of [undefined, softplus, own]) {
      const { features, moments } = momentsOn(create(), activation);
      expectMoments(moments, expected(features, terms));
    }
  });

  it('reads features that are σ(W x) within the first-order rounding bound', () => {
    for (const [activation, rounding] of [
      [undefined, reluRounding],
      [softplus, roundingOf(softplus)],
    ] as const) {
      const { features, samples } = momentsOn(create(), activation);
      const want = momentsOn(createPlainEngine(), activation).features;
      const bound = want.map((_, at) => rounding.value(...preactivation(samples, at)));
      expect(excess(features, want, bound)).toBeUndefined();
    }
  });
});

/** z of an entry of the features, and its first-order bound in float32. */
function preactivation(samples: Parameters<typeof coordinates>[0], at: number): [number, number] {
  const { firstLayer } = randomLayers(example);
  const x = coordinates(samples);
  const [s, j] = [Math.floor(at / p), at % p];
  let [z, size] = [0, 0];
  for (let k = 0; k < example.d; k++) {
    const term = firstLayer[j * example.d + k]! * x(s, k);
    z += term;
    size += Math.abs(term);
  }
  return [z, (example.d + 2) * UNIT_ROUNDOFF * size];
}
