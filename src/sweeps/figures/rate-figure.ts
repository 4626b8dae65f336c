import type { Figure } from '../../experiments/experiment.ts';
import type { Json } from '../../figures/panel.ts';
import { distinct, numericAxis, sweptAxis } from '../../figures/swept-axis.ts';
import { themeConfig } from '../../figures/theme.ts';
import { Misuse } from '../../settings/misuse.ts';
import { balance, countCells } from '../cell-counts.ts';
import type { SweepResults } from '../results.ts';
import { type Board, curveLayers } from './curve-layers-figure.ts';
import type { Curve } from './fitted.ts';
import { rateOf } from './rates.ts';
import { numberAt, type Series, seriesOf } from './series.ts';
import { colorOf, MOST_COLORS } from './series-color.ts';
import { axisTitle, seedsLine, settingsLine } from './settings-line.ts';

/** What success rates are shown against. */
export interface RateOptions {
  /** A setting that varies and is a number in every cell. */
  readonly axis: string;
  /** What theory says the rate is. */
  readonly prediction?: Curve;
  /** The probability that a search was for: it has the rule instead of a half, and there are no intervals. */
  readonly sought?: number;
  /** What repeats the sweep, for the caption. */
  readonly command: string;
}

const SIZE = { width: 560, height: 260 };

/** Pixels between neighboring series at one value of the axis. */
const LANE = 7;

/**
 * The share of trials that succeed against a setting, with exact binomial intervals and what was predicted. Those
 * intervals are of a number of trials that was fixed beforehand: where a search chose it, none are drawn.
 *
 * @param results some cells at least
 * @throws Misuse where the axis is not a number in every cell, or more than 4 series were to be told apart
 */
export function rateFigure(results: SweepResults, options: RateOptions): Figure {
  const { axis, prediction } = options;
  const series = seriesOf(results, [axis]);
  if (series.length > MOST_COLORS) {
    const { name } = series[0]!;
    throw new Misuse(
      `success rates are shown of at most ${MOST_COLORS} series, got ${series.length} of ${name}, …`,
    );
  }
  const values = distinct(results.cells.map((cell) => numberAt(cell, axis)));
  const y = numericAxis([-0.03, 1.03], false, [0, 0.25, 0.5, 0.75, 1]);
  const board = { x: sweptAxis(values), y, ...SIZE };
  const color = colorOf(series);
  const curves = prediction ? [{ ...prediction, role: 'best' as const }] : [];
  const caption = captionOf(results, options);
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: { text: `How often ${results.success}, against ${axis}`, subtitle: subtitleOf(options) },
    config: themeConfig('light'),
    ...SIZE,
    encoding: encodingOf(board, axis),
    layer: [
      ruleAt(options.sought ?? 0.5),
      ...curveLayers(curves, board, [values[0]!, values.at(-1)!], color),
      ...pointLayers(series, board, options, color),
    ],
  };
  return { spec, caption };
}

const subtitleOf = ({ prediction, sought }: RateOptions) => {
  const bars = 'bars: 95 % intervals of Clopper and Pearson';
  const reading = sought === undefined ? bars : `line: the probability sought, ${sought}; numbers: trials`;
  return `${reading}${prediction ? `; dashed: ${prediction.name}` : ''}`;
};

const ruleAt = (value: number): Json => ({
  data: { values: [{ value }] },
  mark: { type: 'rule', style: 'muted', strokeWidth: 0.8 },
  encoding: { x: { value: 0 }, x2: { value: 'width' } },
});

function encodingOf({ x, y }: Board, axis: string): Json {
  const share = { ...y.axis, labelExpr: "format(datum.value, '.0%')", title: 'success rate', grid: true };
  return {
    x: {
      field: 'x',
      type: 'quantitative',
      scale: x.scale,
      axis: { ...x.axis, title: axisTitle(axis), labelOverlap: true },
    },
    y: { field: 'value', type: 'quantitative', scale: y.scale, axis: share },
  };
}

/** Bars and points; those of several series stand beside each other. */
function pointLayers(
  series: readonly Series[],
  board: Board,
  { axis, sought }: RateOptions,
  color: Json,
): Json[] {
  const { x, width } = board;
  const { y } = encodingOf(board, axis) as { y: Json };
  const values = series.flatMap(({ name, cells }, i) => {
    const lane = ((i - (series.length - 1) / 2) * LANE) / width;
    return cells.flatMap((cell) => {
      const { successes, trials, estimate, interval } = rateOf(cell);
      if (estimate === null) return [];
      const at = numberAt(cell, axis);
      const place = Number(x.at(x.position(at) + lane).toPrecision(6));
      return [
        {
          series: name,
          [axis]: at,
          x: place,
          value: estimate,
          ...(sought === undefined && { low: interval[0], high: interval[1] }),
          successes,
          trials,
        },
      ];
    });
  });
  const bar = { y: { ...y, field: 'low' }, y2: { field: 'high' }, color };
  const bars = { data: { values }, mark: { type: 'rule', strokeWidth: 1.2, opacity: 0.6 }, encoding: bar };
  const counts = {
    data: { values },
    mark: { type: 'text', fontSize: 10, dy: -11 },
    encoding: { text: { field: 'trials', format: ',d' }, color },
  };
  return [
    sought === undefined ? bars : counts,
    { data: { values }, mark: { type: 'point', filled: true, size: 36, opacity: 1 }, encoding: { color } },
  ];
}

function captionOf(
  { cells, success }: SweepResults,
  { axis, prediction, sought, command }: RateOptions,
): string {
  return [
    `The share of runs in which ${success} held at some measurement within the budget, against ${axisTitle(axis)}.`,
    sought === undefined
      ? 'Bars: exact 95 % intervals of Clopper and Pearson.'
      : `Line: the probability sought, ${sought}. Numbers: trials. A search chose how many trials each value got, so that intervals for a fixed number would not have their stated coverage, and none are drawn.`,
    prediction ? `Dashed: ${prediction.name}.` : '',
    `${balance(countCells(cells))}.`,
    `${seedsLine(cells)}; ${settingsLine(cells)}.`,
    `Repeat it: ${command}`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
