import type { Figure } from '../../experiments/experiment.ts';
import { allClustersTaken } from '../../theory/coupon.ts';
import { countCells } from '../cell-counts.ts';
import type { Hit } from '../line.ts';
import type { SweepResults } from '../results.ts';
import type { Curve, FittedSeries } from './fitted.ts';
import { phaseFigure } from './phase-figure.ts';
import type { Levels } from './phase-levels-figure.ts';
import { rateFigure } from './rate-figure.ts';
import { scalingFigure } from './scaling-figure.ts';
import { seriesOf, valueAt } from './series.ts';
import { MOST_COLORS } from './series-color.ts';

/** What the figures of a sweep are to show. */
export interface SweepFigureOptions {
  /** What is counted until the success rule holds. */
  readonly unit: keyof Hit;
  /** The axis laws were fitted against; without one there is no figure of scaling. */
  readonly against?: string;
  readonly fits?: readonly FittedSeries[];
  readonly reference?: Curve;
  /** The probability of success that a search was for, which chose the trials. */
  readonly sought?: number;
  /** What repeats the sweep. */
  readonly command: string;
}

/** The figures that tell what a sweep came to, under names for their files; none of what has nothing to show. */
export function sweepFigures(
  results: SweepResults,
  options: SweepFigureOptions,
): { readonly name: string; readonly figure: Figure }[] {
  const { succeeded, done } = countCells(results.cells);
  const { against, unit, fits, reference, command } = options;
  const [x, y] = numericAxes(results);
  const isScaling = against !== undefined && succeeded > 0 && isPositive(results, against);
  return [
    ...(isScaling
      ? [
          {
            name: unit,
            figure: scalingFigure(results, {
              axis: against,
              unit,
              command,
              ...(fits && { fits }),
              ...(reference && { reference }),
            }),
          },
        ]
      : []),
    ...(x !== undefined && succeeded < done ? successFigures(results, [x, y], options) : []),
  ];
}

/** A phase diagram over two axes, or rates against one. */
function successFigures(
  results: SweepResults,
  [x, y]: readonly [string, string | undefined],
  { command, sought }: SweepFigureOptions,
) {
  const shared = { command, ...(sought !== undefined && { sought }) };
  if (y !== undefined) {
    const levels = batchNoise(results, x, y);
    const isClear = seriesOf(results, [x, y]).length <= MOST_PANELS;
    return isClear
      ? [{ name: 'phases', figure: phaseFigure(results, { x, y, ...shared, ...(levels && { levels }) }) }]
      : [];
  }
  if (seriesOf(results, [x]).length > MOST_COLORS) return [];
  const prediction = x === 'width' && results.experiment.startsWith('xor/') ? COUPONS : undefined;
  return [
    {
      name: 'success',
      figure: rateFigure(results, { axis: x, ...shared, ...(prediction && { prediction }) }),
    },
  ];
}

const MOST_PANELS = 12;

/** Axes that are numbers throughout and take several values, in the order of the sweep. */
function numericAxes({ axes, cells }: SweepResults): string[] {
  return axes.filter((axis) => {
    const values = cells.map((cell) => valueAt(cell, axis));
    return values.every((value) => typeof value === 'number') && new Set(values).size > 1;
  });
}

const isPositive = ({ cells }: SweepResults, axis: string) =>
  cells.every((cell) => (valueAt(cell, axis) as number) > 0);

/** Batch noise is governed by n/(ηd): its lines, where batch and step size are the axes and d is the same everywhere. */
export function batchNoise({ cells }: Pick<SweepResults, 'cells'>, x: string, y: string): Levels | undefined {
  const dims = new Set(cells.map(({ settings }) => settings.inputDim));
  const [inputDim] = dims;
  if (dims.size !== 1 || typeof inputDim !== 'number') return undefined;
  const at = (batchSize: number, stepSize: number) => batchSize / (stepSize * inputDim);
  const shared = { name: 'n/(ηd)', values: [0.1, 0.3, 1, 3, 10, 30] };
  if (x === 'batchSize' && y === 'stepSize') return { ...shared, at };
  return x === 'stepSize' && y === 'batchSize' ? { ...shared, at: (eta, n) => at(n, eta) } : undefined;
}

/** The share of starts that leave no cluster without a neuron. */
const COUPONS: Curve = {
  name: 'all clusters taken by chance',
  role: 'best',
  at: (width) => allClustersTaken(Math.round(width)),
};
