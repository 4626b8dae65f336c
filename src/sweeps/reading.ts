import type { Figure } from '../experiments/experiment.ts';
import { countCells, countText } from './cell-counts.ts';
import { besideCurve, kernelCurve } from './figures/beside.ts';
import type { Curve, FittedSeries } from './figures/fitted.ts';
import { fittedSeries } from './figures/fitted-series.ts';
import { phaseFigure } from './figures/phase-figure.ts';
import { scalingFigure } from './figures/scaling-figure.ts';
import { plain, valueAt } from './figures/series.ts';
import { batchNoise } from './figures/sweep-figures.ts';
import { fitResults } from './fit.ts';
import { boundsText } from './report/bounds-text.ts';
import { summaryOf } from './report/cell-table.ts';
import type { CellResult, SweepResults } from './results.ts';

/** What the runs of a sweep against the number of inputs say so far, as plain data: it comes from a worker. */
export interface ScalingReading {
  /** Absent while no run has got there. */
  readonly figure?: Figure;
  /** Exponents with their intervals; why there are none otherwise. */
  readonly exponents: FittedSeries['exponents'];
  readonly laws: FittedSeries['laws'];
  /** What follows, a sentence an entry. */
  readonly words: readonly string[];
  /** Samples of a kernel that the figure has beside, and whether they were measured; absent where there are none. */
  readonly beside?: { readonly name: string; readonly isMeasured: boolean };
  readonly cells: readonly CellRow[];
}

/** What a cell came to, in words. */
export interface CellRow {
  readonly inputDim: string;
  /** `8 of 8`: of those that ended, how many got there. */
  readonly reached: string;
  readonly median: string;
  /** From the lower to the upper quartile. */
  readonly quartiles: string;
}

/** What scaling is read with. */
export interface ScalingQuestion {
  readonly results: SweepResults;
  /** What repeats the sweep. */
  readonly command: string;
  /** The test error of success, for the closed form of a kernel; without it there is none. */
  readonly error?: number;
  /** The same measured of a kernel. */
  readonly kernel?: SweepResults;
}

/** Fits laws to the runs so far and draws them. @throws Misuse where nothing can be fitted against the inputs */
export function readScaling({ results, command, error, kernel }: ScalingQuestion): ScalingReading {
  const against = 'inputDim';
  const groups = fitResults(results, { against });
  const fits = fittedSeries(results, groups);
  const measured = kernel && measuredCurve(kernel);
  const reference = measured ?? (error === undefined ? undefined : kernelCurve(error));
  const { exponents, laws, words } = fits[0]!;
  const isDrawn = countCells(results.cells).succeeded > 0;
  const options = { axis: against, unit: 'samples', fits, command } as const;
  return {
    ...(isDrawn && { figure: scalingFigure(results, { ...options, ...(reference && { reference }) }) }),
    exponents,
    laws,
    words: [...words, ...groups[0]!.power],
    ...(reference && { beside: { name: reference.name, isMeasured: measured !== undefined } }),
    cells: results.cells.map(rowOf),
  };
}

/** The power law of a kernel that was measured at enough d. */
function measuredCurve(kernel: SweepResults): Curve | undefined {
  return besideCurve(kernel, fitResults(kernel, { against: 'inputDim' }));
}

function rowOf(cell: CellResult): CellRow {
  const { rate, quantiles } = summaryOf(cell, 'samples');
  const { q25, median, q75 } = quantiles;
  return {
    inputDim: plain(valueAt(cell, 'inputDim')),
    reached: `${countText(rate.successes)} of ${countText(rate.trials)}`,
    median: boundsText(median),
    quartiles: q25 && q75 && rate.trials > 1 ? boundsText([q25[0], q75[1]]) : '–',
  };
}

/** The share of runs that succeed over batch and step size, with the lines of batch noise. */
export function drawPhases(results: SweepResults, command: string): Figure {
  const [x, y] = ['batchSize', 'stepSize'] as const;
  const levels = batchNoise(results, x, y);
  return phaseFigure(results, { x, y, command, ...(levels && { levels }) });
}
