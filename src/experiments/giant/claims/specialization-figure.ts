import { mean } from '../../../numerics/statistics.ts';
import type { Result } from '../../claim.ts';
import type { Measured } from '../../evidence.ts';
import type { Figure } from '../../experiment.ts';
import { type Banded, bandedPanels } from './banded-panels.ts';

/** log n/log d of the batches. */
export const POWERS: readonly number[] = [1.3, 1.65, 2];

/** One giant step. */
export interface SpecializationJob {
  readonly given: {
    readonly inputDim: number;
    readonly batchSize: number;
    readonly preprocessing: 'none' | 'linear';
  };
  /** log n/log d. */
  readonly power: number;
  readonly seed: number;
}

/** Second singular value of the cosines over √p after the step, and what is predicted from the start. */
export interface SpecializationEvidence {
  readonly second: Measured;
  readonly predicted: Measured;
}

type Results = readonly Result<SpecializationJob, SpecializationEvidence>[];

/** Evidence of one kind of labels at one batch size, seed by seed. */
export const of = (results: Results, preprocessing: 'none' | 'linear', power: number) =>
  results
    .filter(({ job }) => job.given.preprocessing === preprocessing && job.power === power)
    .map(({ evidence }) => evidence);

/** The second singular value against log n/log d, with and without the linear part. */
export function specializationFigure(results: Results, command: string): Figure {
  const { inputDim } = results[0]!.job.given;
  const seeds = new Set(results.map(({ job }) => job.seed)).size;
  const caption =
    `Second singular value of the overlaps of 64 neurons with e1 and e2, over √p, after one giant step (η = 10√(np)) on ` +
    `(h(z1) + h(z2))/2, h = He₁ + He₂/2 + He₄/24, d = ${inputDim}: with the linear part of the labels taken off, and raw. ` +
    `Line: mean over ${seeds} seeds; band: from the lowest to the highest; dashed: predicted. Repeat with: ${command}`;
  const panel = {
    title: 'Do neurons tell two directions apart?',
    subtitle: 'only with d² samples and without the linear part; dashed: predicted',
    curves: [
      curve('linear part off', 'signal', 'linear', results),
      curve('raw', 'opposite', 'none', results),
    ],
  };
  const axes = {
    x: { title: 'samples, log n/log d', values: [...POWERS] },
    y: { title: 'second singular value/√p', top: 0.5 },
  };
  return { spec: bandedPanels([panel], axes, caption), caption };
}

function curve(name: string, style: string, preprocessing: 'none' | 'linear', results: Results): Banded {
  const arms = POWERS.filter((x) => of(results, preprocessing, x).length > 0).map((x) => ({
    x,
    arm: of(results, preprocessing, x),
  }));
  return {
    name,
    style,
    points: arms.map(({ x, arm }) => ({ x, values: arm.flatMap(({ second }) => second ?? []) })),
    prediction: arms.map(({ x, arm }) => ({ x, y: mean(arm.flatMap(({ predicted }) => predicted ?? [])) })),
  };
}
