/** Rows under named columns, for whoever goes on with the numbers. */
export interface Table {
  /** camelCase, each once. */
  readonly columns: readonly string[];
  /** An entry a column: a number, a boolean, text, or null for what is not known. */
  readonly rows: Iterable<readonly Entry[]>;
}

/** What stands in a table. */
export type Entry = number | boolean | string | null;

/** A setting's value as an entry; what is not plain, as JSON. */
export function entryOf(value: unknown): Entry {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value;
  return JSON.stringify(value);
}
