import { spread } from '../../../figures/spread.ts';
import { themeConfig } from '../../../figures/theme.ts';
import { mean } from '../../../numerics/statistics.ts';
import { samplesAt } from '../../../theory/giant-step-laws.ts';
import type { Figure } from '../../experiment.ts';
import { dimsOf, type StepResults } from './alignment-slopes.ts';

type Json = Readonly<Record<string, unknown>>;

/** Steps of n = d^power at several d, and what the law at finite d says of them. */
interface AlignmentSeries {
  readonly power: number;
  /** Series of one panel stand in one picture, under this title. */
  readonly panel?: string;
  readonly results: StepResults;
  readonly law: (inputDim: number, batchSize: number) => number;
}

/** What a picture of alignments is made of. */
export interface AlignmentFigure {
  readonly results: StepResults;
  readonly series: readonly AlignmentSeries[];
  readonly title: string;
  /** The target, as a formula. */
  readonly target: string;
  readonly command: string;
}

const WIDTH = 300;
const HEIGHT = 290;
const COLORS = ['muted', 'opposite', 'perpendicular', 'signal'];
const TICKS = [0.02, 0.05, 0.1, 0.2, 0.5, 1];

/** n = d^power in words. */
const batchName = (power: number) => (power === 1 ? 'n = d' : `n = d${superscript(String(power))}`);
const superscript = (digits: string) => [...digits].map((c) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)] ?? '·').join('');

/** Alignment against d, both logarithmic: a point a d with its interval, and the law at finite d dashed. */
export function alignmentFigure({ results, series, title, target, command }: AlignmentFigure): Figure {
  const shown = series.filter(({ results }) => results.length > 0);
  const panels = [...new Set(shown.map(({ panel }) => panel))];
  const dims = dimsOf(results);
  const lowest = Math.min(...shown.flatMap(({ results }) => pointsOf(results).map(({ low }) => low)));
  const caption =
    `Root mean square of |cos ∠(w, z₁)| over neurons after one giant step towards f* = ${target}, n = round(d^power). ` +
    `Points: over seeds (${seedCounts(shown)}), bars: two standard errors. Dashed: the law at finite d, ` +
    `nothing fitted. Repeat with: ${command}`;
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: {
      text: title,
      subtitle: 'alignment after one step; points: mean over seeds; dashed: law at finite d',
    },
    config: themeConfig('light'),
    hconcat: panels.map((panel) =>
      panelOf(
        shown.filter((one) => one.panel === panel),
        dims,
        lowest,
      ),
    ),
  };
  return { spec, caption };
}

function seedCounts(series: readonly AlignmentSeries[]): string {
  const counts = series.map(({ results }) => new Set(results.map(({ job }) => job.seed)).size);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? `${least}` : `${least} to ${most}`;
}

function panelOf(series: readonly AlignmentSeries[], dims: readonly number[], lowest: number): Json {
  const [first, last] = [dims[0]!, dims.at(-1)!];
  const low = Math.min(0.9 * lowest, 0.1);
  const x = {
    field: 'd',
    type: 'quantitative',
    scale: { type: 'log', domain: [0.88 * first, last * (last / first) ** 0.42], nice: false },
    axis: { title: 'inputs d', values: dims, grid: false, format: 'd' },
  };
  const y = {
    field: 'alignment',
    type: 'quantitative',
    scale: { type: 'log', domain: [low, 1], nice: false },
    axis: { title: 'alignment |cos ∠(w, z₁)|', values: TICKS.filter((tick) => tick >= low), format: '~g' },
  };
  return {
    ...(series[0]!.panel && { title: { text: series[0]!.panel, fontSize: 12, offset: 6 } }),
    width: WIDTH,
    height: HEIGHT,
    encoding: { x, y },
    layer: [
      ...series.flatMap((one, i) => layersOf(one, [first, last], COLORS[i % COLORS.length]!)),
      ...namesOf(series, last, low),
    ],
  };
}

function layersOf({ results, law, power }: AlignmentSeries, ends: readonly [number, number], style: string) {
  const points = pointsOf(results);
  return [
    {
      data: { values: curveOf(law, power, ends) },
      mark: { type: 'line', style, strokeDash: [4, 3], strokeWidth: 1.2 },
    },
    {
      data: { values: points },
      mark: { type: 'rule', style, strokeWidth: 1.2 },
      encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } },
    },
    { data: { values: points }, mark: { type: 'point', style, filled: true, size: 45, opacity: 1 } },
  ];
}

const LINE = 13;

/** What the batches are, right of the curves and apart from each other. */
function namesOf(series: readonly AlignmentSeries[], last: number, low: number): Json[] {
  const heights = series.map(({ law, power }) => {
    return HEIGHT * (1 - Math.log(law(last, samplesAt(last, power))) / Math.log(low));
  });
  const places = spread(heights, LINE, HEIGHT);
  return series.map(({ power }, i) => ({
    data: { values: [{ d: last, text: batchName(power) }] },
    mark: { type: 'text', style: COLORS[i % COLORS.length]!, align: 'left', baseline: 'middle', dx: 9 },
    encoding: { y: { value: HEIGHT - places[i]! }, text: { field: 'text' } },
  }));
}

const CURVE_POINTS = 24;

/** The law along n = d^power, without the steps of whole n where n is large. */
const curveOf = (law: AlignmentSeries['law'], power: number, [first, last]: readonly [number, number]) =>
  Array.from({ length: CURVE_POINTS + 1 }, (_, i) => {
    const d = Math.round(first * (last / first) ** (i / CURVE_POINTS));
    return { d, alignment: law(d, samplesAt(d, power)) };
  });

/** Root mean squares with two standard errors on each side. */
function pointsOf(results: StepResults) {
  return dimsOf(results).map((d) => {
    const own = results.filter(({ job }) => job.settings.inputDim === d);
    const squares = own.flatMap(({ evidence: { alignment } }) => (alignment === null ? [] : alignment ** 2));
    const center = mean(squares);
    const error = Math.sqrt(mean(squares.map((square) => (square - center) ** 2)) / squares.length);
    const [low, high] = [center - 2 * error, center + 2 * error].map((v) => Math.sqrt(Math.max(v, 1e-6)));
    return { d, alignment: Math.sqrt(center), low: low!, high: high! };
  });
}
