import fs, { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseLines } from './choose-lines.ts';
import { compactSweep } from './compact.ts';
import { readWhole } from './read-shards.ts';

const seeds = { target: 0, init: 0, inputs: 0, batches: 0, test: 0, noise: 0 };
const hit = { steps: [1, 2], time: [0.1, 0.2], samples: [16, 32] };

/** A line of trial `id`; `note` tells copies apart, and is not ASCII. */
const line = (id: string, note: string, status = 'finished') =>
  JSON.stringify({
    id,
    status,
    hit: status === 'failed' ? null : hit,
    settings: {},
    seeds,
    schema: 1,
    note: `γ ${note}`,
  });

const read = (folder: string, name: string) => readFileSync(join(folder, 'shards', name), 'utf8');

/** A folder with these shards: lines by name. */
function folderOf(shards: Readonly<Record<string, readonly string[]>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'twolayer-compact-'));
  mkdirSync(join(folder, 'shards'));
  for (const [name, lines] of Object.entries(shards)) {
    writeFileSync(join(folder, 'shards', name), lines.map((text) => `${text}\n`).join(''));
  }
  return folder;
}

const some = () =>
  folderOf({
    'a.1.ndjson': [line('1', 'first'), line('2', 'failed', 'failed'), line('3', 'first')],
    'b.1.ndjson': [line('2', 'done'), line('3', 'first'), line('4', 'failed', 'failed')],
    'c.1.ndjson': [line('2', 'failed later', 'failed'), line('4', 'failed', 'failed')],
    'd.1.ndjson.part': [line('5', 'under way')],
  });

const whole = [line('1', 'first'), line('3', 'first'), line('2', 'done'), line('4', 'failed', 'failed')];

/** What a reader of the folder would know: of each trial the line of one that did not fail, if there is one. */
function known(folder: string): Map<string, string> {
  const trials = new Map<string, string>();
  for (const name of readdirSync(join(folder, 'shards')).sort()) {
    for (const text of read(folder, name).split('\n').slice(0, -1)) {
      const { id, status } = JSON.parse(text);
      if (!trials.has(id) || (status !== 'failed' && trials.get(id)!.includes('"failed"')))
        trials.set(id, text);
    }
  }
  return trials;
}

const calls = ['openSync', 'writeSync', 'fsyncSync', 'closeSync', 'renameSync', 'rmSync'] as const;

/** Does work in which the k-th call that changes files, or opens them, does not happen, nor any later one. */
function dyingAt(k: number, work: () => void): boolean {
  const real = { ...fs };
  let count = 0;
  for (const name of calls) {
    const call = real[name] as (...given: unknown[]) => unknown;
    (fs as unknown as Record<string, unknown>)[name] = (...given: unknown[]) => {
      count += 1;
      if (count < k) return call(...given);
      if (count === k && name === 'writeSync') call(given[0], (given[1] as Buffer).subarray(0, 20));
      throw new Error('killed');
    };
  }
  syncBuiltinESMExports();
  try {
    work();
    return false;
  } catch (error) {
    if ((error as Error).message !== 'killed') throw error;
    return true;
  } finally {
    Object.assign(fs, Object.fromEntries(calls.map((name) => [name, real[name]])));
    syncBuiltinESMExports();
  }
}

describe('compacting', () => {
  it('keeps each trial once, its line as it was, one that was done before one that failed', () => {
    const folder = some();
    const { shards } = compactSweep(folder, false);
    expect(shards).toMatchObject({
      into: 'compact.1.ndjson',
      kept: 4,
      dropped: 4,
      parts: ['d.1.ndjson.part'],
      odd: [],
    });
    expect(readdirSync(join(folder, 'shards'))).toEqual(['compact.1.ndjson', 'd.1.ndjson.part']);
    expect(read(folder, 'compact.1.ndjson')).toBe(whole.map((text) => `${text}\n`).join(''));
    expect(read(folder, 'd.1.ndjson.part')).toBe(`${line('5', 'under way')}\n`);
  });

  it('does nothing the second time', () => {
    const folder = some();
    compactSweep(folder, false);
    const before = known(folder);
    expect(compactSweep(folder, false).shards).toMatchObject({ merged: [], kept: 4, dropped: 0 });
    expect(known(folder)).toEqual(before);
  });

  it('takes parts and drops what cannot be read only when forced', () => {
    const folder = some();
    writeFileSync(join(folder, 'shards/odd.1.ndjson'), `${line('6', 'whole')}\nnonsense\n{"id":"7",`);
    const asked = compactSweep(folder, false).shards;
    expect(asked.odd).toEqual(['odd.1.ndjson']);
    expect(read(folder, 'odd.1.ndjson')).toContain('nonsense');
    compactSweep(folder, true);
    expect(readdirSync(join(folder, 'shards'))).toEqual(['compact.2.ndjson']);
    expect([...known(folder).keys()].sort()).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  it('loses nothing whichever call on files it dies in, and goes on from there', () => {
    const all = known(some());
    let deaths = 0;
    for (let k = 1; ; k++) {
      const folder = some();
      const died = dyingAt(k, () => compactSweep(folder, false));
      expect(known(folder), `call ${k}`).toEqual(all);
      compactSweep(folder, true);
      expect(known(folder), `after call ${k}`).toEqual(all);
      expect(readdirSync(join(folder, 'shards')).length).toBe(1);
      if (!died) break;
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(15);
  });

  it('treats series alike', () => {
    const folder = some();
    mkdirSync(join(folder, 'series'));
    const series = (id: string) => `{"id":"${id}","series":{"step":[0,1]}}\n`;
    writeFileSync(join(folder, 'series/a.1.ndjson'), series('1') + series('2'));
    writeFileSync(join(folder, 'series/b.1.ndjson'), series('2') + series('3'));
    expect(compactSweep(folder, false).series).toMatchObject({ kept: 3, dropped: 1 });
    const text = readFileSync(join(folder, 'series/compact.1.ndjson'), 'utf8');
    expect(text).toBe(series('1') + series('2') + series('3'));
  });
});

describe('a reader while shards are compacted', () => {
  const idOf = (text: Buffer) => JSON.parse(text.toString('utf8')).id as string;

  it('reads anew, so that it misses no trial and counts none twice', () => {
    const folder = some();
    let isCompacted = false;
    const fresh = () => ({ ids: [] as string[] });
    const { ids } = readWhole(join(folder, 'shards'), fresh, ({ ids }, text) => {
      ids.push(idOf(text));
      if (!isCompacted) compactSweep(folder, false);
      isCompacted = true;
      return true;
    });
    expect(ids.sort()).toEqual(['1', '2', '3', '4', '5']);
  });

  it('says so where shards never stay, and does not answer', () => {
    const folder = some();
    let k = 0;
    const move = () => {
      for (const name of readdirSync(join(folder, 'shards')).slice(1)) {
        fs.renameSync(join(folder, 'shards', name), join(folder, 'shards', `z${k++}.1.ndjson`));
      }
      return true;
    };
    expect(() => readWhole(join(folder, 'shards'), () => ({}), move)).toThrow(/keep going away/);
  });

  it('sees between two readings that lines are gone', () => {
    const folder = some();
    const lines = chooseLines(join(folder, 'shards'), (text) => ({ id: idOf(text), failed: false }));
    compactSweep(folder, false);
    expect(lines.each(() => {})).toBeLessThan(lines.count);
  });
});
