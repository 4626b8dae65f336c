import type { Entry, Table } from './table.ts';

/**
 * A table as lines of CSV (RFC 4180, each ended by CRLF): names first; text is quoted where it must be, true and false
 * are words, and what is not known is empty.
 */
export function* csvLines({ columns, rows }: Table): Generator<string> {
  yield lineOf(columns);
  for (const row of rows) yield lineOf(row);
}

const lineOf = (row: readonly Entry[]) => `${row.map(field).join(',')}\r\n`;

function field(entry: Entry): string {
  if (entry === null) return '';
  const text = String(entry);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
