import { createLayers } from '../../../engines/engine.ts';
import { specialization } from '../../../metrics/giant/spectrum.ts';
import { cosines, type GiantView, normOf } from '../../../metrics/giant/view.ts';
import { mean } from '../../../numerics/statistics.ts';
import type { Run } from '../../../training/setup.ts';
import { trainStep } from '../../../training/step.ts';
import type { Given, Work } from '../../claim.ts';
import { asJson, type Measured } from '../../evidence.ts';

/** A run of giant/steps to be followed. */
export interface FollowedJob {
  /** Its settings; `steps` says how far it is followed. */
  readonly given: Given & { readonly inputDim: number; readonly steps: number };
  /** Orthonormal, each in the first coordinates z1, z2, …: all that the target depends on. */
  readonly directions: readonly (readonly number[])[];
  readonly seed: number;
}

/** What was seen at steps 0, 1, …, T; a mean is one over neurons. */
export interface Followed {
  /** Mean |cos ∠(w, v_k)|, a row a step. */
  readonly weights: readonly (readonly Measured[])[];
  /** Mean |cos ∠(g, v_k)| of the gradient that led there; nothing at step 0. */
  readonly gradients: readonly (readonly Measured[])[];
  /** Mean ‖w‖. */
  readonly norms: readonly Measured[];
  /** Mean |cos ∠(w, e_k)| over all coordinates k that the directions leave out: what chance gives. */
  readonly noise: readonly Measured[];
  /** Singular values of the cosines with the directions over √p, a row a step. */
  readonly singular: readonly (readonly Measured[])[];
}

/** Giant steps looked at from given directions, whatever the order in which theory says they are learned. */
export const followedSteps: Work<FollowedJob, Followed> = {
  name: 'giant-followed-steps',
  run({ given, directions, seed }, lab) {
    const { run } = lab.start(given, seed, 'giant/steps');
    const looks = [lookAt(run, directions)];
    while (run.step < given.steps) {
      trainStep(run);
      looks.push(lookAt(run, directions));
    }
    return asJson({
      weights: looks.map(({ weights }) => weights),
      gradients: looks.map(({ gradients }) => gradients),
      norms: looks.map(({ norm }) => norm),
      noise: looks.map(({ noise }) => noise),
      singular: looks.map(({ singular }) => singular),
    });
  },
};

/** What a run looks like from directions in its first coordinates; the gradient is that of its last step. */
export function viewFrom(run: Run, directions: FollowedJob['directions']): GiantView {
  const { engine, network, gradient, step } = run;
  const { inputDim, width } = network;
  const layers = createLayers(engine, inputDim, width);
  const slopes = createLayers(engine, inputDim, width);
  engine.readLayers(network, layers);
  engine.readLayers({ ...network, ...gradient }, slopes);
  const among = new Float64Array(directions.length * inputDim);
  for (const [k, vector] of directions.entries()) among.set(vector, k * inputDim);
  const last = step > 0 ? slopes.firstLayer : undefined;
  return { inputDim, width, layers, gradient: last, labelSlope: undefined, directions: among };
}

function lookAt(run: Run, directions: FollowedJob['directions']) {
  const view = viewFrom(run, directions);
  const { layers, gradient, inputDim, width } = view;
  const norms = Array.from({ length: width }, (_, j) => normOf(layers.firstLayer, j, inputDim));
  return {
    weights: meanSizes(cosines(layers.firstLayer, view), width),
    gradients: gradient ? meanSizes(cosines(gradient, view), width) : [],
    norm: mean(norms),
    noise: noiseOf(view, norms, directions[0]!.length),
    singular: specialization.measure(view) as number[],
  };
}

function meanSizes(all: Float64Array, width: number): number[] {
  const r = all.length / width;
  return Array.from({ length: r }, (_, k) => {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += Math.abs(all[j * r + k]!);
    return sum / width;
  });
}

function noiseOf({ layers, inputDim }: GiantView, norms: readonly number[], from: number): number {
  let sum = 0;
  for (const [j, norm] of norms.entries()) {
    for (let k = from; k < inputDim; k++) sum += Math.abs(layers.firstLayer[j * inputDim + k]!) / norm;
  }
  return sum / (norms.length * (inputDim - from));
}
