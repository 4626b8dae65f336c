import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Line } from '../../src/sweeps/line.ts';
import { scratch, twolayer } from './process.ts';
import { linesOf, sweep, writeSweep } from './sweep-process.ts';

/** Some trials succeed by this rule, some do not, and one has failed. */
const tiny = { dims: [8, 9], seeds: 8, more: 'success: testError < 0.4' };

let cwd: string;
let lines: Map<string, Line>;

beforeAll(async () => {
  cwd = scratch();
  writeSweep(cwd, tiny);
  await sweep(cwd);
  const all = linesOf(join(cwd, 'out'));
  const { id, status, settings, seeds } = all[0]!;
  const why = 'it said "no",\nand γ broke';
  const failed = {
    id,
    status: 'failed',
    hit: null,
    settings,
    seeds,
    schema: 1,
    experiment: 'xor/two-phases',
  };
  const texts = [...all.slice(1), { ...failed, error: why, computed: { host: 'a', seconds: 0 } }];
  const again = [all[1], { ...all[1], id: '0123456789abcdef' }];
  const write = (name: string, list: readonly unknown[]) =>
    writeFileSync(join(cwd, 'out/shards', name), list.map((line) => `${JSON.stringify(line)}\n`).join(''));
  write('local.1.ndjson', texts);
  write('twice-and-foreign.1.ndjson', again);
  expect(status).not.toBe('failed');
  lines = new Map(texts.map((line) => [line!.id, line as Line]));
});

const done = () => [...lines.values()].filter(({ status }) => status !== 'failed');

/** What a row of an export must say of a trial. */
function expected({ id, status, settings, seeds, hit, summary, error }: Line) {
  const { testError, steps, weightsHash } = (summary ?? {}) as Record<string, unknown>;
  return {
    id,
    status,
    inputDim: settings.inputDim,
    width: 4,
    changes: '[]',
    coordinates: '[1,2]',
    meanField: true,
    maxTime: 1,
    stepSize: 0.1,
    initSeed: seeds.init,
    reached: hit ? hit.samples[1] !== null : null,
    samplesLow: hit?.samples[0] ?? null,
    samplesHigh: hit?.samples[1] ?? null,
    timeLow: hit?.time[0] ?? null,
    testError: testError ?? null,
    steps: steps ?? null,
    weightsHash: weightsHash ?? null,
    error: error ?? null,
  };
}

const columns = () => Object.keys(expected([...lines.values()][0]!));

function inOrder<Row extends Readonly<Record<string, unknown>>>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
}

async function duckdb(sql: string): Promise<Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjectsJS() as Record<string, unknown>[];
}

const rows = () => inOrder([...lines.values()].map(expected));

describe('twolayer export', () => {
  it('to Parquet: a row a trial of the sweep, with the types and the nulls of what was measured', async () => {
    const { code, stdout } = await twolayer(['export', 'out', '--parquet', 'a.parquet'], cwd);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^a\.parquet: 16 trials, \d+ columns\n$/),
    });
    const file = await asyncBufferFromFile(join(cwd, 'a.parquet'));
    const read = await parquetReadObjects({ file, columns: columns() });
    expect(inOrder(read)).toEqual(rows());
    const { schema } = await parquetMetadataAsync(file);
    const typeOf = (name: string) => schema.find((element) => element.name === name)?.type;
    expect(['inputDim', 'stepSize', 'meanField', 'id', 'samplesHigh'].map(typeOf)).toEqual([
      'INT32',
      'DOUBLE',
      'BOOLEAN',
      'BYTE_ARRAY',
      'INT32',
    ]);
    expect(inOrder(await duckdb(`select ${columns()} from '${join(cwd, 'a.parquet')}'`))).toEqual(rows());
  });

  it('to CSV: the same rows, to the last digit, whatever stands in a text', async () => {
    await twolayer(['export', 'out', '--csv', 'a.csv'], cwd);
    const sql = `select ${columns()} from read_csv('${join(cwd, 'a.csv')}', header = true, quote = '"', sample_size = -1, types = {'id': 'VARCHAR'})`;
    const numbers = (row: Record<string, unknown>) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [key, typeof value === 'bigint' ? Number(value) : value]),
      );
    expect(inOrder((await duckdb(sql)).map(numbers))).toEqual(rows());
    const [head] = readFileSync(join(cwd, 'a.csv'), 'utf8').split('\r\n');
    expect(head, 'what varies first').toMatch(/^id,status,experiment,inputDim,width,/);
  });

  it('overwrites nothing, and says so in one sentence', async () => {
    writeFileSync(join(cwd, 'mine.csv'), 'precious');
    const { code, stdout, stderr } = await twolayer(['export', 'out', '--csv', 'mine.csv'], cwd);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: 'twolayer: --csv mine.csv exists; give a file that does not\n',
    });
    expect(readFileSync(join(cwd, 'mine.csv'), 'utf8')).toBe('precious');
  });

  it.each([
    [['export', 'out'], /^twolayer: export needs --csv <file> or --parquet <file>\n$/],
    [
      ['export', 'out', '--csv', 'no/such/folder/a.csv'],
      /^twolayer: --csv no\/such\/folder\/a\.csv cannot be written: there is no folder no\/such\/folder[^\n]*\n$/,
    ],
    [['export', 'nowhere', '--csv', 'b.csv'], /^twolayer: nowhere holds no sweep[^\n]*\n$/],
  ])('%j: one sentence, exit code 2', async (words, why) => {
    const { code, stderr } = await twolayer(words, cwd);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(why) });
  });

  it('checks all places before it writes one', async () => {
    const words = ['export', 'out', '--csv', 'first.csv', '--parquet', 'no/x.parquet'];
    const { code, stderr } = await twolayer(words, cwd);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'twolayer: --parquet no/x.parquet cannot be written: there is no folder no for x.parquet\n',
    });
    expect(existsSync(join(cwd, 'first.csv'))).toBe(false);
  });

  it('has its columns before any trial is done', async () => {
    cpSync(join(cwd, 'out/sweep.json'), join(cwd, 'none/sweep.json'));
    const sql =
      'select count(*) n, count(samplesHigh) hits from trials where reached and initSeed > 0 and id = status';
    const { code, stdout } = await twolayer(['query', 'none', sql, '--json'], cwd);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '{"n":0,"hits":0}\n' });
    await twolayer(['export', 'none', '--csv', 'none.csv'], cwd);
    const head = readFileSync(join(cwd, 'none.csv'), 'utf8').trimEnd().split(',');
    for (const name of [
      'id',
      'status',
      'inputDim',
      'initSeed',
      'noiseSeed',
      'reached',
      'stepsLow',
      'timeHigh',
    ])
      expect(head).toContain(name);
  });
});

describe('twolayer report', () => {
  it.each([
    [['--out', 'no/such/x.html'], /^twolayer: --out no\/such\/x\.html cannot be written: [^\n]*\n$/],
    [['--figures', 'out'], /^twolayer: --figures out exists; give a folder that does not\n$/],
  ])('%j: one sentence, exit code 2, nothing written', async (flags, why) => {
    const { code, stderr } = await twolayer(['report', 'out', ...flags], cwd);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(why) });
    expect(existsSync(join(cwd, 'out/report.html'))).toBe(false);
  });

  it('warns of a trial that two lines tell differently, as status does, and counts the versions', async () => {
    cpSync(join(cwd, 'out'), join(cwd, 'mixed'), { recursive: true });
    const other = done()[0]!;
    const hit = { ...other.hit!, samples: [1, 2] };
    writeFileSync(
      join(cwd, 'mixed/shards/other.1.ndjson'),
      `${JSON.stringify({ ...other, hit, version: '0.0.9' })}\n`,
    );
    const said = /twolayer: 1 of these lines tell of another result/;
    expect((await twolayer(['status', 'mixed'], cwd)).stderr).toMatch(said);
    expect((await twolayer(['status', 'out'], cwd)).stderr).not.toMatch(said);
    const { code, stderr } = await twolayer(['report', 'mixed'], cwd);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(said) });
    const page = readFileSync(join(cwd, 'mixed/report.html'), 'utf8');
    expect(page).toMatch(/twolayer 0\.0\.9, [^<]*: 1 trial\b/);
    expect(page).toContain('not all computed by the same version');
  }, 30_000);
});

describe('twolayer query', () => {
  const query = (sql: string, ...flags: string[]) => twolayer(['query', 'out', sql, ...flags], cwd);

  it('answers SQL over the trials: one object a line, CSV or a table', async () => {
    const sql =
      "select inputDim, count(samplesHigh) hits, max(samplesLow) most from trials where status <> 'failed' group by 1 order by 1";
    const wanted = [8, 9].map((inputDim) => {
      const hits = done()
        .filter(({ settings }) => settings.inputDim === inputDim)
        .map(({ hit }) => hit!.samples);
      const most = Math.max(...hits.map(([low]) => low));
      return { inputDim, hits: hits.filter(([, high]) => high !== null).length, most };
    });
    const json = (await query(sql, '--json')).stdout.split('\n').slice(0, -1);
    expect(json.map((text) => JSON.parse(text))).toEqual(wanted);
    const csv = ['inputDim,hits,most', ...wanted.map((row) => Object.values(row).join(','))];
    expect((await query(sql, '--csv')).stdout).toBe(csv.map((text) => `${text}\r\n`).join(''));
    const table = (await query(sql)).stdout.split('\n');
    expect(table[0]).toBe('inputDim  hits  most');
    expect(table[1]!.trim().split(/ +/).map(Number)).toEqual(Object.values(wanted[0]!));
  });

  it.each([
    ['selec', /^twolayer: the SQL cannot be answered: Parser Error: [^\n]*\n$/],
    [
      'select nope from trials',
      /^twolayer: the SQL cannot be answered: Binder Error: [^\n]*Candidate bindings[^\n]*\n$/,
    ],
    ['', /^twolayer: the SQL is empty: [^\n]*\n$/],
    [' ; -- nothing', /^twolayer: the SQL is empty: [^\n]*\n$/],
    ['drop view trials', /^twolayer: query takes SQL that returns rows[^\n]*\n$/],
    ['from trials; drop view trials', /^twolayer: query takes SQL that returns rows[^\n]*\n$/],
    [
      "from 'http://127.0.0.1:9/a.parquet'",
      /^twolayer: the SQL cannot be answered: Missing Extension Error: [^\n]*\n$/,
    ],
  ])('%s: one sentence, exit code 2, nothing fetched', async (sql, why) => {
    const { code, stdout, stderr } = await query(sql);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(why) });
  });

  it('the example of its help counts every run: one that never got there is above all others', async () => {
    const { stdout: help } = await twolayer(['query', '--help'], cwd);
    const [, example] = /runs\/mine "([^"]+)"/.exec(help)!;
    const { stdout } = await query(example!, '--csv');
    const told = stdout
      .trim()
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(',').map(Number));
    const wanted = [8, 9].map((inputDim) => {
      const highs = done()
        .filter(({ settings }) => settings.inputDim === inputDim)
        .map(({ hit }) => hit!.samples[1] ?? Infinity)
        .sort((a, b) => a - b);
      const reached = highs.filter(Number.isFinite).length;
      const middle = highs.length / 2;
      const median = (highs[Math.ceil(middle) - 1]! + highs[Math.floor(middle)]!) / 2;
      return [inputDim, highs.length, reached, median];
    });
    expect(told).toEqual(wanted);
    expect(wanted.some(([, runs, reached]) => reached! < runs!)).toBe(true);
  });

  it('without DuckDB: one sentence with the command that installs it', async () => {
    const hook = `export const resolve = (name, context, next) => {
      if (name === '@duckdb/node-api') throw new Error("Cannot find package '@duckdb/node-api'");
      return next(name, context);
    }`;
    const hide = `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hook)}`)});`;
    writeFileSync(join(cwd, 'hide.mjs'), hide);
    const { code, stdout, stderr } = await twolayer(['query', 'out', 'from trials'], cwd, undefined, {
      NODE_OPTIONS: `--import ${join(cwd, 'hide.mjs')}`,
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      "twolayer: query needs DuckDB, which npm install @duckdb/node-api adds: Cannot find package '@duckdb/node-api'\n",
    );
  });
});
