import { themeConfig } from '../figures/theme.ts';
import type { Verdict } from './check.ts';
import type { Figure } from './experiment.ts';
import { digits, range } from './numbers.ts';
import { isMet } from './verdict.ts';
import { placeOf } from './verdict-track.ts';

type Json = Readonly<Record<string, unknown>>;

/** Pixels: the column of names, the track that all tolerances share, the height of a row. */
const NAMES = 470;
const TRACK = 240;
const ROW = 20;

/**
 * Every finding of the claims checked: its interval against its tolerance, each row on a scale of its own in which
 * the tolerance is the gray band.
 *
 * @param verdicts at least one
 * @param command what repeats the check
 */
export function verdictsFigure(verdicts: readonly Verdict[], command: string): Figure {
  const rows = verdicts.flatMap((verdict) => rowsOf(verdict)).map((row, i) => ({ ...row, y: i }));
  const caption =
    `Claims checked: ${verdicts.length}. Gray band: where a number must lie, fixed beforehand. Dot and bar: the number ` +
    'with its interval, 95 % for all rows together; filled where the whole interval lies in the band. Each row has ' +
    `its own scale; a triangle marks what lies beyond it. Made by \`${command}\`.`;
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: { text: 'Claims against their tolerances', subtitle: command },
    config: themeConfig('light'),
    width: NAMES + TRACK,
    height: ROW * rows.length,
    layer: [...bands(rows), ...marks(rows), ...words(rows)],
  };
  return { spec, caption };
}

interface Row {
  readonly y: number;
  readonly name: string;
  readonly value: string;
  readonly met: boolean;
  readonly bold: boolean;
  readonly band: readonly [number, number];
  readonly bar: readonly [number, number] | null;
  readonly dot: number | null;
}

function rowsOf({ claim, title, findings, verdict }: Verdict): Omit<Row, 'y'>[] {
  const head = { name: `${claim}  ${title}`, value: verdict, met: true, bold: true, band: [0, 0] as const };
  const own = findings.map((finding) => {
    const { estimate, interval, tolerance, quantity } = finding;
    const place = placeOf(finding);
    const value =
      estimate === null
        ? `not measurable; must lie in ${range(tolerance)}`
        : `${digits(estimate)} ${range(interval)} in ${range(tolerance)}`;
    return {
      name: quantity,
      value,
      met: isMet(finding),
      bold: false,
      band: [place(tolerance[0]), place(tolerance[1])] as const,
      bar: estimate === null ? null : ([place(interval[0]), place(interval[1])] as const),
      dot: estimate === null ? null : place(estimate),
    };
  });
  return [{ ...head, bar: null, dot: null }, ...own];
}

const x = (place: number) => NAMES + TRACK * place;
const middle = ({ y }: Row) => ROW * (y + 0.5);

const encoded = (fields: Json) =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, { value }]));

const drawn = (mark: Json, fields: Json): Json => ({
  data: { values: [{}] },
  mark,
  encoding: encoded(fields),
});

const bands = (rows: readonly Row[]): Json[] =>
  rows
    .filter(({ bold }) => !bold)
    .map((row) =>
      drawn(
        { type: 'rect', style: 'grid' },
        { x: x(row.band[0]), x2: x(row.band[1]), y: ROW * (row.y + 0.15), y2: ROW * (row.y + 0.85) },
      ),
    );

function marks(rows: readonly Row[]): Json[] {
  return rows.flatMap((row) => {
    if (row.bar === null || row.dot === null) return [];
    const y = middle(row);
    const bar = drawn(
      { type: 'rule', style: 'ink', strokeWidth: 1.6 },
      { x: x(row.bar[0]), x2: x(row.bar[1]), y },
    );
    const beyond = row.dot === 0 ? 'triangle-left' : row.dot === 1 ? 'triangle-right' : 'circle';
    const dot = { type: 'point', style: 'ink', filled: row.met, shape: beyond, size: 42, opacity: 1 };
    return [bar, drawn(dot, { x: x(row.dot), y })];
  });
}

const words = (rows: readonly Row[]): Json[] =>
  rows.flatMap((row) => {
    const y = middle(row);
    const style = row.bold ? 'ink' : 'muted';
    const text = {
      type: 'text',
      baseline: 'middle',
      align: 'left',
      style,
      fontWeight: row.bold ? 'bold' : 'normal',
    };
    return [
      drawn(text, { x: row.bold ? 0 : 14, y, text: row.name }),
      drawn(text, { x: NAMES + TRACK + 14, y, text: row.value }),
    ];
  });
