import type { Figure } from '../../experiments/experiment.ts';
import type { Json } from '../../figures/panel.ts';
import { distinct, numericAxis, roundValues, type SweptAxis, sweptAxis } from '../../figures/swept-axis.ts';
import { themeConfig } from '../../figures/theme.ts';
import { Misuse } from '../../settings/misuse.ts';
import type { Group } from '../observations.ts';
import { type Board, curveLayers, type DrawnCurve } from './curve-layers-figure.ts';
import type { Curve, FittedSeries } from './fitted.ts';
import { plain } from './series.ts';
import { colorOf, MOST_COLORS } from './series-color.ts';
import { axisTitle } from './settings-line.ts';

/** What was sought, and against what its findings are shown. */
export interface SearchOptions {
  /** The setting whose value was sought, and the probability of success it was to give. */
  readonly setting: string;
  readonly probability: number;
  /** The axis. */
  readonly against: string;
  /** The success rule as text. */
  readonly success: string;
  readonly fits?: readonly FittedSeries[];
  readonly reference?: Curve;
  /** What repeats the sweep, for the caption. */
  readonly command: string;
}

/** A search as it is drawn; an end that it did not find stands at the edge of the picture. */
interface Row {
  readonly series: string;
  /** Where it stands: beside those of other groups. */
  readonly x: number;
  readonly low: number;
  readonly value: number;
  readonly end: 'found' | 'more was not tried' | 'less was not tried';
}

/** Pixels between the bars of neighboring groups. */
const LANE = 14;

const SIZE = { width: 560, height: 340 };

/**
 * What searches found against an axis, both logarithmic: between which values the one sought lies, a bar a search.
 *
 * @param groups of one search at least in all
 * @throws Misuse where there are more groups than colors, or no search has an end
 */
export function searchFigure(groups: readonly Group[], options: SearchOptions): Figure {
  const { against, setting, probability, success } = options;
  if (groups.length > MOST_COLORS) {
    throw new Misuse(`searches can be told apart up to ${MOST_COLORS} groups, got ${groups.length}`);
  }
  const bounds = groups.flatMap(({ observations }) => observations);
  const xs = distinct(bounds.map(({ x }) => x));
  const board = { x: sweptAxis(xs, true), y: valueAxis(bounds), ...SIZE };
  const named = namesOf(groups).map((name, i) => ({ name, cells: [], group: groups[i]! }));
  const color = colorOf(named);
  const rows = named.flatMap(({ name, group }, i) =>
    rowsOf(group, name, board, (i - (groups.length - 1) / 2) * LANE),
  );
  const caption = captionOf(rows, options);
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: {
      text: `${setting} at which ${success} has probability ${probability}, against ${against}`,
      subtitle: 'bars: between which values it lies; triangles: open on that side',
    },
    config: themeConfig('light'),
    ...SIZE,
    encoding: { x: encoded('x', board.x, against), y: encoded('value', board.y, setting) },
    layer: [
      ...curveLayers(curvesOf(options, groups.length), board, [xs[0]!, xs.at(-1)!], color),
      ...barLayers(rows, encoded('value', board.y, setting), color),
    ],
  };
  return { spec, caption };
}

const encoded = (field: string, { scale, axis }: SweptAxis, setting: string): Json => ({
  field,
  type: 'quantitative',
  scale,
  axis: { ...axis, title: axisTitle(setting), grid: true, labelOverlap: true },
});

/** What the groups differ in, in words. */
function namesOf(groups: readonly Group[]): string[] {
  const keys = Object.keys(groups[0]?.at ?? {}).filter(
    (key) => new Set(groups.map(({ at }) => plain(at[key]))).size > 1,
  );
  return groups.map(({ at }) => keys.map((key) => `${key} ${plain(at[key])}`).join(', '));
}

function valueAxis(bounds: Group['observations']): SweptAxis {
  const ends = bounds
    .flatMap(({ low, high }) => [low, high])
    .filter((end) => end > 0 && Number.isFinite(end));
  if (ends.length === 0) throw new Misuse('no search has found an end yet: there is nothing to draw');
  const domain = [Math.min(...ends) / 1.5, Math.max(...ends) * 1.6] as const;
  return numericAxis(domain, true, roundValues(domain, true));
}

/** Searches that found neither end say nothing. */
function rowsOf(
  { observations }: Group,
  series: string,
  { x: across, y, width }: Board,
  offset: number,
): Row[] {
  return observations
    .filter(({ low, high }) => low > 0 || high < Infinity)
    .map(({ x, low, high }) => {
      const [bottom, top] = y.domain;
      const end = high === Infinity ? 'more was not tried' : low === 0 ? 'less was not tried' : 'found';
      const place = Number(across.at(across.position(x) + offset / width).toPrecision(6));
      return { series, x: place, low: Math.max(low, bottom), value: Math.min(high, top), end };
    });
}

/** Of several groups the best law only. */
function curvesOf({ fits = [], reference }: SearchOptions, groups: number): DrawnCurve[] {
  const fitted = fits.flatMap(({ series, curves }) =>
    groups > 1 ? curves.filter(({ role }) => role === 'best').map((curve) => ({ ...curve, series })) : curves,
  );
  return [...fitted, ...(reference ? [{ ...reference, role: 'reference' as const }] : [])];
}

/** Bars with a tick at each end that was found, and a triangle at one that is open. */
function barLayers(rows: readonly Row[], y: Json, color: Json): Json[] {
  const tick = (field: string, open: Row['end']): Json => ({
    data: { values: rows.filter(({ end }) => end !== open) },
    mark: { type: 'tick', orient: 'horizontal', size: 12, thickness: 2 },
    encoding: { y: { ...y, field }, color },
  });
  const arrow = (field: string, open: Row['end'], shape: string): Json => ({
    data: { values: rows.filter(({ end }) => end === open) },
    mark: { type: 'point', shape, filled: true, size: 50, opacity: 1 },
    encoding: { y: { ...y, field }, color },
  });
  return [
    {
      data: { values: rows },
      mark: { type: 'rule', strokeWidth: 2 },
      encoding: { y2: { field: 'low' }, color },
    },
    tick('low', 'less was not tried'),
    tick('value', 'more was not tried'),
    arrow('value', 'more was not tried', 'triangle-up'),
    arrow('low', 'less was not tried', 'triangle-down'),
  ];
}

function captionOf(rows: readonly Row[], options: SearchOptions): string {
  const { against, setting, probability, success, fits = [], reference, command } = options;
  const open = rows.filter(({ end }) => end !== 'found').length;
  const laws = fits.flatMap(({ series, words }) =>
    words.map((word) => (series ? `${series}: ${word}` : word)),
  );
  return [
    `The ${setting} at which ${success} has probability ${probability}, against ${axisTitle(against)}; both axes are logarithmic.`,
    `A bar is a search, ${rows.length} in all: it reaches from the largest value known to give less to the least known to give more.`,
    open > 0 ? `Triangles: ${open} that are open on that side, since no value beyond was decided.` : '',
    ...laws,
    reference ? `Dash-dotted: ${reference.name}.` : '',
    `Repeat it: ${command}`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
