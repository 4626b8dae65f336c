import type { Figure } from '../../experiments/experiment.ts';
import type { Json } from '../../figures/panel.ts';
import { themeConfig } from '../../figures/theme.ts';
import { proportionOf } from '../../numerics/inference.ts';
import { Misuse } from '../../settings/misuse.ts';
import { balance, countCells } from '../cell-counts.ts';
import type { CellResult, SweepResults } from '../results.ts';
import { cellLayers, countTexts, type Field, fieldOf } from './phase-cells-figure.ts';
import { type Levels, levelLayers } from './phase-levels-figure.ts';
import { rateOf } from './rates.ts';
import { type Series, seriesOf } from './series.ts';
import { axisTitle, seedsLine, settingsLine } from './settings-line.ts';

/** What spans a phase diagram, and what is laid over it. */
export interface PhaseOptions {
  /** Settings that vary and are numbers in every cell. */
  readonly x: string;
  readonly y: string;
  /** Lines along which something is the same, such as n/(ηd). */
  readonly levels?: Levels;
  /** The probability that a search was for, which chose how many trials each cell got. */
  readonly sought?: number;
  /** What repeats the sweep, for the caption. */
  readonly command: string;
}

/** Panels in a figure, at most. */
const MOST_PANELS = 12;

/**
 * The share of trials that succeed over two settings: a rectangle a cell, hatched where the trials do not tell on
 * which side of a half the probability lies. What else varies has a panel each.
 *
 * @param results some cells at least
 * @throws Misuse where an axis is not a number in every cell, or more than 12 panels were needed
 */
export function phaseFigure(results: SweepResults, options: PhaseOptions): Figure {
  const series = seriesOf(results, [options.x, options.y]);
  if (series.length > MOST_PANELS) {
    throw new Misuse(
      `a phase diagram has at most ${MOST_PANELS} panels, got ${series.length} of ${series[0]!.name}, …`,
    );
  }
  const caption = captionOf(results, options);
  const panels = series.map((one) => panelOf(one, options, series.length));
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: { text: `How often ${results.success}`, subtitle: subtitleOf(options) },
    config: themeConfig('light'),
    ...(panels.length === 1 ? panels[0] : { columns: 3, spacing: { column: 60, row: 50 }, concat: panels }),
  };
  return { spec, caption };
}

const subtitleOf = ({ levels }: PhaseOptions) =>
  `color: share of runs that succeed; hatched: undecided at these seeds${levels ? `; lines: ${levels.name}` : ''}`;

function panelOf({ name, cells }: Series, options: PhaseOptions, panels: number): Json {
  const size = panels === 1 ? { width: 460, height: 380 } : { width: 230, height: 200 };
  const field = fieldOf(cells, options, size);
  return {
    ...(panels > 1 && { title: { text: name, frame: 'group', fontSize: 11, offset: 6 } }),
    ...size,
    encoding: { x: encoded('x', field.x, options.x), y: encoded('y', field.y, options.y) },
    layer: [
      ...cellLayers(field),
      ...(options.levels ? levelLayers(options.levels, field) : []),
      ...countTexts(field),
    ],
  };
}

const encoded = (name: 'x' | 'y', { scale, axis }: Field['x'], setting: string): Json => ({
  field: name,
  type: 'quantitative',
  scale,
  axis: { ...axis, title: axisTitle(setting), grid: false, labelOverlap: true },
});

/** Cells of so few trials that not even one outcome throughout would decide them. */
function fewSentence(cells: readonly CellResult[]): string {
  const most = Math.max(...cells.map(({ planned }) => planned));
  const isEnough = (trials: number) => proportionOf(trials, trials, 0.05).interval[0] > 0.5;
  if (most === 0 || isEnough(most)) return '';
  let enough = most;
  while (!isEnough(enough)) enough += 1;
  return `With ${most} trials a cell none can be decided: ${most} of ${most} leave [${proportionOf(most, most, 0.05).interval[0].toFixed(2)}, 1]; it takes ${enough}.`;
}

function captionOf(
  { cells, success }: SweepResults,
  { x, y, levels, sought, command }: PhaseOptions,
): string {
  const counts = countCells(cells);
  const undecided = cells.filter((cell) => !rateOf(cell).isDecided).length;
  return [
    `The share of runs in which ${success} held at some measurement within the budget, over ${axisTitle(x)} and ${axisTitle(y)}.`,
    'A rectangle a cell, reaching half-way to its neighbors; numbers in it are successes of runs.',
    `Hatched, ${undecided} of ${cells.length}: the 95 % interval of Clopper and Pearson contains 1/2, so the boundary may run through them.`,
    fewSentence(cells),
    sought === undefined
      ? ''
      : `A search for probability ${sought} chose how many trials each cell got: these intervals, which are for a fixed number, do not have their stated coverage.`,
    levels ? `Lines: ${levels.name}.` : '',
    `${balance(counts)}.`,
    `${seedsLine(cells)}; ${settingsLine(cells)}.`,
    `Repeat it: ${command}`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
