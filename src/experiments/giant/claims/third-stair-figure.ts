import type { Result } from '../../claim.ts';
import type { Figure } from '../../experiment.ts';
import { type Banded, bandedPanels } from './banded-panels.ts';
import type { Followed, FollowedJob } from './followed-steps.ts';

type Results = readonly Result<FollowedJob, Followed>[];

/** Giant steps a run is followed for. */
export const STEPS = 10;

/** Where `e3` stands among the directions of a job. */
export const E3 = 2;

/** Whether a run's neurons were ReLUs. */
export const isReLU = ({ job }: Results[number]) => job.given.activation === 'relu';

const panels = [
  {
    title: 'He₁ + He₂/2 + He₃/6',
    subtitle: 'c₃ = 1: e3 rises out of the noise',
    isOf: (result: Results[number]) => !isReLU(result),
  },
  { title: 'ReLU', subtitle: 'c₃ = 0: e3 stays with the noise', isOf: isReLU },
];

const styles = ['signal', 'opposite', 'perpendicular'] as const;

/** Overlaps of neurons with the three directions and with noise against the step, a panel an activation. */
export function thirdStairFigure(results: Results, command: string): Figure {
  const { inputDim, batchSize } = results[0]!.job.given as { inputDim: number; batchSize?: number };
  const shown = panels.map(({ isOf, ...panel }) => ({ ...panel, curves: curvesOf(results.filter(isOf)) }));
  const counts = panels.map(({ isOf }) => results.filter(isOf).length).join(' and ');
  const caption =
    `Mean over neurons of |cos ∠(w, e_k)| along ${STEPS} giant steps on z1 + z1 z2 + z1 z2 z3; noise: the mean over all other ` +
    `coordinates. d = ${inputDim}, n = ${batchSize} fresh samples a step, η = p/2, rows normalized, loss −y f. Line: mean over ` +
    `${counts} seeds; band: from the lowest to the highest. Repeat with: ${command}`;
  const axes = {
    x: { title: 'giant step', values: [0, 2, 4, 6, 8, 10] },
    y: { title: 'mean |cos| of neurons', top: 1 },
  };
  return { spec: bandedPanels(shown, axes, caption), caption };
}

function curvesOf(runs: Results): Banded[] {
  const curve = (
    name: string,
    style: string,
    of: (evidence: Followed, step: number) => number | null | undefined,
  ) => ({
    name,
    style,
    points: Array.from({ length: STEPS + 1 }, (_, x) => ({
      x,
      values: runs.flatMap(({ evidence }) => of(evidence, x) ?? []),
    })),
  });
  return [
    ...styles.map((style, k) => curve(`e${k + 1}`, style, ({ weights }, step) => weights[step]?.[k])),
    curve('noise', 'muted', ({ noise }, step) => noise[step]),
  ];
}
