import type { Moments } from '../../numerics/moments.ts';
import { leverages, ridge } from '../../numerics/ridge.ts';
import { SLAB } from '../../training/setup.ts';
import { type FeatureModel, type ReadoutData, readoutSlabs } from './readout.ts';

/**
 * What the samples of a readout say of its error on others: the mean of (y − f)² where f is fitted without the sample
 * it is tried on. Over fresh samples its mean is the test error of a readout of one sample less; samples that a step
 * has used before say too little.
 *
 * @param moments of the readout's first samples
 * @param lambda above 0
 */
export function leaveOneOut(
  data: ReadoutData,
  model: FeatureModel,
  moments: Moments,
  lambda: number,
): number {
  const { width, scale } = model;
  const { y, x } = data.run.batch;
  const a = ridge({ moments, scale }, lambda)!;
  const leverage = leverages({ moments, scale }, lambda);
  const features = new Float64Array(Math.min(SLAB, moments.count) * width);
  let squares = 0;
  for (const slab of readoutSlabs(data, 0, moments.count)) {
    model.read(slab, features);
    for (let s = 0; s < x.count; s++) {
      let output = 0;
      for (let i = 0; i < width; i++) output += a[i]! * features[s * width + i]!;
      const missed = (y.array[s]! - scale * output) / (1 - leverage(features, s * width));
      squares += missed * missed;
    }
  }
  return squares / moments.count;
}
