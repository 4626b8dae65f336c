import { csvLines, drawSweep, type Entry, Misuse, type OpenedSweep, openSweep } from '../../src/index.ts';
import { describeRecord } from '../open/describe-record.ts';
import type { Answers, Ask, Opened, OpenedTable, Order, Reply } from '../open/messages.ts';
import { type Content, readFiles } from '../open/read-files.ts';

type Row = readonly Entry[];

/** The sweep that is open, and its rows in the order that was asked for last. */
let sweep: OpenedSweep | undefined;
let rows: readonly Row[] = [];
let sorted: { readonly key: string; readonly rows: readonly Row[] } | undefined;

async function answer(ask: Ask): Promise<Answers[Ask['type']]> {
  if (ask.type === 'open') return show(await readFiles(ask.files));
  if (!sweep) throw new Misuse('no sweep is open');
  if (ask.type === 'draw') return drawSweep(sweep);
  if (ask.type === 'rows') return inOrder(sweep, ask.order).slice(ask.from, ask.from + ask.count);
  return new Blob([...csvLines({ columns: sweep.table.columns, rows })], { type: 'text/csv' });
}

function show(content: Content): Opened {
  if (content.kind === 'record') return describeRecord(content.name, content.record);
  if (content.kind === 'trials') return showTrials(content);
  const { name, verdicts, check } = content;
  if (!check) return { kind: 'verdicts', name, verdicts };
  const { schema, command, plan, version } = check;
  return { kind: 'verdicts', name, verdicts, check: { schema, command, plan, version } };
}

function showTrials({ name, trials, success, plan }: Extract<Content, { kind: 'trials' }>): OpenedTable {
  sweep = openSweep(trials, { ...(success !== undefined && { success }), ...(plan && { plan }) });
  rows = [...sweep.table.rows];
  sorted = undefined;
  const { results, counts, notes, known, table } = sweep;
  return {
    kind: 'trials',
    name,
    experiment: results.experiment,
    success: results.success,
    axes: results.axes,
    cells: results.cells.length,
    counts,
    isPlanned: known !== undefined,
    notes,
    columns: table.columns,
  };
}

function inOrder({ table }: OpenedSweep, order: Order | undefined): readonly Row[] {
  if (!order) return rows;
  const key = JSON.stringify(order);
  if (sorted?.key === key) return sorted.rows;
  const c = table.columns.indexOf(order.column);
  const sign = order.isDescending ? -1 : 1;
  sorted = { key, rows: rows.toSorted((a, b) => compare(a[c]!, b[c]!, sign)) };
  return sorted.rows;
}

/** Numbers by size, others as text; what is not known comes last either way. */
function compare(a: Entry, b: Entry, sign: 1 | -1): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return String(a) < String(b) ? -sign : sign;
}

self.onmessage = async ({ data: { id, ask } }: MessageEvent<{ id: number; ask: Ask }>) => {
  let reply: Reply;
  try {
    reply = { id, value: await answer(ask) };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    reply = { id, refusal: error instanceof Misuse ? what : `this cannot be read: ${what}` };
  }
  postMessage(reply);
};
