import { describe, expect, it } from 'vitest';
import { activations } from '../../src/activations/index.ts';
import { type Activation, createLayers } from '../../src/engines/engine.ts';
import { engines } from '../../src/engines/index.ts';
import { createPlainEngine } from '../../src/engines/plain.ts';
import { resolveSettings } from '../../src/settings/resolve.ts';
import { type Rounding, roundingOf } from '../activation-rounding.ts';
import { disagreement, type Example, exampleBounds, passThrough, place, randomLayers } from '../agreement.ts';

const made = activations.map((kind) => {
  const schema = { name: kind.name, settings: kind.settings, choices: {}, rules: [] };
  const settings = resolveSettings(schema, {}, (key) => key);
  return { name: kind.name, activation: kind.create({ ...settings, inputDim: 1, width: 1 }) };
});

/** z²/(1 + z²) + 2: no engine has kernels for it, and it is not 0 at 0. */
const own: Activation = {
  name: 'own',
  parameters: [],
  value: (z) => (z * z) / (1 + z * z) + 2,
  derivative: (z) => (2 * z) / (1 + z * z) ** 2,
};
/** |σ′| ≤ 0.65 and |σ″| ≤ 2; σ in float64. */
const ownRounding: Rounding = {
  value: (_, error) => 0.65 * error,
  slope: (_, error) => 2 * error,
};

const all = [
  ...made.map((one) => ({ ...one, rounding: roundingOf(one.activation) })),
  { name: 'own', activation: own, rounding: ownRounding },
];
const example = (kind: Example['kind'], p: number): Example => ({
  kind,
  d: 33,
  p,
  n: 21,
  scale: 0.25,
  seed: 8,
});

/** c_k = E[σ(x) He_k(x)] by the trapezoidal rule, for smooth σ exact to rounding. */
function hermiteCoefficient(value: (z: number) => number, k: number, step: number): number {
  let sum = 0;
  for (let i = -Math.round(12 / step); i * step <= 12; i++) {
    const x = i * step;
    let [before, he] = [0, 1];
    for (let m = 0; m < k; m++) [before, he] = [he, x * he - m * before];
    sum += value(x) * he * Math.exp((-x * x) / 2);
  }
  return (sum * step) / Math.sqrt(2 * Math.PI);
}

describe.each(all)('activation $name', ({ activation, rounding }) => {
  it('has the derivative of its value (central differences, float64)', () => {
    for (const z of [-20, -7, -2.5, -1, -0.25, -1e-3, 1e-3, 0.3, 1, 1.9, 6, 18]) {
      const h = 1e-5 * Math.max(1, Math.abs(z));
      const difference = (activation.value(z + h) - activation.value(z - h)) / (2 * h);
      const tolerance =
        1e-6 * Math.max(1, Math.abs(difference)) + (1e-15 / h) * Math.abs(activation.value(z));
      expect(Math.abs(activation.derivative(z) - difference)).toBeLessThan(tolerance);
    }
  });

  it.each(engines.filter(({ precision }) => precision === 'float32'))(
    'is on engine $name what it is on plain, within the first-order rounding bound',
    ({ create }) => {
      for (const [kind, p] of [
        ['signs', 17],
        ['dense', 16],
        ['dense', 31],
      ] as const) {
        const given = { ...example(kind, p), activation, rounding };
        const [got, want] = [create(), createPlainEngine()].map((engine) => passThrough(engine, given));
        expect(disagreement(got!, want!, exampleBounds(createPlainEngine(), given))).toBeUndefined();
      }
    },
  );

  it.each(engines)('leaves neurons that are none out of the network on engine $name', ({ create }) => {
    const engine = create();
    const { network, samples, pass, gradient } = place(engine, { ...example('dense', 19), activation });
    for (let step = 0; step < 3; step++) {
      engine.forward(network, samples, pass);
      engine.clear(gradient);
      engine.backward(network, samples, pass, gradient);
      engine.descend(network, gradient, 0.01, 0.01);
    }
    const layers = createLayers(engine, 33, 19);
    engine.readLayers(network, layers);
    const fresh = engine.createNetwork(33, 19, 0.25, activation);
    engine.writeLayers(layers, fresh);
    const outputs = [network, fresh].map((one) => {
      engine.forward(one, samples, pass);
      return [...pass.output.array.subarray(0, 21)];
    });
    expect(outputs[0]).toEqual(outputs[1]);
  });

  it.each(engines)('shows on engine $name that a weight is not a number', ({ create }) => {
    const engine = create();
    const given = example('dense', 19);
    const { network, samples, pass } = place(engine, { ...given, activation });
    const layers = randomLayers(given);
    layers.firstLayer[40] = NaN;
    engine.writeLayers(layers, network);
    engine.forward(network, samples, pass);
    expect([...pass.output.array.subarray(0, 21)]).toEqual(Array(21).fill(NaN));
  });
});

describe('Hermite coefficients', () => {
  const value = (name: string) => made.find((one) => one.name === name)!.activation.value;

  it('of a Hermite polynomial are those it was given', () => {
    const given = [0.5, -1, 0.25, 0, 3, 0.125];
    const hermite = activations.find(({ name }) => name === 'hermite')!;
    const { value: sigma } = hermite.create({ hermite: given, inputDim: 1, width: 1 });
    for (const [k, c] of [...given, 0].entries())
      expect(hermiteCoefficient(sigma, k, 0.05)).toBeCloseTo(c, 9);
  });

  it('of erf are 2/√(3π) (2m − 1)!! (−2/3)^m', () => {
    for (const [m, odd] of [1, 1, 3, 15].entries()) {
      const want = (2 / Math.sqrt(3 * Math.PI)) * odd * (-2 / 3) ** m;
      expect(hermiteCoefficient(value('erf'), 2 * m + 1, 0.05)).toBeCloseTo(want, 9);
      expect(hermiteCoefficient(value('erf'), 2 * m, 0.05)).toBeCloseTo(0, 9);
    }
  });

  it('of ReLU and softplus are 1/2 at first order and 0 at the higher odd ones', () => {
    for (const [name, step] of [
      ['relu', 1e-3],
      ['softplus', 0.05],
    ] as const) {
      const odd = [1, 3, 5].map((k) => hermiteCoefficient(value(name), k, step));
      for (const [i, want] of [0.5, 0, 0].entries()) expect(odd[i]).toBeCloseTo(want, 9);
    }
  });

  it('of ReLU are (−1)^{m−1} (2m − 3)!!/√(2π) at even orders', () => {
    // The kink costs the trapezoidal rule step²/12 · He_k(0) φ(0), 1.2e-5 at most.
    for (const [k, want] of [
      [0, 1],
      [2, 1],
      [4, -1],
      [6, 3],
    ] as const)
      expect(hermiteCoefficient(value('relu'), k, 1e-3)).toBeCloseTo(want / Math.sqrt(2 * Math.PI), 5);
  });
});

it('the bound sees a slope that is off by a thousandth', () => {
  const given = { ...example('dense', 31), activation: own, rounding: ownRounding };
  const wrong = { ...own, derivative: (z: number) => 1.001 * own.derivative(z) };
  const got = passThrough(engines[0]!.create(), { ...given, activation: wrong });
  const [want, bound] = [passThrough, exampleBounds].map((of) => of(createPlainEngine(), given));
  expect(disagreement(got, want!, bound!)).toMatch(/^firstLayer/);
});
