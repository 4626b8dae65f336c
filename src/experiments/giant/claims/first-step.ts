import type { Reals } from '../../../engines/engine.ts';
import { rootMeanSquare } from '../../../numerics/statistics.ts';
import { trainStep } from '../../../training/step.ts';
import type { Work } from '../../claim.ts';
import { asJson, type Measured } from '../../evidence.ts';
import { readLayers } from '../../observer.ts';

/** One giant step towards a function of z_1, by the settings of giant/steps that a claim chooses. */
export interface StepJob {
  readonly settings: {
    readonly inputDim: number;
    readonly width: number;
    readonly batchSize: number;
    readonly expression: string;
    /** η = p · stepSize · d^dimPower, 1 by default and 0. */
    readonly stepSize?: number;
    readonly dimPower?: number;
    readonly activation?: string;
    readonly hermite?: readonly number[];
  };
  readonly seed: number;
}

/** Root mean squares over neurons after the step. */
export interface StepEvidence {
  /** |cos ∠(w, z_1)|. */
  readonly alignment: Measured;
  /** |cos ∠(g, z_1)|. */
  readonly gradientAlignment: Measured;
}

/** The first giant step of a start where f = 0, by hand: claims need many, and only these two numbers of each. */
export const firstStep: Work<StepJob, StepEvidence> = {
  name: 'giant-first-step',
  run({ settings, seed }, lab) {
    const { run } = lab.start({ stepSize: 1, ...settings, steps: 1 }, seed, 'giant/steps');
    trainStep(run);
    const { engine, network, gradient } = run;
    const layers = readLayers(run);
    const alignment = rootMeanShare(layers.firstLayer, network.inputDim);
    engine.readLayers({ ...network, ...gradient }, layers);
    return asJson({ alignment, gradientAlignment: rootMeanShare(layers.firstLayer, network.inputDim) });
  },
};

/** Root mean square over rows of |first entry|/norm; a row of 0 points nowhere and has none. */
function rootMeanShare(rows: Reals, columns: number): number {
  const shares = Array.from({ length: rows.length / columns }, (_, j) => {
    const row = rows.subarray(j * columns, (j + 1) * columns);
    let square = 0;
    for (const entry of row) square += entry * entry;
    return square > 0 ? row[0]! / Math.sqrt(square) : 0;
  });
  return rootMeanSquare(shares);
}
