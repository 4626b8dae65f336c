import type { Entry, Table } from './table.ts';

/**
 * A table as `\addplot table` of pgfplots reads it: comments behind %, names and entries between spaces, `nan` for what
 * is not known, 1 and 0 for true and false. Names of columns have letters and digits only; text is in braces, with what
 * TeX would act on replaced by a command.
 *
 * @param comments a line each, above the table
 */
export function* texLines({ columns, rows }: Table, comments: readonly string[]): Generator<string> {
  for (const comment of comments) yield `% ${comment.replace(/\s+/g, ' ')}\n`;
  yield `${columns.map(name).join(' ')}\n`;
  for (const row of rows) yield `${row.map(entryText).join(' ')}\n`;
}

const name = (column: string) => column.replace(/[^A-Za-z0-9]/g, '') || 'column';

function entryText(entry: Entry): string {
  if (entry === null || (typeof entry === 'number' && Number.isNaN(entry))) return 'nan';
  if (typeof entry === 'boolean') return entry ? '1' : '0';
  if (typeof entry === 'number') return Number.isFinite(entry) ? String(entry) : entry > 0 ? 'inf' : '-inf';
  return `{${escaped(entry)}}`;
}

const commands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

const escaped = (text: string) =>
  text.replace(/\s+/g, ' ').replace(/[\\{}$&#%_~^]/g, (character) => commands[character] ?? `\\${character}`);
