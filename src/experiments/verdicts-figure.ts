import { themeConfig } from '../figures/theme.ts';
import type { Verdict } from './check.ts';
import type { Finding } from './claim.ts';
import type { Figure } from './experiment.ts';
import { digits, range } from './numbers.ts';
import { isMet } from './verdict.ts';
import { placeOf } from './verdict-track.ts';

type Json = Readonly<Record<string, unknown>>;

/** Pixels: where the track begins that all tolerances share, the height of a row, and the middle of its two parts. */
interface Layout {
  readonly left: number;
  readonly height: number;
  readonly name: number;
  readonly track: number;
}

const TRACK = 240;

/** Name, track and number side by side; or the name above them, where there is less room. */
const wide: Layout = { left: 470, height: 20, name: 10, track: 10 };
const narrow: Layout = { left: 0, height: 40, name: 11, track: 29 };

const KEY =
  'Gray band: where a number must lie, fixed beforehand. Dot and bar: the number with its interval, 95 % for all that ' +
  'was checked together; filled where the whole interval lies in the band. Each row has its own scale; a triangle ' +
  'marks what lies beyond it.';

/**
 * Every finding of the claims checked: its interval against its tolerance, each row on a scale of its own in which
 * the tolerance is the gray band.
 *
 * @param verdicts at least one
 * @param command what repeats the check
 */
export function verdictsFigure(verdicts: readonly Verdict[], command: string): Figure {
  const caption = `Claims checked: ${verdicts.length}. ${KEY} Made by \`${command}\`.`;
  const rows = verdicts.flatMap((verdict) => [headOf(verdict), ...verdict.findings.map(rowOf)]);
  return drawnAs(rows, wide, { title: 'Claims against their tolerances', caption, command });
}

/**
 * The findings of one claim, drawn as in `verdictsFigure`, and below them what the claim says under its controls: the
 * figure of a claim that has none of its own.
 *
 * @param command what repeats the check
 */
export function findingsFigure(verdict: Verdict, command: string): Figure {
  const { claim, title, findings, controls } = verdict;
  const under = Object.entries(controls).map(([name, decision]) => sentence(`under ${name}: ${decision}`));
  const rest = under.length > 0 ? ' Below: its negative controls, under which it must not hold.' : '';
  const caption = `${claim}: ${verdict.verdict}. ${KEY}${rest} Made by \`${command}\`.`;
  return drawnAs([...findings.map(rowOf), ...under], narrow, {
    title: `${claim}  ${title}`,
    caption,
    command,
  });
}

interface Row {
  readonly name: string;
  readonly value: string;
  readonly isHead: boolean;
  /** Absent where the row is words only. */
  readonly track?: {
    readonly finding: Finding;
    readonly place: (value: number) => number;
  };
}

const sentence = (name: string): Row => ({ name, value: '', isHead: false });

const headOf = ({ claim, title, verdict }: Verdict): Row => ({
  name: `${claim}  ${title}`,
  value: verdict,
  isHead: true,
});

function rowOf(finding: Finding): Row {
  const { estimate, interval, tolerance, quantity } = finding;
  const value =
    estimate === null
      ? `not measurable; must lie in ${range(tolerance)}`
      : `${digits(estimate)} ${range(interval)} in ${range(tolerance)}`;
  return { name: quantity, value, isHead: false, track: { finding, place: placeOf(finding) } };
}

function drawnAs(
  rows: readonly Row[],
  layout: Layout,
  { title, caption, command }: { title: string; caption: string; command: string },
): Figure {
  const heights = rows.map(({ value }) => (value === '' ? wide.height : layout.height));
  const topOf = (row: number) => heights.slice(0, row).reduce((sum, height) => sum + height, 0);
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: { text: title, subtitle: command },
    config: themeConfig('light'),
    width: layout.left + TRACK,
    height: topOf(rows.length),
    layer: rows.flatMap((row, i) => [...trackOf(row, topOf(i), layout), ...wordsOf(row, topOf(i), layout)]),
  };
  return { spec, caption };
}

/** A mark at fixed places; `datum` is what an export of the figure's data says of it. */
const drawn = (mark: Json, fields: Json, datum: Json): Json => ({
  data: { values: [datum] },
  mark,
  encoding: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, { value }])),
});

function trackOf({ track }: Row, top: number, { left, track: middle }: Layout): Json[] {
  if (!track) return [];
  const { estimate, interval, tolerance, quantity } = track.finding;
  const x = (value: number) => left + TRACK * track.place(value);
  const y = top + middle;
  const ends = { x: x(tolerance[0]), x2: x(tolerance[1]), y: y - 7, y2: y + 7 };
  const band = drawn({ type: 'rect', style: 'grid' }, ends, { finding: quantity });
  if (estimate === null) return [band];
  const bar = drawn(
    { type: 'rule', style: 'ink', strokeWidth: 1.6 },
    { x: x(interval[0]), x2: x(interval[1]), y },
    { finding: quantity, low: bounded(interval[0]), high: bounded(interval[1]) },
  );
  const place = track.place(estimate);
  const shape = place === 0 ? 'triangle-left' : place === 1 ? 'triangle-right' : 'circle';
  const dot = { type: 'point', style: 'ink', filled: isMet(track.finding), shape, size: 42, opacity: 1 };
  return [band, bar, drawn(dot, { x: x(estimate), y }, { finding: quantity, estimate: bounded(estimate) })];
}

const bounded = (value: number) => (Number.isFinite(value) ? value : null);

function wordsOf({ name, value, isHead }: Row, top: number, layout: Layout): Json[] {
  const style = isHead ? 'ink' : 'muted';
  const fontWeight = isHead ? 'bold' : 'normal';
  const mark = { type: 'text', baseline: 'middle', align: 'left', style, fontWeight };
  const indent = isHead || layout.left === 0 ? 0 : 14;
  const said = drawn(mark, { x: indent, y: top + layout.name, text: name }, { words: name });
  if (value === '') return [said];
  const place = { x: layout.left + TRACK + 14, y: top + layout.track, text: value };
  return [said, drawn(mark, place, { words: value })];
}
