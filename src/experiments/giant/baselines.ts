import type { DenseSamples } from '../../engines/engine.ts';
import { addSamples } from '../../numerics/moments.ts';
import { type Run, SLAB } from '../../training/setup.ts';
import { type FeatureModel, type Fit, fitFeatures, type ReadoutData } from './readout.ts';

/** The input itself and a constant, as features. */
function linearFeatures({ network, batch }: Run): FeatureModel {
  const { inputDim } = network;
  const width = inputDim + 1;
  const features = new Float64Array(SLAB * width);
  const read: FeatureModel['read'] = (_, out) => {
    const { rows, stride, count } = batch.x as DenseSamples;
    for (let s = 0; s < count; s++) {
      for (let k = 0; k < inputDim; k++) out[s * width + k] = rows.array[s * stride + k]!;
      out[s * width + inputDim] = 1;
    }
  };
  return {
    width,
    scale: 1 / Math.sqrt(inputDim),
    read,
    addMoments(slab, out) {
      read(slab, features);
      addSamples(out, features, batch.y.array, batch.x.count);
    },
  };
}

/** The best a linear function of the same samples does: its λ is always chosen by samples held out. */
export function linearFit(data: ReadoutData): Fit {
  const settings = { ...data.settings, ridgeChoice: 'held-out' as const };
  return fitFeatures({ ...data, settings }, linearFeatures(data.run));
}
