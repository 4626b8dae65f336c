import { textWidth } from '../figures/text-width.ts';
import { themeConfig } from '../figures/theme.ts';
import type { Result } from './claim.ts';
import type { Figure } from './experiment.ts';
import type { Study, StudyEvidence, StudyJob } from './study.ts';
import { evidencesOf, studyRows } from './study-table.ts';

type Json = Readonly<Record<string, unknown>>;

/** A median test error after so many samples, and the trials around it. */
interface Level {
  readonly samples: number;
  readonly error: number;
  readonly low: number;
  readonly high: number;
}

/** Places along the logarithmic axis at which the trials of a variant are compared. */
const PLACES = 80;

/** Panels in a row: four, or three where that fills the rows. */
const columnsFor = (panels: number) => (panels % 4 !== 0 && panels % 3 === 0 ? 3 : Math.min(4, panels));

/**
 * A study as a picture: a panel a variant with the median test error over the samples used, within the least and
 * the largest of its trials; behind it, thin, the medians of the others.
 *
 * @param results some at least
 * @param command what repeats the study, for the caption
 */
export function studyFigure(
  study: Study,
  results: readonly Result<StudyJob, StudyEvidence>[],
  command: string,
): Figure {
  const [first, last] = reachOf(results);
  const rows = studyRows(study, results);
  const curves = rows.map(({ variant }) => levels(evidencesOf(variant, results), first, last));
  const columns = columnsFor(rows.length);
  const board = { curves, first, last, columns, width: BOARD_WIDTH / columns };
  const panels = rows.map(({ variant }, i) => panelOf(variant, i, board));
  const caption = captionOf(study, Math.max(...rows.map(({ trials }) => trials)), command);
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: { text: study.question, subtitle: study.doc },
    config: themeConfig('light'),
    columns,
    bounds: 'flush',
    spacing: { column: 46, row: 62 },
    concat: panels,
  };
  return { spec, caption };
}

/** The fewest samples measured above 0, and the most. */
function reachOf(results: readonly Result<StudyJob, StudyEvidence>[]): [number, number] {
  const samples = results.flatMap(({ evidence }) => evidence.curve.samples.filter((n) => n > 0));
  const least = samples.reduce((low, n) => Math.min(low, n), Infinity);
  const most = samples.reduce((high, n) => Math.max(high, n), 2);
  return [Math.min(least, most / 10), most];
}

/** The error by then, linear between two measurements; a trial that is over stays where it ended. */
function errorAt({ curve }: StudyEvidence, samples: number): number {
  const next = curve.samples.findIndex((n) => n > samples);
  if (next < 1) return curve.error.at(next)!;
  const [from, to] = [curve.samples[next - 1]!, curve.samples[next]!];
  const [before, after] = [curve.error[next - 1]!, curve.error[next]!];
  return before + ((samples - from) / (to - from)) * (after - before);
}

/** Up to where the longest of the trials goes. */
function levels(all: readonly StudyEvidence[], first: number, last: number): Level[] {
  const end = Math.max(...all.map(({ curve }) => curve.samples.at(-1)!));
  const places = Array.from({ length: PLACES }, (_, i) => first * (last / first) ** (i / (PLACES - 1)));
  return [...places.filter((samples) => samples < end), end].map((samples) => {
    const errors = all.map((one) => errorAt(one, samples)).sort((a, b) => a - b);
    const middle = (errors[(errors.length - 1) >> 1]! + errors[errors.length >> 1]!) / 2;
    const [low, high] = [short(errors[0]!), short(errors.at(-1)!)];
    return { samples: Number(samples.toPrecision(5)), error: short(middle), low, high };
  });
}

/** A tenth of a pixel. */
const short = (error: number) => Number(error.toPrecision(3));

/** Pixels that the panels of a row share. */
const BOARD_WIDTH = 600;

/** Every so many points of a thin line are drawn. */
const THINNED = 3;

/** Powers of ten, or 1, 2 and 5 times them where there are fewer than two. */
function ticksOf(first: number, last: number): number[] {
  const powers = Array.from({ length: 12 }, (_, n) => 10 ** n);
  const inside = (values: number[]) => values.filter((n) => n >= first && n <= last);
  const tens = inside(powers);
  return tens.length > 1 ? tens : inside(powers.flatMap((n) => [n, 2 * n, 5 * n]));
}

/** What the panels of a study share. */
interface Board {
  readonly curves: readonly (readonly Level[])[];
  readonly first: number;
  readonly last: number;
  readonly columns: number;
  /** Of a panel, in pixels. */
  readonly width: number;
}

/** Panel number `own`; axis titles stand at the left and at the bottom of the board. */
function panelOf(title: string, own: number, board: Board): Json {
  const isLeft = own % board.columns === 0;
  const isBottom = own + board.columns >= board.curves.length;
  const x = {
    field: 'samples',
    type: 'quantitative',
    scale: { type: 'log', domain: [board.first, board.last], nice: false },
    axis: {
      title: isBottom ? 'samples used' : null,
      format: '~s',
      values: ticksOf(board.first, board.last),
      labelOverlap: true,
      grid: false,
    },
  };
  const y = {
    field: 'error',
    type: 'quantitative',
    scale: { domain: [0, 0.6], nice: false, clamp: true },
    axis: { title: isLeft ? 'test error' : null, format: '.0%', values: [0, 0.25, 0.5] },
  };
  return {
    title: { text: fitted(title, board.width), frame: 'group', fontSize: 11, offset: 6 },
    width: board.width,
    height: 90,
    layer: [othersLayer(own, board, { x, y }), ...ownLayers(board.curves[own]!, { x, y })],
  };
}

/** Encodings of the two axes. */
interface Axes {
  readonly x: Json;
  readonly y: Json;
}

function othersLayer(own: number, { curves }: Board, { x, y }: Axes): Json {
  const values = curves.flatMap((levels, curve) =>
    curve === own
      ? []
      : levels
          .filter((_, i) => i % THINNED === 0 || i === levels.length - 1)
          .map(({ samples, error }) => ({ curve, samples, error })),
  );
  return {
    data: { values },
    mark: { type: 'line', style: 'muted', strokeWidth: 0.6, strokeOpacity: 0.35 },
    encoding: { x, y, detail: { field: 'curve' } },
  };
}

function ownLayers(levels: readonly Level[], { x, y }: Axes): Json[] {
  const band = { x, y: { ...y, field: 'low' }, y2: { field: 'high' } };
  return [
    { data: { values: levels }, mark: { type: 'area', style: 'signal', fillOpacity: 0.25 }, encoding: band },
    { data: { values: levels }, mark: { type: 'line', style: 'error', strokeWidth: 2 }, encoding: { x, y } },
  ];
}

/** A title that its panel has room for. */
function fitted(text: string, width: number): string {
  let shown = text;
  while (textWidth({ fontSize: 11 }, shown) > width) shown = `${shown.slice(0, -2)}…`;
  return shown;
}

function captionOf({ doc, experiment }: Study, trials: number, command: string): string {
  return [
    `${doc}: trials of ${experiment}, ${trials === 1 ? 'one seed' : `${trials} seeds`} a panel.`,
    'Bold, the median test error against the training samples used so far (logarithmic);',
    'the band spans all trials, and the thin gray lines are the medians of the other panels.',
    'A trial that has ended stays at its last error.',
    `Repeat it: ${command}`,
  ].join(' ');
}
