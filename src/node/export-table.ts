import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { fileWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { Line } from '../sweeps/line.ts';
import { csvLines } from '../sweeps/report/csv.ts';
import type { Entry } from '../sweeps/report/table.ts';
import type { Column, ColumnType } from '../sweeps/report/trial-columns.ts';
import type { Trials } from './trials.ts';

/** Takes rows, a block at a time. */
interface TableWriter {
  write(block: readonly (readonly Entry[])[]): void;
  finish(): void;
}

/** Rows that are in memory at a time, and in a row group of a Parquet file. */
const BLOCK = 10_000;

/**
 * Writes a table of trials to a file, which is there only when it is whole.
 *
 * @throws what the file system says
 */
export function exportTable(table: Trials, path: string, format: 'csv' | 'parquet'): void {
  const fresh = `${path}.${process.pid}.new`;
  const open = format === 'csv' ? openCsv : openParquet;
  try {
    const writer = open(fresh, table.columns);
    inBlocks(table, (block) => writer.write(block));
    writer.finish();
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

function inBlocks({ columns, each }: Trials, write: (block: Entry[][]) => void): void {
  let block: Entry[][] = [];
  each((line: Line) => {
    block.push(columns.map((column) => column.entry(line)));
    if (block.length < BLOCK) return;
    write(block);
    block = [];
  });
  if (block.length > 0) write(block);
}

function openCsv(path: string, columns: readonly Column[]): TableWriter {
  const names = columns.map(({ name }) => name);
  const file = openSync(path, 'w');
  const [head] = csvLines({ columns: names, rows: [] });
  writeSync(file, head!);
  return {
    write(rows) {
      const [, ...lines] = csvLines({ columns: names, rows });
      writeSync(file, lines.join(''));
    },
    finish: () => closeSync(file),
  };
}

const types = {
  integer: 'INT32',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  text: 'STRING',
} as const satisfies Record<ColumnType, string>;

function openParquet(path: string, columns: readonly Column[]): TableWriter {
  const dataOf = (rows: readonly (readonly Entry[])[]) =>
    columns.map(({ name, type }, c) => ({
      name,
      type: types[type],
      data: rows.map((row) => asType(row[c]!, type)),
    }));
  const schema = schemaFromColumnData({ columnData: dataOf([]) });
  const writer = new ParquetWriter({ writer: fileWriter(path), schema, createdBy: 'twolayer' });
  return {
    write: (rows) => void writer.write({ columnData: dataOf(rows), rowGroupSize: BLOCK }),
    finish: () => void writer.finish(),
  };
}

/** A column of several types is one of text. */
const asType = (entry: Entry, type: ColumnType) =>
  entry === null || type !== 'text' ? entry : String(entry);
