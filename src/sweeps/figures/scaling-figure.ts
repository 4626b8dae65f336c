import type { Figure } from '../../experiments/experiment.ts';
import type { Json } from '../../figures/panel.ts';
import { distinct, type SweptAxis, sweptAxis } from '../../figures/swept-axis.ts';
import { themeConfig } from '../../figures/theme.ts';
import { Misuse } from '../../settings/misuse.ts';
import type { SweepResults } from '../results.ts';
import { type Board, curveLayers, type DrawnCurve } from './curve-layers-figure.ts';
import { captionOf, type ScalingOptions, subtitleOf, titleOf } from './scaling-caption.ts';
import {
  countAxis,
  kinds,
  kindsOf,
  type Mark,
  MOST_MARKS,
  placedMarks,
  type Unit,
} from './scaling-runs-figure.ts';
import { numberAt, type Series, seriesOf } from './series.ts';
import { colorOf, MOST_COLORS } from './series-color.ts';
import { axisTitle } from './settings-line.ts';

const COLUMNS = 3;

/**
 * What a sweep's trials took until the success rule held, against a setting, both logarithmic: a mark a run, with what
 * the measurements leave open, unfinished runs included; the laws fitted to them laid over.
 *
 * @param results some cells at least
 * @throws Misuse where the axis is not a positive number in every cell
 */
export function scalingFigure(results: SweepResults, asked: ScalingOptions): Figure {
  const series = seriesOf(results, [asked.axis]);
  const options = series.length > 1 ? withBestOnly(asked) : asked;
  const caption = captionOf(results, series, options);
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: { text: titleOf(results, options), subtitle: subtitleOf(results, options) },
    config: themeConfig('light'),
    ...(series.length <= MOST_COLORS ? together(results, series, options) : apart(results, series, options)),
  };
  return { spec, caption };
}

/** The rivals of several series would hide them. */
const withBestOnly = ({ fits = [], ...options }: ScalingOptions): ScalingOptions => ({
  ...options,
  fits: fits.map((fit) => ({ ...fit, curves: fit.curves.filter(({ role }) => role === 'best') })),
});

interface Size {
  readonly width: number;
  readonly height: number;
}

const LARGE: Size = { width: 560, height: 380 };
const SMALL: Size = { width: 230, height: 200 };

/** All series on one board, a color each where they are several. */
function together(results: SweepResults, series: readonly Series[], options: ScalingOptions): Json {
  return panelOf(sheetOf(results, options, LARGE, 1), series, curvesOf(series, options));
}

/** A panel a series, all with the same axes. */
function apart(results: SweepResults, series: readonly Series[], options: ScalingOptions): Json {
  const sheet = sheetOf(results, options, SMALL, series.length);
  const panels = series.map((one) => ({
    ...panelOf(sheet, [{ ...one, name: '' }], curvesOf([one], options)),
    title: { text: one.name, frame: 'group', fontSize: 11, offset: 6 },
  }));
  return { columns: COLUMNS, spacing: { column: 70, row: 50 }, concat: panels };
}

/** What all panels of a figure have in common. */
interface Sheet {
  readonly axis: string;
  readonly unit: Unit;
  readonly board: Board;
  readonly over: readonly [first: number, last: number];
  readonly room: number;
  readonly most: number;
  readonly kinds: readonly Mark['kind'][];
}

function sheetOf({ cells }: SweepResults, options: ScalingOptions, size: Size, panels: number): Sheet {
  const { axis, unit } = options;
  const values = distinct(cells.map((cell) => numberAt(cell, axis)));
  if (!(values[0]! > 0))
    throw new Misuse(`a logarithmic axis needs values above 0, got ${axis} ${values[0]}`);
  const over = [values[0]!, values.at(-1)!] as const;
  const fitted = (options.fits ?? []).flatMap(({ curves }) =>
    curves.filter(({ role }) => role !== 'reference'),
  );
  const x = sweptAxis(values, true);
  const y = countAxis(
    cells,
    unit,
    fitted.flatMap(({ at }) => over.map(at)),
  );
  const room = roomOf(values, x, size.width);
  const most = Math.floor(MOST_MARKS / panels);
  return { axis, unit, board: { x, y, ...size }, over, room, most, kinds: kindsOf(cells, unit) };
}

/** A panel with some of the series. */
function panelOf(sheet: Sheet, series: readonly Series[], curves: readonly DrawnCurve[]): Json {
  const { axis, unit, board, over } = sheet;
  const color = colorOf(series);
  return {
    width: board.width,
    height: board.height,
    encoding: { x: encoded('x', board.x, axisTitle(axis)), y: encoded('value', board.y, unit) },
    layer: [...curveLayers(curves, board, over, color), markLayer(series, sheet)],
  };
}

/** Pixels between neighboring values of the axis, less a seam. */
function roomOf(values: readonly number[], x: SweptAxis, width: number): number {
  const places = values.map((value) => width * x.position(value));
  const gaps = places.slice(1).map((place, i) => place - places[i]!);
  return 0.62 * Math.min(80, ...gaps);
}

const encoded = (field: string, { scale, axis }: SweptAxis, title: string): Json => ({
  field,
  type: 'quantitative',
  scale,
  axis: { ...axis, title, grid: true, labelOverlap: true },
});

/** Curves of one series alone have the color of predictions; of several, that of their series. */
function curvesOf(series: readonly Series[], { fits, reference }: ScalingOptions): DrawnCurve[] {
  const fitted = (fits ?? [])
    .filter((fit) => series.some(({ name }) => name === fit.series))
    .flatMap(({ curves, series: name }) =>
      curves.map((curve) => ({ ...curve, ...(series.length > 1 && { series: name }) })),
    );
  return [...fitted, ...(reference ? [{ ...reference, role: 'reference' as const }] : [])];
}

const shapes = ['circle', 'triangle-up', 'triangle-down'];

/** A shape for what became of a run, named in a legend where there are several. */
function shapeOf(domain: readonly Mark['kind'][]): Json {
  const range = domain.map((kind) => shapes[kinds.indexOf(kind)]);
  const legend = { title: null, orient: 'top', symbolSize: 60 };
  return { field: 'kind', type: 'nominal', sort: null, scale: { domain, range }, legend };
}

/** Few marks that stand for many runs must not lie below the others. */
const unfinishedLast = (marks: readonly Mark[]) =>
  [...marks].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));

/** Marks of so many runs are drawn smaller. */
const MANY = 500;

/** Pixels between the numbers of series that stand at one place. */
const LINE = 11;

/** Bars from the last measurement before to the first after, marks, and how many runs a mark stands for. */
function markLayer(series: readonly Series[], sheet: Sheet): Json {
  const { axis, kinds: present } = sheet;
  const marks = unfinishedLast(placedMarks(series, sheet.board, sheet));
  const values = marks.map(({ x, place, ...mark }) => ({ ...mark, [axis]: x, x: place }));
  const color = colorOf(series);
  const [size, bar] =
    marks.length > MANY
      ? [10, { strokeWidth: 0.7, opacity: 0.35 }]
      : [26, { strokeWidth: 1.2, opacity: 0.55 }];
  return {
    data: { values },
    layer: [
      {
        transform: [{ filter: "datum.kind == 'reached'" }],
        mark: { type: 'rule', aria: false, ...bar },
        encoding: { y2: { field: 'low' }, color },
      },
      {
        mark: { type: 'point', filled: true, size, opacity: 0.85 },
        encoding: { shape: shapeOf(present), color },
      },
      ...series.map(({ name }, i) => ({
        transform: [{ filter: `datum.runs > 1 && datum.series == ${JSON.stringify(name)}` }],
        mark: { type: 'text', fontSize: 10, dy: -10 - LINE * i },
        encoding: { text: { field: 'runs', format: ',d' }, color },
      })),
    ],
  };
}
