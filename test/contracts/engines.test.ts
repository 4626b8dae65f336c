import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createLayers,
  type Engine,
  type Gradient,
  type Layers,
  type Network,
  type Samples,
} from '../../src/engines/engine.ts';
import { engines } from '../../src/engines/index.ts';
import { createPlainEngine } from '../../src/engines/plain.ts';
import { drawGaussians } from '../../src/numerics/gaussian.ts';
import { seedsFrom, streamKey } from '../../src/numerics/streams.ts';

/** Unit roundoff of float32. */
const U = 2 ** -24;

const fast = engines.filter(({ precision }) => precision === 'float32');
const key = (seed: number) => streamKey(seedsFrom(seed), 'inputs');

interface Case {
  readonly kind: Samples['kind'];
  readonly d: number;
  readonly p: number;
  readonly n: number;
  readonly scale: number;
  readonly seed: number;
}

const anyCase: fc.Arbitrary<Case> = fc.record({
  kind: fc.constantFrom('signs', 'dense'),
  d: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 200 })),
  p: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 70 })),
  n: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 150 })),
  scale: fc.constantFrom(1, 1 / 7, 0.25),
  seed: fc.nat(1e6),
});

/** Float32 weights, so that every engine starts from the same numbers. */
function randomLayers({ d, p, seed }: Case): Layers {
  const layers = { firstLayer: new Float32Array(d * p), secondLayer: new Float32Array(p) };
  drawGaussians(streamKey(seedsFrom(seed), 'init'), 0, layers.firstLayer);
  drawGaussians(streamKey(seedsFrom(seed), 'init'), 1, layers.secondLayer);
  return layers;
}

/** One forward and backward pass; everything copied out in the logical layout. */
function passThrough(engine: Engine, example: Case) {
  const { kind, d, p, n, scale, seed } = example;
  const network = engine.createNetwork(d, p, scale);
  engine.writeLayers(randomLayers(example), network);
  const samples = engine.createSamples(kind, d, n);
  if (samples.kind === 'signs') engine.drawSigns(key(seed), 3, n, samples);
  else engine.drawGaussians(key(seed), 3, n, samples);
  const pass = engine.createPass(p, n);
  engine.forward(network, samples, pass);
  const output = Float64Array.from(pass.output.array.subarray(0, n));
  const outputGradient = new Float32Array(n);
  drawGaussians(streamKey(seedsFrom(seed), 'noise'), 0, outputGradient);
  pass.outputGradient.array.set(outputGradient);
  const gradient = engine.createGradient(network);
  engine.clear(gradient);
  engine.backward(network, samples, pass, gradient);
  return { network, samples, output, outputGradient, gradient: readGradient(engine, network, gradient) };
}

/** A gradient in the logical layout: what a network of zeros becomes by descending it at rate −1. */
function readGradient(engine: Engine, { inputDim, width }: Network, gradient: Gradient): Layers {
  const zero = engine.createNetwork(inputDim, width, 1);
  engine.descend(zero, gradient, -1, -1);
  const layers = createLayers(engine, inputDim, width);
  engine.readLayers(zero, layers);
  return layers;
}

/** x of the plain engine as numbers. */
function coordinates(samples: Samples): (s: number, k: number) => number {
  if (samples.kind === 'dense') return (s, k) => samples.rows.array[s * samples.inputDim + k]!;
  return (s, k) => ((samples.rows.array[s * samples.stride + (k >>> 5)]! >>> (k & 31)) & 1 ? -1 : 1);
}

/**
 * First-order error bounds of float32: a sum of m products is off by at most (m + 2) u Σ|terms|.
 * Where |z| is below its own bound the ReLU may fall on either side, which costs the whole term.
 */
function bounds(example: Case) {
  const { d, p, n, scale } = example;
  const { samples, outputGradient } = passThrough(createPlainEngine(), example);
  const x = coordinates(samples);
  const { firstLayer: w, secondLayer: a } = randomLayers(example);
  const output = new Float64Array(n);
  const firstLayer = new Float64Array(p * d);
  const secondLayer = new Float64Array(p);
  for (let s = 0; s < n; s++) {
    const g = Math.abs(scale * outputGradient[s]!);
    for (let j = 0; j < p; j++) {
      let z = 0;
      let size = 0;
      for (let k = 0; k < d; k++) {
        const term = w[j * d + k]! * x(s, k);
        z += term;
        size += Math.abs(term);
      }
      const zError = (d + 2) * U * size;
      const feature = Math.max(z, 0) + zError;
      output[s]! += scale * Math.abs(a[j]!) * (zError + (p + 6) * U * feature);
      secondLayer[j]! += g * (zError + (n + 6) * U * feature);
      if (z < -zError) continue;
      const share = Math.abs(z) <= zError ? 1 : (n + 6) * U;
      for (let k = 0; k < d; k++) firstLayer[j * d + k]! += share * g * Math.abs(a[j]! * x(s, k));
    }
  }
  return { output, firstLayer, secondLayer };
}

function expectWithin(got: ArrayLike<number>, want: ArrayLike<number>, bound: ArrayLike<number>): void {
  for (let i = 0; i < want.length; i++) {
    const error = Math.abs(got[i]! - want[i]!);
    if (!(error <= bound[i]! + 1e-40))
      expect.fail(`entry ${i}: ${got[i]} against ${want[i]}, bound ${bound[i]}`);
  }
}

describe.each(fast)('engine $name', ({ create }) => {
  it('agrees with plain within the first-order rounding bound on any shape, signs and dense', () => {
    fc.assert(
      fc.property(anyCase, (example) => {
        const [got, want, bound] = [
          passThrough(create(), example),
          passThrough(createPlainEngine(), example),
          bounds(example),
        ];
        expectWithin(got.output, want.output, bound.output);
        expectWithin(got.gradient.firstLayer, want.gradient.firstLayer, bound.firstLayer);
        expectWithin(got.gradient.secondLayer, want.gradient.secondLayer, bound.secondLayer);
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it.each(['signs', 'dense'] as const)(
    'agrees with plain at the edges of blocks, words, tiles and chunks (%s)',
    (kind) => {
      for (const [d, p, n] of [
        [63, 16, 31],
        [64, 17, 32],
        [65, 15, 33],
        [127, 1, 64],
        [128, 33, 1],
        [257, 2, 65],
        [1, 1, 1],
        [300, 16, 300],
      ] as const) {
        const example: Case = { kind, d, p, n, scale: 0.5, seed: d + p + n };
        const [got, want, bound] = [
          passThrough(create(), example),
          passThrough(createPlainEngine(), example),
          bounds(example),
        ];
        expectWithin(got.output, want.output, bound.output);
        expectWithin(got.gradient.firstLayer, want.gradient.firstLayer, bound.firstLayer);
        expectWithin(got.gradient.secondLayer, want.gradient.secondLayer, bound.secondLayer);
      }
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
          const [signs, dense] = [create(), createPlainEngine()].map((engine) => {
            const x = engine.createSamples('signs', d, n);
            const z = engine.createSamples('dense', d, n);
            if (x.kind === 'signs') engine.drawSigns(key(d), index, n, x);
            if (z.kind === 'dense') engine.drawGaussians(key(d), index, n, z);
            return [...x.rows.array, ...z.rows.array];
          });
          expect(signs).toEqual(dense);
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
        if (x.kind === 'signs') engine.drawSigns(key(5), first, count, x);
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
    const example: Case = { kind: 'signs', d: 37, p: 19, n: 1, scale: 1, seed: 9 };
    const network = engine.createNetwork(37, 19, 1);
    engine.writeLayers(randomLayers(example), network);
    const back = createLayers(engine, 37, 19);
    engine.readLayers(network, back);
    expect(back).toEqual(randomLayers(example));
  });

  it('finds a mistake of one sign in one coordinate (the agreement test can fail)', () => {
    const example: Case = { kind: 'signs', d: 50, p: 7, n: 40, scale: 1, seed: 4 };
    const { gradient } = passThrough(create(), example);
    const bound = bounds(example);
    gradient.firstLayer[13]! *= -1;
    const want = passThrough(createPlainEngine(), example).gradient.firstLayer;
    expect(() => expectWithin(gradient.firstLayer, want, bound.firstLayer)).toThrow();
  });
});

describe('the neurons of a network', () => {
  it.each(engines)(
    'may be permuted without changing what $name computes beyond rounding',
    ({ create, precision }) => {
      const example: Case = { kind: 'signs', d: 40, p: 21, n: 30, scale: 0.1, seed: 3 };
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
        if (x.kind === 'signs') engine.drawSigns(key(3), 0, 30, x);
        const pass = engine.createPass(21, 30);
        engine.forward(network, x, pass);
        return [...pass.output.array.subarray(0, 30)];
      });
      const tolerance = (precision === 'float32' ? U : 2 ** -53) * 100 * 21;
      for (const [s, f] of outputs[0]!.entries())
        expect(Math.abs(f - outputs[1]![s]!)).toBeLessThan(tolerance);
    },
  );
});
