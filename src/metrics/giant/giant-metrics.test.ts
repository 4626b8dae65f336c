import { describe, expect, it } from 'vitest';
import { drawGaussians } from '../../numerics/gaussian.ts';
import { seedsFrom, streamKey } from '../../numerics/streams.ts';
import { alignment, gradientAlignment, gradientOverlaps, overlaps, rowNorm } from './overlaps.ts';
import { specialization, spikeCosine, spikeRatio } from './spectrum.ts';
import { cosines, type GiantView } from './view.ts';

const [DIM, WIDTH] = [6, 5];
const key = streamKey(seedsFrom(2), 'inputs');

function gaussians(length: number, index: number): Float64Array {
  const out = new Float64Array(length);
  drawGaussians(key, index, out);
  return out;
}

/** Directions that are no coordinates: (e1 + e2)/√2, (e1 − e2)/√2. */
const half = Math.SQRT1_2;
const directions = Float64Array.of(half, half, 0, 0, 0, 0, half, -half, 0, 0, 0, 0);
const view = (firstLayer: Float64Array, gradient?: Float64Array, labelSlope?: Float64Array): GiantView => ({
  inputDim: DIM,
  width: WIDTH,
  layers: { firstLayer, secondLayer: new Float64Array(WIDTH).fill(1) },
  gradient,
  labelSlope,
  directions,
});

const weights = gaussians(DIM * WIDTH, 0);
const rows = Array.from({ length: WIDTH }, (_, j) => [...weights.subarray(j * DIM, (j + 1) * DIM)]);
const norms = rows.map((row) => Math.hypot(...row));
/** Cosines of each row with both directions, by hand. */
const direct = rows.map(([x, y], j) => [(half * (x! + y!)) / norms[j]!, (half * (x! - y!)) / norms[j]!]);

describe('metrics of giant steps', () => {
  it('take cosines row by row; a row of zeros has none', () => {
    const some = weights.slice();
    some.fill(0, 0, DIM);
    const found = cosines(some, view(some));
    expect([found[0], found[1]]).toEqual([0, 0]);
    for (let j = 1; j < WIDTH; j++) {
      for (const k of [0, 1]) expect(found[2 * j + k]).toBeCloseTo(direct[j]![k]!, 14);
    }
  });

  it('mean sizes, root mean square and norms are those of the rows', () => {
    const seen = view(weights, weights);
    for (const k of [0, 1]) {
      const mean = direct.reduce((sum, row) => sum + Math.abs(row[k]!), 0) / WIDTH;
      expect((overlaps.measure(seen) as number[])[k]).toBeCloseTo(mean, 14);
      expect((gradientOverlaps.measure(seen) as number[])[k]).toBeCloseTo(mean, 14);
    }
    const square = direct.flat().reduce((sum, x) => sum + x * x, 0) / WIDTH;
    expect(alignment.measure(seen)).toBeCloseTo(Math.sqrt(square), 14);
    expect(gradientAlignment.measure(seen)).toBeCloseTo(Math.sqrt(square), 14);
    expect(rowNorm.measure(seen)).toBeCloseTo(norms.reduce((sum, x) => sum + x, 0) / WIDTH, 14);
  });

  it('say nothing of a gradient before the first step', () => {
    for (const { measure } of [gradientOverlaps, gradientAlignment, spikeRatio, spikeCosine]) {
      expect(measure(view(weights))).toBeUndefined();
    }
  });

  it('specialization is 1 and 0 where all neurons point one way, equal where half point either way', () => {
    const alike = Float64Array.from({ length: DIM * WIDTH }, (_, at) => (at % DIM === 0 ? at + 1 : 0));
    const [first, second] = specialization.measure(view(alike)) as number[];
    expect(first).toBeCloseTo(1, 14);
    expect(second).toBeLessThan(1e-7);
    const split = Float64Array.from({ length: DIM * 4 }, (_, at) =>
      Number(at % DIM === (at < 2 * DIM ? 0 : 1)),
    );
    const seen = { ...view(split), width: 4 };
    for (const value of specialization.measure(seen) as number[]) expect(value).toBeCloseTo(Math.SQRT1_2, 14);
  });

  it('specialization has the squares of the 2×2 matrix of cosines as its trace and determinant', () => {
    const [first, second] = specialization.measure(view(weights)) as number[];
    const gram = (k: number, l: number) => direct.reduce((sum, row) => sum + row[k]! * row[l]!, 0) / WIDTH;
    expect(first! * first! + second! * second!).toBeCloseTo(gram(0, 0) + gram(1, 1), 13);
    expect((first! * second!) ** 2).toBeCloseTo(gram(0, 0) * gram(1, 1) - gram(0, 1) ** 2, 13);
  });

  it('the spike of a t bᵀ + s c dᵀ with orthonormal a, c and b, d is t/s, along b', () => {
    const gradient = Float64Array.from({ length: DIM * WIDTH }, (_, at) => {
      const [j, k] = [Math.floor(at / DIM), at % DIM];
      const across = (x: number) => (x === 0 ? half : x === 1 ? half : 0);
      const against = (x: number) => (x === 0 ? half : x === 1 ? -half : 0);
      return 6 * across(j) * across(k) + 1.5 * against(j) * against(k);
    });
    expect(spikeRatio.measure(view(gradient, gradient))).toBeCloseTo(4, 12);
    const slope = Float64Array.of(-3, 0, 0, 0, 0, 0); // at 45° to b, whichever sign
    expect(spikeCosine.measure(view(gradient, gradient, slope))).toBeCloseTo(half, 12);
  });
});
