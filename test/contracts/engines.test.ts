import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLayers } from '../../src/engines/engine.ts';
import { engines } from '../../src/engines/index.ts';
import { createPlainEngine } from '../../src/engines/plain.ts';
import {
  coordinates,
  disagreement,
  drawSamples,
  type Example,
  exampleBounds,
  passThrough,
  place,
  randomLayers,
  readGradient,
  UNIT_ROUNDOFF,
} from '../agreement.ts';

const fast = engines.filter(({ precision }) => precision === 'float32');

const upTo = (max: number) => fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max }));
const anyExample: fc.Arbitrary<Example> = fc.record({
  kind: fc.constantFrom('signs', 'dense'),
  d: upTo(200),
  p: upTo(70),
  n: upTo(150),
  scale: fc.constantFrom(1, 1 / 7, 0.25),
  seed: fc.nat(1e6),
});

describe.each(fast)('engine $name', ({ create }) => {
  const against = (example: Example) => {
    const plain = passThrough(createPlainEngine(), example);
    return disagreement(passThrough(create(), example), plain, exampleBounds(createPlainEngine(), example));
  };

  it('agrees with plain within the first-order rounding bound on any shape, signs and dense', () => {
    fc.assert(
      fc.property(anyExample, (example) => {
        expect(against(example)).toBeUndefined();
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it.each(['signs', 'dense'] as const)(
    'agrees with plain at the edges of blocks, words, tiles and chunks (%s)',
    (kind) => {
      const shapes = [
        [63, 16, 31],
        [64, 17, 32],
        [65, 15, 33],
        [127, 1, 64],
        [128, 33, 1],
        [257, 2, 65],
        [1, 1, 1],
        [300, 16, 300],
      ] as const;
      for (const [d, p, n] of shapes)
        expect(against({ kind, d, p, n, scale: 0.5, seed: d + p + n })).toBeUndefined();
    },
  );

  it('draws the same bits as plain, whatever the index, and none past the last coordinate', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 20 }),
        fc.maxSafeNat(),
        (d, n, first) => {
          const index = Math.max(0, first - 1000);
          const [got, want] = [create(), createPlainEngine()].map((engine) => {
            return (['signs', 'dense'] as const).flatMap((kind) => {
              const samples = engine.createSamples(kind, d, n);
              drawSamples(engine, d, index, n, samples);
              return [...samples.rows.array];
            });
          });
          expect(got).toEqual(want);
        },
      ),
      { numRuns: 60, seed: 2 },
    );
  });

  it('accumulates a gradient over slabs of a multiple of four samples to the same bits as at once', () => {
    const engine = create();
    const [d, p, n, cut] = [70, 20, 100, 36];
    const network = engine.createNetwork(d, p, 1);
    engine.writeLayers(randomLayers({ kind: 'signs', d, p, n, scale: 1, seed: 5 }), network);
    const gradientOver = (slabs: readonly (readonly [number, number])[]) => {
      const gradient = engine.createGradient(network);
      for (const [first, count] of slabs) {
        const x = engine.createSamples('signs', d, n);
        drawSamples(engine, 5, first, count, x);
        const pass = engine.createPass(p, n);
        engine.forward(network, x, pass);
        pass.outputGradient.array.set(pass.output.array);
        engine.backward(network, x, pass, gradient);
      }
      return readGradient(engine, network, gradient);
    };
    const whole = gradientOver([[0, n]]);
    expect(
      gradientOver([
        [0, cut],
        [cut, n - cut],
      ]),
    ).toEqual(whole);
  });

  it('gives back the layers written into it', () => {
    const engine = create();
    const example: Example = { kind: 'signs', d: 37, p: 19, n: 1, scale: 1, seed: 9 };
    const network = engine.createNetwork(37, 19, 1);
    engine.writeLayers(randomLayers(example), network);
    const back = createLayers(engine, 37, 19);
    engine.readLayers(network, back);
    expect(back).toEqual(randomLayers(example));
  });
});

describe('the neurons of a network', () => {
  it.each(engines)(
    'may be permuted without changing what $name computes beyond rounding',
    ({ create, precision }) => {
      const example: Example = { kind: 'signs', d: 40, p: 21, n: 30, scale: 0.1, seed: 3 };
      const engine = create();
      const outputs = [(j: number) => j, (j: number) => (j * 8) % 21].map((order) => {
        const { firstLayer, secondLayer } = randomLayers(example);
        const moved = createLayers(engine, 40, 21);
        for (let j = 0; j < 21; j++) {
          moved.firstLayer.set(firstLayer.subarray(order(j) * 40, (order(j) + 1) * 40), j * 40);
          moved.secondLayer[j] = secondLayer[order(j)]!;
        }
        const network = engine.createNetwork(40, 21, 0.1);
        engine.writeLayers(moved, network);
        const x = engine.createSamples('signs', 40, 30);
        drawSamples(engine, 3, 0, 30, x);
        const pass = engine.createPass(21, 30);
        engine.forward(network, x, pass);
        return [...pass.output.array.subarray(0, 30)];
      });
      const tolerance = (precision === 'float32' ? UNIT_ROUNDOFF : 2 ** -53) * 100 * 21;
      for (const [s, f] of outputs[0]!.entries())
        expect(Math.abs(f - outputs[1]![s]!)).toBeLessThan(tolerance);
    },
  );
});

describe.each(engines)('engine $name', ({ create }) => {
  it('says where a forward pass left each preactivation', () => {
    for (const [kind, d, p, n] of [
      ['signs', 40, 35, 9],
      ['dense', 7, 16, 33],
    ] as const) {
      const engine = create();
      const { network, samples, pass } = place(engine, { kind, d, p, n, scale: 1, seed: 4 });
      engine.forward(network, samples, pass);
      const { firstLayer } = randomLayers({ kind, d, p, n, scale: 1, seed: 4 });
      const x = coordinates(samples);
      for (let s = 0; s < n; s++) {
        for (let j = 0; j < p; j++) {
          let z = 0;
          for (let k = 0; k < d; k++) z += x(s, k) * firstLayer[j * d + k]!;
          const found = pass.preactivation.array[engine.preactivationIndex(network, samples, s, j)]!;
          expect(Math.abs(found - z)).toBeLessThan(4 * d * d * UNIT_ROUNDOFF);
        }
      }
    }
  });
});
