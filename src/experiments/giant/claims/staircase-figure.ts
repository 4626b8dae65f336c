import type { Figure } from '../../experiment.ts';
import { type Banded, bandedPanels } from './banded-panels.ts';
import {
  at,
  dimsOf,
  NO_STAIRCASE,
  noiseBound,
  STAIRCASE,
  STEPS,
  type StaircaseResults,
  U,
  V,
} from './staircase-runs.ts';

const targets = [
  { expression: STAIRCASE, title: 'A staircase: √2 u + 2uv', subtitle: 'once u is known, gradients see v' },
  {
    expression: NO_STAIRCASE,
    title: 'None: √2 u + u² + v²',
    subtitle: 'knowing u says nothing of the sign of v',
  },
];

/** Cosines of gradients with u and v against the step, a panel a target, at the highest dimension. */
export function staircaseFigure(results: StaircaseResults, command: string): Figure {
  const inputDim = dimsOf(results).at(-1)!;
  const shown = targets
    .map((target) => ({
      ...target,
      runs: at(results, inputDim).filter(({ job }) => job.given.expression === target.expression),
    }))
    .filter(({ runs }) => runs.length > 0);
  const panels = shown.map(({ title, subtitle, runs }) => ({
    title,
    subtitle,
    curves: [curve('u', 'signal', U, runs), curve('v', 'opposite', V, runs)],
    level: { y: noiseBound(inputDim), text: '3/√d' },
  }));
  const { batchSize, stepSize } = shown[0]!.runs[0]!.job.given as { batchSize?: number; stepSize?: number };
  const caption =
    `Mean over neurons of |cos ∠(g, u)| and |cos ∠(g, v)|, g the gradient of each giant step; u, v = (z1 ± z2)/√2, ` +
    `d = ${inputDim}, n = ${batchSize} fresh samples a step, η = ${stepSize}p. Line: mean over ${shown[0]!.runs.length} seeds; ` +
    `band: from the lowest to the highest; dotted: 3/√d. Repeat with: ${command}`;
  const axes = {
    x: { title: 'giant step', values: Array.from({ length: STEPS }, (_, k) => k + 1) },
    y: { title: 'mean |cos| of the gradient', top: 0.8 },
  };
  return { spec: bandedPanels(panels, axes, caption), caption };
}

function curve(name: string, style: string, direction: number, runs: StaircaseResults): Banded {
  const points = Array.from({ length: STEPS }, (_, k) => ({
    x: k + 1,
    values: runs.flatMap(({ evidence }) => evidence.gradients[k + 1]?.[direction] ?? []),
  }));
  return { name, style, points };
}
