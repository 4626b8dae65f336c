import type { Json } from '../../figures/panel.ts';
import { spread } from '../../figures/spread.ts';
import { distinct, numericAxis, roundValues, type SweptAxis, sweptAxis } from '../../figures/swept-axis.ts';
import { themeConfig } from '../../figures/theme.ts';
import type { Figure } from '../experiment.ts';
import { CHOSEN_ON, LEVEL, TEST_SIZE, WIDTH } from './job.ts';
import { predictedAt, resultsOf, type WayResults, type WayRow, wayRows } from './rows.ts';
import { powerText, waySentences } from './table.ts';
import { type Way, ways } from './ways.ts';

const SIZE = { width: 520, height: 380 };

/** What all layers of the figure share. */
interface Board {
  readonly x: SweptAxis;
  readonly y: SweptAxis;
  /** The smallest and the largest d of all. */
  readonly over: readonly [first: number, last: number];
}

/** A way with its results in numbers. */
interface Drawn {
  readonly way: Way;
  readonly row: WayRow;
  readonly own: WayResults;
}

/**
 * Samples against d, both logarithmic, a mark a run; dashed, each paper's law with its factor fitted, carried on to
 * where only others were run.
 *
 * @param results some at least
 * @param command what repeats the study, for the caption
 */
export function waysFigure(results: WayResults, command: string): Figure {
  const rows = wayRows(results);
  const drawn = rows.map((row) => {
    const way = ways.find(({ name }) => name === row.way)!;
    return { way, row, own: resultsOf(way, results) };
  });
  const board = boardOf(drawn, results);
  const caption = captionOf(rows, command);
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: {
      text: `One target, three papers: samples to learn y = −sign(z₁z₂), Gaussian z, to ${100 * LEVEL} % error`,
      subtitle:
        'a mark a run, triangles where it never got there; dashed: the law predicted, its factor fitted',
    },
    config: themeConfig('light'),
    ...SIZE,
    encoding: { x: encoded('x', board.x, 'inputs d'), y: encoded('samples', board.y, 'samples') },
    layer: [
      ...drawn.flatMap((one) => lawLayer(one, board)),
      ...drawn.map((one, i) => marksLayer(one, i, board)),
      ...namesOf(drawn, board),
    ],
  };
  return { spec, caption };
}

function boardOf(drawn: readonly Drawn[], results: WayResults): Board {
  const dims = distinct(results.map(({ job }) => job.inputDim));
  const over = [dims[0]!, dims.at(-1)!] as const;
  const seen = results.map(({ evidence }) => evidence.high ?? evidence.low).filter((value) => value > 0);
  const laws = drawn.flatMap(({ way, row }) =>
    row.factor === null ? [] : over.map((inputDim) => predictedAt(way, row.factor!, inputDim)),
  );
  const all = [...seen, ...laws];
  const domain = [Math.min(...all) / 1.5, Math.max(...all) * 1.5] as const;
  return { x: sweptAxis(dims, true), y: numericAxis(domain, true, roundValues(domain, true)), over };
}

const encoded = (field: string, { scale, axis }: SweptAxis, title: string): Json => ({
  field,
  type: 'quantitative',
  scale,
  axis: { ...axis, title, grid: true, labelOverlap: true },
});

const POINTS = 40;

function lawLayer({ way, row }: Drawn, { over: [first, last] }: Board): Json[] {
  const { factor } = row;
  if (factor === null) return [];
  const values = Array.from({ length: POINTS + 1 }, (_, i) => {
    const x = first * (last / first) ** (i / POINTS);
    return { x, samples: predictedAt(way, factor, x) };
  });
  return [
    { data: { values }, mark: { type: 'line', style: way.style, strokeDash: [6, 3], strokeWidth: 1.4 } },
  ];
}

/** Pixels between the marks of ways at one d, and over which the runs of one are strewn. */
const LANE = 9;
const LANE_WIDTH = 6;

/** Runs side by side in the order of their seeds. */
function marksLayer({ way, own }: Drawn, lane: number, { x }: Board): Json {
  const seeds = distinct(own.map(({ job }) => job.seed));
  const values = own.map(({ job, evidence }) => {
    const within = seeds.length < 2 ? 0 : seeds.indexOf(job.seed) / (seeds.length - 1) - 0.5;
    const offset = (lane - 1) * LANE + within * LANE_WIDTH;
    const place = x.at(x.position(job.inputDim) + offset / SIZE.width);
    return {
      x: Number(place.toPrecision(6)),
      samples: evidence.high ?? evidence.low,
      reached: evidence.high !== null,
    };
  });
  const shape = {
    field: 'reached',
    type: 'nominal',
    scale: { domain: [true, false], range: ['circle', 'triangle-up'] },
    legend: null,
  };
  return {
    data: { values },
    mark: { type: 'point', filled: true, size: 16, opacity: 0.65, style: way.style },
    encoding: { shape },
  };
}

/** Pixels between baselines of names, each of two lines. */
const NAME = 32;

/** Right of the board, at the end of each law. */
function namesOf(drawn: readonly Drawn[], { y, over: [, last] }: Board): Json[] {
  const wanted = drawn.map(({ way, row }) => {
    const end = row.factor === null ? null : predictedAt(way, row.factor, last);
    return SIZE.height * y.position(end ?? row.medians.at(-1)!.samples ?? y.domain[1]);
  });
  const heights = spread(wanted, NAME, SIZE.height);
  return drawn.map(({ way, row }, i) => ({
    data: { values: [{ text: [way.name, `d^α: α = ${powerText(row.power)}`] }] },
    mark: { type: 'text', align: 'left', baseline: 'middle', lineHeight: 14, style: way.style },
    encoding: {
      x: { value: SIZE.width + 8 },
      y: { value: Math.round(SIZE.height - heights[i]!) - 7 },
      text: { field: 'text' },
    },
  }));
}

function captionOf(rows: readonly WayRow[], command: string): string {
  return [
    ...waySentences(rows),
    `Error: the share of wrong signs over ${TEST_SIZE} fresh samples. Both networks have ${WIDTH} neurons.`,
    'SGD sees every sample once. The giant step and the readout after it have n fresh samples each, both counted;',
    'its samples and those of the kernel, with which the linearized network of infinite width is ridge regression, are searched for.',
    'The label is a sign, as paper A has it: a product has the same sign, but no logistic loss.',
    `Level, step sizes and λ were chosen on seed ${CHOSEN_ON}, with which the study does not begin.`,
    'Intervals of 95 % by profile likelihood, unfinished runs as bounds.',
    `Repeat it: ${command}`,
  ].join(' ');
}
