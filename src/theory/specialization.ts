import { symmetricEigen } from '../numerics/symmetric-eigen.ts';

/** What one giant step of ReLU neurons, from f = 0, depends on for a target that treats its two directions alike. */
export interface SpecializationStep {
  readonly inputDim: number;
  readonly batchSize: number;
  /** η/p. */
  readonly stepSize: number;
  /** Whether mean and linear part are taken off the labels. */
  readonly isLinearRemoved: boolean;
  /** C₁ = slope · (1, 1). */
  readonly slope: number;
  /** C₂ = curvature · I in the two directions, 0 elsewhere. */
  readonly curvature: number;
  /** E f*² and E[f*² z1²], of what is left of the labels. */
  readonly secondMoment: number;
  readonly weightedMoment: number;
  /** E f*² of the labels as they are. */
  readonly labelMoment: number;
}

/** c₁ and c₂ of ReLU. */
const C1 = 1 / 2;
const C2 = 0.3989422804014327;

/**
 * Second singular value, over √p, of the cosines of neurons with the two directions after the step.
 *
 * Neuron j goes to w + c a s + noise with s = c₁C₁ + c₂C₂w. Half of σ′ is constant: its noise is the same for all
 * neurons up to a, tilts them together and adds to their norm alone. The other half, ½ sign(w·z), is a noise of each
 * neuron for itself. Where the linear part b is taken off, estimated from the batch itself, the common half is left with
 * ½(1 − Σ̂)b, Σ̂ the covariance of the batch, and the labels with the error of b.
 *
 * The noise enters by its expectation. The smallest eigenvalue is concave, so that makes an upper bound, which a small
 * batch with a few large labels stays below, since those are loud in one direction only.
 *
 * @param start cosines of the neurons with both directions before the step, p×2
 * @param signs a of each neuron, ±1
 */
export function secondSingularValue(
  start: ArrayLike<number>,
  signs: readonly number[],
  step: SpecializationStep,
): number {
  const { stepSize: c, inputDim: d } = step;
  const { common, own, within } = noiseOf(step);
  const gram = new Float64Array(4);
  for (const [j, a] of signs.entries()) {
    const w = [start[2 * j]!, start[2 * j + 1]!];
    const slope = step.isLinearRemoved ? 0 : C1 * step.slope;
    const signal = w.map((x) => slope + C2 * step.curvature * x);
    const row = w.map((x, k) => x + c * a * signal[k]!);
    const inside = row[0]! * row[0]! + row[1]! * row[1]!;
    const outside = 1 - w[0]! * w[0]! - w[1]! * w[1]! + c * c * (d * own + common);
    const square = inside + outside + 2 * c * c * within;
    for (let k = 0; k < 2; k++) {
      for (let l = 0; l < 2; l++) gram[2 * k + l]! += (row[k]! * row[l]!) / square;
      gram[3 * k]! += (c * c * within) / square;
    }
  }
  return Math.sqrt(symmetricEigen(gram, 2).values[1]! / signs.length);
}

/** Noise of the gradient: common to all neurons, in all; of each for itself, a direction outside and inside the two. */
function noiseOf(step: SpecializationStep) {
  const {
    batchSize: n,
    inputDim: d,
    isLinearRemoved,
    slope,
    labelMoment,
    secondMoment,
    weightedMoment,
  } = step;
  if (!isLinearRemoved) {
    return {
      common: (d * labelMoment) / (4 * n),
      own: labelMoment / (4 * n),
      within: weightedMoment / (4 * n),
    };
  }
  const slopeError = (d * labelMoment) / n;
  return {
    common: (d / n) * ((2 * slope * slope + slopeError) / 4),
    own: (secondMoment + slopeError) / (4 * n),
    within: (weightedMoment + slopeError) / (4 * n),
  };
}
