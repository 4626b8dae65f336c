import { Misuse } from '../../settings/misuse.ts';
import type { Entry, Table } from '../report/table.ts';

/**
 * Reads CSV (RFC 4180) as `csvLines` writes it: numbers and true and false are such again, an empty field is null.
 *
 * @param name of the file, for the error
 * @throws Misuse with the number of the row that is not CSV, or has not as many fields as there are names
 */
export function readCsv(text: string, name: string): Table {
  const [columns, ...rows] = recordsOf(text, name);
  if (!columns) throw new Misuse(`${name} is empty`);
  const uneven = rows.findIndex((row) => row.length !== columns.length);
  if (uneven >= 0) {
    const found = rows[uneven]!.length;
    throw new Misuse(
      `${name}: row ${uneven + 2} has ${found} fields, and there are ${columns.length} columns`,
    );
  }
  return { columns: columns.map(({ text }) => text), rows: rows.map((row) => row.map(typed)) };
}

interface Field {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** A field, quoted or not, and what follows it. */
const FIELD = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** A comma at the very end is followed by one more field, which is empty. */
function recordsOf(text: string, name: string): Field[][] {
  const records: Field[][] = [];
  let record: Field[] = [];
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < text.length || record.length > 0) {
    const found = FIELD.exec(text);
    if (!found)
      throw new Misuse(
        `${name}: row ${records.length + 1} is not CSV: a quote is not closed, or stands within a field`,
      );
    const [, quoted, bare, end] = found;
    record.push({ text: quoted?.replaceAll('""', '"') ?? bare!, isQuoted: quoted !== undefined });
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}

function typed({ text, isQuoted }: Field): Entry {
  if (text === '' && !isQuoted) return null;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}
