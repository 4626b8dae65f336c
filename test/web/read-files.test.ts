import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { openSweep } from '../../src/index.ts';
import { downloadLink } from '../../src/sweeps/report/report-downloads.ts';
import { type Content, readFiles } from '../../web/open/read-files.ts';
import { exported, someLines, someRecord, someSweep } from './results.ts';

const file = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name);
const shard = `${someLines.join('\n')}\n`;
const read = async (...files: File[]) => readFiles(files);

async function trialsOf(...files: File[]): Promise<Extract<Content, { kind: 'trials' }>> {
  const content = await read(...files);
  if (content.kind !== 'trials') throw new Error(`got ${content.kind}`);
  return content;
}

describe('files dropped on the page', () => {
  it('are the same trials as a shard, packed, in two shards, as Parquet and as CSV', async () => {
    const { trials } = await trialsOf(file('a.1.ndjson', shard));
    expect(trials).toMatchObject({ experiment: 'xor/two-phases', notes: [] });
    expect(trials.heads).toHaveLength(8);
    const halves = [file('a.ndjson', `${someLines[0]}\n`), file('b.ndjson', shard)];
    const twice = await trialsOf(...halves);
    expect(twice.trials.heads).toEqual(trials.heads);
    expect(twice.trials.notes).toEqual(['1 lines tell of a trial that another tells of too']);
    const packed = await trialsOf(file('a.ndjson.gz', new Uint8Array(gzipSync(shard))));
    expect(packed.trials).toEqual(trials);
    const rows = (content: { trials: typeof trials }) => [...openSweep(content.trials).table.rows];
    for (const format of ['parquet', 'csv'] as const) {
      const table = await trialsOf(file(`a.${format}`, new Uint8Array(exported(format))));
      expect(rows(table)).toEqual(rows({ trials }));
    }
  });

  it('show what varies: an axis, and not what follows from it', async () => {
    const { trials } = await trialsOf(file('a.ndjson', shard));
    expect(openSweep(trials).results.axes).toEqual(['inputDim']);
  });

  it('tell of what is still to be done where sweep.json is among them', async () => {
    const json = file('sweep.json', JSON.stringify(someSweep));
    const { trials, plan } = await trialsOf(file('a.ndjson', `${someLines[0]}\n`), json);
    expect(openSweep(trials, { plan: plan! }).counts).toMatchObject({ planned: 8, done: 1, pending: 7 });
  });

  it('carry the data of a report, and nothing else of it is taken', async () => {
    const csv = exported('csv').toString();
    const page = `<h1>x</h1>\n<p>xor/two-phases until testError &lt; 0.1: 8 planned = 8 done</p><script>alert(1)</script>${downloadLink({ file: 'trials.csv', type: 'text/csv', text: csv })}`;
    const { trials, success } = await trialsOf(file('report.html', page));
    expect(success).toBe('testError < 0.1');
    expect(trials.heads).toHaveLength(8);
    await expect(read(file('other.html', '<p>hello</p>'))).rejects.toThrow('carries no trials.csv');
  });

  it('are refused as no result where they are pictures or other tables', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]);
    await expect(read(file('a.png', png))).rejects.toThrow(
      'a.png is no result of twolayer: its bytes are not text',
    );
    await expect(read(file('a.csv', 'x,y\n1,2\n'))).rejects.toThrow(
      'a.csv is no result of twolayer: it is not a table of trials, which have a column id',
    );
  });

  it('may be torn at the end, which is told', async () => {
    const { trials } = await trialsOf(file('a.ndjson', shard.slice(0, -40)));
    expect(trials.heads).toHaveLength(7);
    expect(trials.notes).toEqual([
      'a.ndjson: the last line is torn, as where a process was killed; its trial is left out',
    ]);
  });

  it('say which line is none, and refuse a file that has no other', async () => {
    const { trials } = await trialsOf(file('runs.ndjson', `${someLines[0]}\n{"hit":1}\n${someLines[1]}\n`));
    expect(trials.notes).toEqual(['runs.ndjson: line 2 is not a line of a sweep: there is no valid schema']);
    await expect(read(file('runs.ndjson', 'hello,world\n1\n'))).rejects.toThrow(
      'runs.ndjson: row 2 has 1 fields, and there are 2 columns',
    );
    await expect(read(file('x.ndjson', '{"hit"\n'))).rejects.toThrow(
      'x.ndjson: line 1 is not a line of a sweep: it is not JSON',
    );
    await expect(read(file('x.gz', new Uint8Array([0x1f, 0x8b, 1, 2])))).rejects.toThrow('gzip is damaged');
    await expect(read(file('x.parquet', 'PAR1 but no more'))).rejects.toThrow('cannot be read as Parquet');
  });

  it('may have so many bytes together, unpacked, and no more', async () => {
    const size = Buffer.byteLength(shard);
    const packed = (name: string) => file(name, new Uint8Array(gzipSync(shard)));
    const two = [packed('a.gz'), packed('b.gz')];
    expect(await readFiles(two, 2 * size)).toMatchObject({ name: 'a.gz, b.gz' });
    await expect(readFiles(two, 2 * size - 1)).rejects.toThrow('all this, unpacked, is larger than');
    const data = Array<string>(5000).fill('x'.repeat(1000));
    for (const [encoding, most] of [['PLAIN', 1e6] as const, ['RLE_DICTIONARY', 5000] as const]) {
      const content = parquetWriteBuffer({ columnData: [{ name: 'id', data, encoding }] });
      expect(content.byteLength).toBeLessThan(most);
      const one = file('a.parquet', new Uint8Array(content));
      await expect(readFiles([one], most)).rejects.toThrow('a.parquet, unpacked, is larger than');
    }
  });

  it('cannot smuggle in names that every object has', async () => {
    const evil = someLines[0]!.replace('"settings":{', '"settings":{"__proto__":{"polluted":1},');
    const { trials } = await trialsOf(file('a.ndjson', `${evil}\n${someLines[1]}\n`));
    expect(trials.notes).toEqual(['a.ndjson: line 1 is not a line of a sweep: __proto__ is no setting']);
    const csv = exported('csv')
      .toString()
      .replace(/,width,/, ',constructor,');
    const table = await trialsOf(file('a.csv', csv));
    expect(Object.keys(table.trials.heads[0]!.settings)).not.toContain('constructor');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('are a record, or say what of it is not one', async () => {
    const record = someRecord();
    expect(await read(file('r.json', JSON.stringify(record)))).toMatchObject({
      kind: 'record',
      name: 'r.json',
    });
    await expect(read(file('r.json', JSON.stringify({ ...record, schema: 2 })))).rejects.toThrow(
      'r.json is not the record of a run: there is no valid schema',
    );
  });
});
