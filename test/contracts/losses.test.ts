import { describe, expect, it, test } from 'vitest';
import { engines } from '../../src/engines/index.ts';
import { losses } from '../../src/losses/index.ts';
import { resolveSettings } from '../../src/settings/resolve.ts';

const made = losses.map((kind) => {
  const schema = { name: kind.name, settings: kind.settings, choices: {}, rules: [] };
  return {
    name: kind.name,
    loss: kind.create({ ...resolveSettings(schema, {}, (key) => key), inputDim: 1, width: 1 }),
  };
});

const outputs = [-700, -90, -20, -3, -1, -0.25, 0, 1e-6, 0.5, 2, 15, 88, 600];

describe.each(made)('loss $name', ({ loss }) => {
  it('has the derivative of its value (central differences, float64)', () => {
    for (const label of [-1, 1]) {
      for (const f of outputs) {
        const h = 1e-5 * Math.max(1, Math.abs(f));
        const difference = (loss.value(f + h, label) - loss.value(f - h, label)) / (2 * h);
        expect(Math.abs(loss.derivative(f, label) - difference)).toBeLessThan(
          1e-6 * Math.max(1, Math.abs(difference)),
        );
      }
    }
  });

  it('is finite wherever the output is, and nonnegative unless it is linear in the output', () => {
    for (const label of [-1, 1]) {
      for (const f of outputs) {
        if (!['linear', 'correlation'].includes(loss.name))
          expect(loss.value(f, label)).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(loss.value(f, label))).toBe(true);
      }
    }
  });

  it.each(engines)(
    'has the same derivative on engine $name within 8 float32 ulps, tails included',
    ({ create }) => {
      for (const count of [1, 2, 3, 4, 5, outputs.length]) {
        const engine = create();
        const [pass, labels] = [engine.createPass(1, count), engine.createLabels(count)];
        for (let s = 0; s < count; s++) {
          pass.output.array[s] = outputs[s]!;
          labels.array[s] = s % 2 ? 1 : -1;
        }
        engine.lossDerivative(loss, labels, 0.125, count, pass);
        for (let s = 0; s < count; s++) {
          const want = 0.125 * loss.derivative(Math.fround(outputs[s]!), s % 2 ? 1 : -1);
          const error = Math.abs(pass.outputGradient.array[s]! - want);
          expect(error).toBeLessThanOrEqual(8 * 2 ** -24 * Math.abs(want) + 1e-37);
        }
      }
    },
  );
});

test('the linear loss is the tangent of the logistic one at f = 0, below it everywhere', () => {
  const [logistic, linear] = ['logistic', 'linear'].map(
    (name) => made.find((one) => one.name === name)!.loss,
  );
  for (const label of [-1, 1]) {
    expect(linear!.value(0, label)).toBeCloseTo(logistic!.value(0, label), 14);
    expect(linear!.derivative(0, label)).toBe(logistic!.derivative(0, label));
    for (const f of outputs) {
      expect(linear!.value(f, label)).toBeLessThanOrEqual(logistic!.value(f, label) + 1e-12);
    }
  }
});
