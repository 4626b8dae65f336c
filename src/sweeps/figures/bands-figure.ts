import type { Figure } from '../../experiments/experiment.ts';
import { evenlyThinned } from '../../figures/packing.ts';
import type { Json } from '../../figures/panel.ts';
import { numericAxis, roundValues, type SweptAxis } from '../../figures/swept-axis.ts';
import { themeConfig } from '../../figures/theme.ts';
import { Misuse } from '../../settings/misuse.ts';
import { countText } from '../cell-counts.ts';
import { type BandPoint, bandOf, type RunSeries } from './common-grid.ts';
import { colorOf, MOST_COLORS } from './series-color.ts';

/** Runs at equal settings. */
export interface RunGroup {
  /** What they agree in and the others do not; empty where there is one group. */
  readonly name: string;
  readonly runs: readonly RunSeries[];
}

/** What was measured along the runs. */
export interface BandsOptions {
  /** Such as `testError`. */
  readonly metric: string;
  /** Settings of all runs in words, for the caption. */
  readonly settings: string;
  /** What repeats the sweep, for the caption. */
  readonly command: string;
}

/** A group and its band. */
interface Band {
  readonly name: string;
  readonly runs: readonly RunSeries[];
  readonly points: readonly BandPoint[];
}

/** Runs drawn behind the bands, and points of each, at most. */
const MOST_RUNS = 60;
const MOST_POINTS = 200;

const SIZE = { width: 560, height: 300 };

/**
 * A metric along the runs of a sweep: every run thin, and its group's median within the quartiles, as far as all runs of
 * the group were measured.
 *
 * @param groups up to four, each of at least one run
 * @throws Misuse for more groups, or none with a measurement
 */
export function bandsFigure(groups: readonly RunGroup[], options: BandsOptions): Figure {
  if (groups.length > MOST_COLORS) {
    throw new Misuse(`bands can be told apart up to ${MOST_COLORS} groups, got ${groups.length}`);
  }
  const bands = groups.map(({ name, runs }) => ({
    name: [name, `N = ${countText(runs.length)}`].filter((part) => part !== '').join(', '),
    runs,
    points: runs.length > 1 ? bandOf(runs) : [],
  }));
  const caption = captionOf(bands, options);
  const { x, y } = axesOf(groups);
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: {
      text: `${options.metric} along the runs`,
      subtitle: subtitleOf(bands),
    },
    config: themeConfig('light'),
    ...SIZE,
    encoding: { x: encoded('samples', x, 'samples used'), y: encoded('value', y, options.metric) },
    layer: layersOf(bands, { x, y, metric: options.metric }),
  };
  return { spec, caption };
}

/** Of several groups the legend says how many runs there are. */
function subtitleOf(bands: readonly Band[]): string {
  const reading = 'bold: median; band: quartiles, where all runs were measured; thin: single runs';
  return bands.length === 1 ? `${bands[0]!.name}; ${reading}` : reading;
}

const encoded = (field: string, { scale, axis }: SweptAxis, title: string): Json => ({
  field,
  type: 'quantitative',
  scale,
  axis: { ...axis, title, labelOverlap: true },
});

/** Axes over all measurements; logarithmic where a linear one would squeeze most of them together. */
function axesOf(groups: readonly RunGroup[]): { x: SweptAxis; y: SweptAxis } {
  const runs = groups.flatMap((group) => group.runs);
  const ends = groups.map((group) => extent(group.runs.flatMap(({ samples }) => samples))[1]);
  const values = runs.flatMap((run) => run.values.filter((value) => value !== null));
  const positive = runs.flatMap(({ samples }) => samples.filter((place) => place > 0));
  if (values.length === 0 || positive.length === 0)
    throw new Misuse('no run of the figure was measured after its start');
  const isWide = extent(ends)[1] > 10 * extent(ends)[0];
  const [low, high] = extent(values);
  const [first, last] = extent(positive);
  return {
    x: isWide ? over([first, last], true) : over([0, last], false),
    y: low > 0 && high > 100 * low ? over([low / 1.2, high * 1.2], true) : over(padded(low, high), false),
  };
}

const over = (domain: readonly [number, number], isLog: boolean) =>
  numericAxis(domain, isLog, roundValues(domain, isLog));

const padded = (low: number, high: number): [number, number] => {
  const room = 0.04 * (high - low) || 1;
  return [low >= 0 ? Math.min(0, low) : low - room, high + room];
};

function extent(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}

/** The two axes and what is measured. */
interface Axes {
  readonly x: SweptAxis;
  readonly y: SweptAxis;
  readonly metric: string;
}

/** Single runs behind, then bands, then medians. */
function layersOf(bands: readonly Band[], { x, y, metric }: Axes): Json[] {
  const color = colorOf(bands.map(({ name }) => ({ name, cells: [] })));
  const isOn = (samples: number) => samples > 0 || !x.isLog;
  const points = bands.flatMap(({ name, points: all }) =>
    evenlyThinned(
      all.filter(({ samples }) => isOn(samples)),
      MOST_POINTS,
    ).map((point) => ({ series: name, ...point })),
  );
  const band = { y: encoded('low', y, metric), y2: { field: 'high' }, color };
  const median = { y: encoded('median', y, metric), color };
  return [
    { data: { values: runRows(bands, isOn) }, mark: THIN, encoding: { color, detail: { field: 'run' } } },
    { data: { values: points }, mark: { type: 'area', opacity: 0.3 }, encoding: band },
    { data: { values: points }, mark: { type: 'line', strokeWidth: 2.2 }, encoding: median },
  ];
}

const THIN = { type: 'line', strokeWidth: 0.7, opacity: 0.4, aria: false };

/** Measurements of the runs that are drawn: of each group some, evenly, and of each run some. */
function runRows(bands: readonly Band[], isOn: (samples: number) => boolean): Json[] {
  const most = Math.floor(MOST_RUNS / bands.length);
  return bands.flatMap(({ name, runs }) =>
    evenlyThinned(runs, most).flatMap(({ id, samples, values }) => {
      const rows = samples.map((place, i) => ({
        series: name,
        run: id,
        samples: place,
        value: values[i] ?? null,
      }));
      return evenlyThinned(
        rows.filter(({ samples: place }) => isOn(place)),
        MOST_POINTS,
      );
    }),
  );
}

function captionOf(bands: readonly Band[], { metric, settings, command }: BandsOptions): string {
  const reading =
    `${metric} against the training samples used so far, measured along the runs. Thin: single runs. Bold: the median ` +
    '(the lower of the middle two where they are even in number), and the band from the lower to the upper quartile; ' +
    'each is a value that was measured.';
  return [reading, ...bands.map(bandSentence), drawnSentence(bands), `${settings}.`, `Repeat it: ${command}`]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** How far a band goes: nothing is carried on from a run that has ended. */
function bandSentence({ name, runs, points }: Band): string {
  if (runs.length === 1) return `${name}: one run makes no band.`;
  const last = points.at(-1);
  return last
    ? `${name}: the band ends at ${countText(last.samples)} samples, the last at which all runs were measured.`
    : `${name}: no band, since there is no number of samples at which all runs were measured.`;
}

function drawnSentence(bands: readonly Band[]): string {
  const most = Math.floor(MOST_RUNS / bands.length);
  if (bands.every(({ runs }) => runs.length <= most)) return '';
  return `Of each group at most ${most} single runs are drawn, evenly among them; bands are of all.`;
}
