import { type Json, room } from '../../figures/panel.ts';
import { PANEL_WIDTH, type Timeline, timeEncoding, timeGrid } from '../../figures/timeline.ts';
import type { LedgerColumn, LedgerEntry } from '../../ledgers/ledger.ts';
import type { TrialRecord } from '../experiment.ts';
import { ledgerOf } from './ledger-words.ts';

/** Pixels a row. */
const ROW = 15;

/** Shades of green: neighboring measurements of one shade are one rectangle. */
const SHADES = 6;

/** A user's inequality is named by its text, which may be long. */
const MOST_LETTERS = 22;

/** What an inequality looks like from one measurement to the next. */
interface Cell {
  readonly row: number;
  readonly time: number;
  readonly to: number;
  /** A meaning of the palette. */
  readonly style: 'grid' | 'holds' | 'broken';
  readonly opacity: number;
}

/** Panel (c): a row for each inequality of the ledger; nothing where no ledger was kept. */
export function ledgerPanel(record: TrialRecord, timeline: Timeline): Json[] {
  const entries = ledgerOf(record)?.inequalities;
  const columns = record.series.ledger as Readonly<Record<string, LedgerColumn>> | undefined;
  if (!entries || !columns) return [];
  const cells = entries.flatMap((entry, row) => cellsOf(entry, columns[entry.name]!, row, record));
  const y = rows(entries);
  const subtitle =
    'green: holds, stronger with more slack; gray: not claimed there; red: broken; right: the least slack';
  const heading = { text: '(c) The hypotheses of the analysis', subtitle, frame: 'group', offset: 8 };
  return [
    room(60),
    {
      title: { ...heading, fontSize: 12, subtitleFontSize: 10, subtitlePadding: 4 },
      width: PANEL_WIDTH,
      height: ROW * entries.length,
      layer: [
        timeGrid(timeline),
        ...(['grid', 'holds', 'broken'] as const).map((style) => rectangles(cells, style, timeline, y)),
        firstViolations(entries, timeline, y),
        ...leastSlacks(entries, y),
      ],
      resolve: { axis: { x: 'independent', y: 'independent' } },
    },
  ];
}

/** The vertical scale: a band a row, with its name. */
function rows(entries: readonly LedgerEntry[]): (axis: boolean) => Json {
  const names = JSON.stringify(entries.map(({ name }) => brief(name)));
  const axis = { ticks: false, labelExpr: `${names}[datum.value]`, labelFontSize: 10, title: null };
  const scale = { domain: entries.map((_, row) => row), paddingInner: 0.35, paddingOuter: 0.1 };
  return (withAxis) => ({ field: 'row', type: 'ordinal', scale, axis: withAxis ? axis : null });
}

const brief = (name: string) => (name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name);

/** The shades of one row, neighbors that look the same joined. */
function cellsOf(
  { firstViolation }: LedgerEntry,
  { slack, right }: LedgerColumn,
  row: number,
  { series }: TrialRecord,
): Cell[] {
  const brokenFrom = firstViolation?.time ?? Infinity;
  const cells: Cell[] = [];
  for (const [i, time] of series.time.entries()) {
    const to = series.time[i + 1] ?? time;
    const look = lookOf(slack[i] ?? null, right[i] ?? null, time >= brokenFrom);
    const last = cells.at(-1);
    if (last && last.style === look.style && last.opacity === look.opacity)
      cells[cells.length - 1] = { ...last, to };
    else cells.push({ row, time, to, ...look });
  }
  return cells.filter((cell) => cell.to > cell.time);
}

/** Square roots of relative slacks, in a few steps: most of what is worth seeing is small. */
function lookOf(
  slack: number | null,
  right: number | null,
  mayBreak: boolean,
): Pick<Cell, 'style' | 'opacity'> {
  if (slack === null || right === null) return { style: 'grid', opacity: 1 };
  if (slack < 0 && mayBreak) return { style: 'broken', opacity: 1 };
  const relative = right === 0 ? 1 : Math.min(1, Math.max(0, slack / Math.abs(right)));
  return { style: 'holds', opacity: 0.2 + 0.8 * (Math.ceil(SHADES * Math.sqrt(relative)) / SHADES) };
}

function rectangles(
  cells: readonly Cell[],
  style: Cell['style'],
  timeline: Timeline,
  y: (axis: boolean) => Json,
): Json {
  const values = cells.filter((cell) => cell.style === style).map(({ style: _, ...cell }) => cell);
  return {
    data: { values },
    mark: { type: 'rect', style: style === 'grid' ? 'unclaimed' : style },
    encoding: {
      x: timeEncoding(timeline),
      x2: { field: 'to' },
      y: y(style === 'grid'),
      opacity: { field: 'opacity', type: 'quantitative', scale: null, legend: null },
    },
  };
}

function firstViolations(
  entries: readonly LedgerEntry[],
  timeline: Timeline,
  y: (axis: boolean) => Json,
): Json {
  const values = entries.flatMap(({ firstViolation }, row) =>
    firstViolation ? [{ row, time: firstViolation.time }] : [],
  );
  const mark = {
    type: 'point',
    shape: 'triangle-right',
    filled: true,
    size: 40,
    xOffset: 5,
    opacity: 1,
    style: 'ink',
  };
  return { data: { values }, mark, encoding: { x: timeEncoding(timeline), y: y(false) } };
}

/** Right of each row: the least slack as a share of the right side, or when the row was first broken. */
function leastSlacks(entries: readonly LedgerEntry[], y: (axis: boolean) => Json): Json[] {
  const words = entries.map((entry, row) => ({
    row,
    text: lastWord(entry),
    broken: entry.firstViolation !== null,
  }));
  return [true, false].map((broken) => ({
    data: { values: words.filter((word) => word.broken === broken).map(({ row, text }) => ({ row, text })) },
    mark: {
      type: 'text',
      align: 'left',
      baseline: 'middle',
      fontSize: 10,
      style: broken ? 'broken' : 'muted',
    },
    encoding: { x: { value: PANEL_WIDTH + 8 }, y: y(false), text: { field: 'text' } },
  }));
}

function lastWord({ firstViolation, smallestSlack }: LedgerEntry): string {
  if (firstViolation) return `broken at ${Number(firstViolation.time.toPrecision(3))}`;
  const relative = smallestSlack?.relative ?? null;
  if (relative === null) return smallestSlack ? 'held' : 'not claimed';
  const percent = 100 * Math.max(0, relative);
  return percent < 0.05 ? '0 %' : `${percent.toPrecision(2)} %`;
}
