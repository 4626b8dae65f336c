import { describe, expect, it } from 'vitest';
import { drawTrainingBatch, SLAB } from '../../training/setup.ts';
import { createLab } from '../lab.ts';
import { readLayers } from '../observer.ts';
import { equivalentFeatures, equivalentModel, learnedDirections } from './equivalence.ts';

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
};

/** A run after one step, and its first layer before. */
function trained() {
  const given = { inputDim: 12, width: 6, batchSize: 48, steps: 1, init: 'unpaired', testSize: 1 };
  const trial = createLab().start(given, 3, 'giant/steps');
  const start = readLayers(trial.run).firstLayer.slice();
  while (trial.advance());
  return { run: trial.run, start };
}

const { run, start } = trained();
const SLABS = 12;

/** Inputs and their equivalent features, a slab at a time. */
const slabs = (() => {
  const model = equivalentFeatures(run, start);
  return Array.from({ length: SLABS }, (_, slab) => {
    drawTrainingBatch(run, 1e6 + slab * SLAB, SLAB);
    run.engine.forward(run.network, run.batch.x, run.pass);
    const features = new Float64Array(SLAB * model.width);
    model.read({ isTest: false, first: slab * SLAB }, features);
    return { z: Float32Array.from(run.batch.z.rows.array.subarray(0, SLAB * 12)), features };
  });
})();

/** Mean of h over all of them, and its standard error. */
function meanOver(h: (z: Float32Array, features: Float64Array) => number) {
  let [sum, squares] = [0, 0];
  for (const { z, features } of slabs) {
    for (let s = 0; s < SLAB; s++) {
      const value = h(z.subarray(s * 12, (s + 1) * 12), features.subarray(s * 6, (s + 1) * 6));
      sum += value;
      squares += value * value;
    }
  }
  const count = SLABS * SLAB;
  const mean = sum / count;
  return { mean, error: Math.sqrt((squares / count - mean * mean) / count) };
}

const rows = readLayers(run).firstLayer;
const row = (i: number) => rows.subarray(i * 12, (i + 1) * 12);
const norm = (i: number) => Math.sqrt(dot(row(i), row(i)));
const { basis, overlaps, perpendicular } = equivalentModel(readLayers(run), learnedDirections(run, start));

describe('equivalent features', () => {
  it('are conditioned on the coordinates of the target and the direction of the step, each counted once', () => {
    expect(basis).toHaveLength(3);
    for (const [k, u] of basis.entries()) {
      for (const [l, v] of basis.entries()) expect(dot(u, v)).toBeCloseTo(Number(k === l), 12);
    }
    for (let i = 0; i < 6; i++) {
      const along = overlaps.subarray(3 * i, 3 * i + 3);
      expect(dot(along, along) + perpendicular[i]! * perpendicular[i]!).toBeCloseTo(norm(i) * norm(i), 6);
    }
  });

  // E[relu(w·z) q(z)] in closed form; moments that a Gaussian given κ shares are those of the true features.
  const u = basis[0]!;
  const DENSITY = 1 / Math.sqrt(2 * Math.PI);
  const cosine = (i: number) => dot(row(i), u) / norm(i);
  it.each([
    ['mean', (z: Float32Array) => 0 * z[0]! + 1, (i: number) => norm(i) * DENSITY],
    ['product with κ', (z: Float32Array) => dot(z, u), (i: number) => dot(row(i), u) / 2],
    [
      'product with κ²',
      (z: Float32Array) => dot(z, u) * dot(z, u),
      (i: number) => norm(i) * DENSITY * (1 + cosine(i) * cosine(i)),
    ],
    ['product with an input', (z: Float32Array) => z[7]!, (i: number) => row(i)[7]! / 2],
  ])('have the %s of the true ones', (_, q, expected) => {
    for (const i of [0, 3]) {
      const { mean, error } = meanOver((z, features) => features[i]! * q(z));
      expect(Math.abs(mean - expected(i))).toBeLessThan(5 * error);
    }
  });

  it('have their second moment ‖w‖²/2, within κ > 0 and beyond', () => {
    for (const side of [0, 1, -1]) {
      const { mean, error } = meanOver((z, features) => {
        const isIn = side === 0 || side * dot(z, u) > 0;
        return isIn ? features[2]! * features[2]! : 0;
      });
      // E[relu(w·z)² 1{κ > 0}] = ‖w‖² (½ ± (asin c + c √(1 − c²))/π)/2, c the cosine of w and u
      const c = cosine(2);
      const more = (Math.asin(c) + c * Math.sqrt(1 - c * c)) / Math.PI;
      const share = side === 0 ? 1 : 0.5 + side * more;
      expect(Math.abs(mean - (share * norm(2) * norm(2)) / 2)).toBeLessThan(5 * error);
    }
  });
});
