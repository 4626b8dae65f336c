import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection, StatementType } from '@duckdb/node-api';
import { Misuse } from '../settings/misuse.ts';
import type { Entry, Table } from '../sweeps/report/table.ts';
import { exportTable } from './export-table.ts';
import type { Trials } from './trials.ts';

/** Nothing is fetched from a network, whatever is asked. */
const OFFLINE = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };

/**
 * What SQL says of trials, which are its view `trials`, under the columns of an export.
 *
 * @throws Misuse when DuckDB is not installed, with what it says of the SQL, or where a statement does not ask for rows
 */
export async function ask(table: Trials, sql: string): Promise<Table> {
  if (isEmpty(sql)) throw new Misuse('the SQL is empty: query needs a statement such as "from trials"');
  const { DuckDBInstance, StatementType: types } = await import('@duckdb/node-api').catch((error: Error) => {
    throw new Misuse(`query needs DuckDB, which npm install @duckdb/node-api adds: ${firstLine(error)}`);
  });
  const folder = mkdtempSync(join(tmpdir(), 'twolayer-query-'));
  try {
    const path = join(folder, 'trials.parquet');
    exportTable(table, path, 'parquet');
    const database = await DuckDBInstance.create(':memory:', OFFLINE);
    const connection = await database.connect();
    try {
      await connection.run(`create view trials as from read_parquet('${path.replaceAll("'", "''")}')`);
      await refuseOthers(connection, sql, [types.SELECT, types.EXPLAIN, types.CALL]);
      return await answer(connection, sql);
    } finally {
      connection.closeSync();
      database.closeSync();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether nothing is left without comments. */
const isEmpty = (sql: string) => /^[\s;]*$/.test(sql.replace(/--.*|\/\*[\s\S]*?\*\//g, ''));

/** What cannot be prepared is left to the answer, which says why. */
async function refuseOthers(
  connection: DuckDBConnection,
  sql: string,
  allowed: readonly StatementType[],
): Promise<void> {
  const statements = await connection.extractStatements(sql).catch(() => null);
  for (let i = 0; i < (statements?.count ?? 0); i++) {
    const prepared = await statements!.prepare(i).catch(() => null);
    if (!prepared) return;
    const isAllowed = allowed.includes(prepared.statementType);
    prepared.destroySync();
    if (!isAllowed)
      throw new Misuse('query takes SQL that returns rows, such as select, and none that changes');
  }
}

async function answer(connection: DuckDBConnection, sql: string): Promise<Table> {
  const reader = await connection.runAndReadAll(sql).catch((error: Error) => {
    throw new Misuse(sentence(error));
  });
  return { columns: reader.columnNames(), rows: reader.getRowsJS().map((row) => row.map(entry)) };
}

/** Numbers as numbers, however wide; times as ISO 8601; lists and structs as JSON. */
function entry(value: unknown): Entry {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? entry(inner) : inner));
}

const firstLine = ({ message }: Error) => message.split('\n')[0]!;

/** `Binder Error: … Candidate bindings: …` without the picture below it. */
function sentence({ message }: Error): string {
  const [words] = message.split(/\n\n(?:LINE|Please|Consider)/i);
  return `the SQL cannot be answered: ${words!.replace(/\s*\n\s*/g, ' ').trim()}`;
}
