import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bin, type Result, scratch, twolayer } from './process.ts';
import { linesOf, mountReadOnly, mountSmall, recordsOf, sweep, writeSweep } from './sweep-process.ts';

const tiny = { dims: [8, 9], seeds: 10 };
const COUNTS = 'planned 20 = done 20 + failed 0 + pending 0';

/** A folder with the sweep file and nothing done. */
function begin(): string {
  const cwd = scratch();
  writeSweep(cwd, tiny);
  return cwd;
}

/** Runs it, and tells it to stop with Ctrl-C once a shard holds a line. */
function interrupted(cwd: string, words: readonly string[]): Promise<Result> {
  return new Promise((done) => {
    const child = execFile(process.execPath, [bin, ...words], { cwd }, (_error, stdout, stderr) => {
      clearInterval(watch);
      done({ code: child.exitCode, stdout, stderr });
    });
    const watch = setInterval(() => {
      if (!hasLine(join(cwd, 'out/shards'))) return;
      clearInterval(watch);
      child.kill('SIGINT');
    }, 2);
  });
}

const hasLine = (shards: string) =>
  existsSync(shards) && readdirSync(shards).some((name) => statSync(join(shards, name)).size > 0);

/** Full disks and read-only ones are real file systems, which only root can mount. */
const canMount = process.getuid?.() === 0;
if (!canMount)
  process.stderr.write(
    'The tests on full and read-only disks are skipped: they mount file systems as root.\n',
  );

describe('what can happen to a sweep', () => {
  /** A folder of the tiny sweep, all done, to copy what is needed from. */
  let done: string;
  let undisturbed: Map<string, string>;

  beforeAll(async () => {
    done = begin();
    const { code, stdout } = await sweep(done);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(COUNTS) });
    undisturbed = recordsOf(join(done, 'out'));
  });

  /** A copy of the finished folder. */
  function copy(): { cwd: string; shards: string } {
    const cwd = begin();
    const shards = join(cwd, 'out/shards');
    mkdirSync(shards, { recursive: true });
    copyFileSync(join(done, 'out/sweep.json'), join(cwd, 'out/sweep.json'));
    copyFileSync(join(done, 'out/shards/local.1.ndjson'), join(shards, 'local.1.ndjson'));
    return { cwd, shards };
  }

  /** The same command again makes the folder whole. */
  async function goesOn(cwd: string): Promise<Result> {
    const result = await sweep(cwd);
    expect(result).toMatchObject({ code: 0, stdout: expect.stringContaining(COUNTS) });
    expect(recordsOf(join(cwd, 'out'))).toEqual(undisturbed);
    return result;
  }

  it.skipIf(!canMount)(
    'a full disk: one sentence, exit code 1, what was written counts, and it goes on when there is room',
    async () => {
      const cwd = begin();
      const unmount = mountSmall(join(cwd, 'disk'), 40_960);
      const full = await twolayer(['sweep', 'tiny.yaml', '--out', 'disk/out', '--quiet'], cwd).finally(() => {
        mkdirSync(join(cwd, 'out/shards'), { recursive: true });
        copyFileSync(join(cwd, 'disk/out/sweep.json'), join(cwd, 'out/sweep.json'));
        const [shard] = readdirSync(join(cwd, 'disk/out/shards'));
        copyFileSync(join(cwd, 'disk/out/shards', shard!), join(cwd, 'out/shards', shard!));
        unmount();
      });
      expect(full.code).toBe(1);
      const sentence =
        /^twolayer: disk\/out cannot be written: ENOSPC: no space left on device, write; what was done is kept, and the same command goes on$/m;
      expect(full.stderr).toMatch(sentence);
      expect(full.stdout).toMatch(/planned 20 = done [1-9] \+ failed 0 \+ pending 1\d/);
      await goesOn(cwd);
      expect(linesOf(join(cwd, 'out')).length, 'nothing twice').toBe(20);
    },
  );

  it.skipIf(!canMount)(
    'a disk full from the start: one sentence and exit code 2, no folder half made in the way',
    async () => {
      const cwd = begin();
      const unmount = mountSmall(join(cwd, 'disk'), 4096);
      writeFileSync(join(cwd, 'disk/filler'), Buffer.alloc(4096));
      const full = await twolayer(['sweep', 'tiny.yaml', '--out', 'disk/out', '--quiet'], cwd).finally(
        unmount,
      );
      expect(full).toMatchObject({ code: 2, stdout: '' });
      expect(full.stderr).toMatch(/^twolayer: disk\/out cannot be written: ENOSPC: [^\n]*\n$/);
    },
  );

  it.skipIf(!canMount)(
    'a folder that cannot be written: it is read all the same, and refused in one sentence where it must grow',
    async () => {
      const { cwd } = copy();
      writeSweep(cwd, { ...tiny, seeds: 11 }, 'more');
      rmSync(join(cwd, 'out/shards/local.1.ndjson'));
      const unmount = mountReadOnly(join(cwd, 'out'));
      try {
        expect(await twolayer(['status', 'out'], cwd)).toMatchObject({ code: 0, stderr: '' });
        const pending = await sweep(cwd);
        expect(pending.code).toBe(1);
        expect(pending.stderr).toMatch(/^twolayer: out cannot be written: EROFS: [^\n]*\n$/);
        const grown = await sweep(cwd, [], 'more');
        expect(grown).toMatchObject({ code: 2, stdout: '' });
        expect(grown.stderr).toMatch(/^twolayer: out cannot be written: EROFS: [^\n]*\n$/);
      } finally {
        unmount();
      }
      await goesOn(cwd);
    },
  );

  it('--out at a file: refused in one sentence, and the file stays', async () => {
    const cwd = begin();
    const text = readFileSync(join(cwd, 'tiny.yaml'), 'utf8');
    const { code, stderr } = await twolayer(['sweep', 'tiny.yaml', '--out', 'tiny.yaml'], cwd);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(
        /^twolayer: tiny\.yaml cannot be written: [^\n]*not a directory[^\n]*\n$/,
      ),
    });
    expect(readFileSync(join(cwd, 'tiny.yaml'), 'utf8')).toBe(text);
  });

  it('a torn last line: its trial is done again, the others are not', async () => {
    const { cwd, shards } = copy();
    const text = readFileSync(join(shards, 'local.1.ndjson'), 'utf8');
    writeFileSync(join(shards, 'local.1.ndjson.part'), text.slice(0, -100));
    rmSync(join(shards, 'local.1.ndjson'));
    const { stderr } = await goesOn(cwd);
    expect(stderr).toContain('torn last line, which counts as not done: local.1.ndjson.part');
    expect(linesOf(join(cwd, 'out')).length).toBe(20);
  });

  it('a duplicated shard: each trial counts once, and it is said', async () => {
    const { cwd, shards } = copy();
    copyFileSync(join(shards, 'local.1.ndjson'), join(shards, 'other-host.3.ndjson'));
    const { stderr } = await goesOn(cwd);
    expect(stderr).toContain('20 trials were done more than once; each counts once');
    expect(readdirSync(shards).sort()).toEqual(['local.1.ndjson', 'other-host.3.ndjson']);
  });

  it('foreign files, folders and lines: named, left alone, not counted', async () => {
    const { cwd, shards } = copy();
    const [own] = linesOf(join(cwd, 'out'));
    writeFileSync(join(shards, 'notes.txt'), 'buy milk');
    mkdirSync(join(shards, 'folder.1.ndjson'));
    const foreign = JSON.stringify({ ...own, id: '0123456789abcdef' });
    const broken = JSON.stringify({ ...own, id: '0123456789abcdee', hit: { steps: 3 } });
    const lines = [foreign, '{"a":1}', broken, '\u0000\u0001', 'null', '{"id":1}'];
    writeFileSync(join(shards, 'foreign.1.ndjson'), `${lines.join('\n')}\n`);
    const noise = Uint32Array.from({ length: 1000 }, (_, k) => Math.imul(k + 1, 0x9e3779b9));
    writeFileSync(join(shards, 'noise.1.ndjson'), new Uint8Array(noise.buffer));
    const { code, stdout, stderr } = await sweep(cwd);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(COUNTS) });
    expect(stderr).toContain('not shards, and left alone: folder.1.ndjson, notes.txt');
    expect(stderr).toContain('foreign.1.ndjson:2, foreign.1.ndjson:3, foreign.1.ndjson:4');
    expect(stderr).toMatch(/1 trials? in the shards (is|are) not part of this sweep/);
    expect(readFileSync(join(shards, 'notes.txt'), 'utf8')).toBe('buy milk');
  });

  it.each([
    [
      'another value in the place of one',
      { dims: [8, 10], seeds: 10 },
      /10 of its 20 trials are not part of this one/,
    ],
    ['fewer seeds', { dims: [8, 9], seeds: 9 }, /2 of its 20 trials are not part of this one/],
    [
      'another rule',
      { ...tiny, more: 'success: testError < 0.3' },
      /its rule of success is testError < 0\.01, not testError < 0\.3/,
    ],
    ['series', { ...tiny, more: 'series: true' }, /it keeps no series/],
  ])(
    'a sweep file that is not the folder’s (%s): refused in one sentence, nothing is touched',
    async (_, other, why) => {
      const { cwd, shards } = copy();
      const before = readFileSync(join(cwd, 'out/sweep.json'), 'utf8');
      writeSweep(cwd, other);
      const { code, stdout, stderr } = await sweep(cwd);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^twolayer: out holds another sweep: [^\n]*\n$/);
      expect(stderr).toMatch(why);
      expect(readFileSync(join(cwd, 'out/sweep.json'), 'utf8')).toBe(before);
      expect(readdirSync(shards)).toEqual(['local.1.ndjson']);
    },
  );

  it('an extension by seeds and by a value: what was done is not done again', async () => {
    const { cwd, shards } = copy();
    writeSweep(cwd, { dims: [8, 9, 10], seeds: 11 });
    const { code, stdout } = await sweep(cwd);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('planned 33 = done 33 ') });
    const added = readFileSync(join(shards, 'local.2.ndjson'), 'utf8').split('\n').slice(0, -1);
    expect(added.length).toBe(13);
    expect([...recordsOf(join(cwd, 'out'))]).toEqual(expect.arrayContaining([...undisturbed]));
  });

  it('Ctrl-C: exit code 130, shards finished, and it goes on', async () => {
    const cwd = begin();
    writeSweep(cwd, { ...tiny, seeds: 200 });
    const { code, stderr } = await interrupted(cwd, ['sweep', 'tiny.yaml', '--out', 'out', '--workers', '1']);
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: expect.stringContaining('twolayer: interrupted; the same command goes on where it was\n'),
    });
    expect(readdirSync(join(cwd, 'out/shards'))).toEqual(['local.1.ndjson']);
    const before = linesOf(join(cwd, 'out')).length;
    expect(before).toBeGreaterThan(0);
    const again = await sweep(cwd);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('done 400 + failed 0') });
    expect(linesOf(join(cwd, 'out')).length).toBe(400);
  });

  it('two at once over one folder: each trial counts once', async () => {
    const cwd = begin();
    const both = await Promise.all([sweep(cwd), sweep(cwd)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const { stderr } = await goesOn(cwd);
    expect(stderr).not.toContain('cannot be read');
  });

  it.each([
    ['garbage', '{"schema": 1,', /cannot be read as a sweep/],
    ['of another version', '{"schema": 2, "sweep": {}}', /cannot be read as a sweep/],
    ['nothing', 'null', /cannot be read as a sweep/],
    ['without a sweep', '{"schema": 1, "sweep": null}', /cannot be read as a sweep/],
    ['of an unknown experiment', '{"schema": 1, "sweep": {"experiment": "x"}}', /experiment must be one of/],
  ])('a sweep.json that is %s: one sentence, exit code 2, nothing is touched', async (_, text, why) => {
    const { cwd, shards } = copy();
    writeFileSync(join(cwd, 'out/sweep.json'), text);
    for (const words of [
      ['status', 'out'],
      ['sweep', 'tiny.yaml', '--out', 'out'],
    ]) {
      const { code, stdout, stderr } = await twolayer(words, cwd);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^twolayer: out\/sweep\.json[^\n]*\n$/);
      expect(stderr).toMatch(why);
    }
    expect(readFileSync(join(cwd, 'out/sweep.json'), 'utf8')).toBe(text);
    expect(readdirSync(shards)).toEqual(['local.1.ndjson']);
  });

  it('a sweep.json that is missing: status says so, the sweep file brings it back, and no trial is done again', async () => {
    const { cwd, shards } = copy();
    const path = join(cwd, 'out/sweep.json');
    renameSync(path, join(cwd, 'kept.json'));
    const { code, stderr } = await twolayer(['status', 'out'], cwd);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'twolayer: out holds no sweep: there is no out/sweep.json\n',
    });
    await goesOn(cwd);
    expect(readFileSync(path, 'utf8')).toBe(readFileSync(join(cwd, 'kept.json'), 'utf8'));
    expect(readdirSync(shards)).toEqual(['local.1.ndjson']);
  });
});

/** A target that ends the worker's process at fuse 1, throws at fuse 2, and does no harm at 0 or once it is repaired. */
const module = `
import { appendFileSync, existsSync } from 'node:fs';
import { field } from 'twolayer';
import { z } from 'zod';
const settings = { fuse: field(z.int().min(0).max(2).default(0), { doc: 'what it does' }) };
const fused = {
  name: 'fused',
  doc: 'ends its worker',
  settings,
  create({ fuse }) {
    appendFileSync('created-' + fuse, '.');
    if (fuse === 1 && !existsSync('repaired')) process.exit(7);
    if (fuse === 2 && !existsSync('repaired')) throw new Error('the fuse blew');
    return { relevant: [1], label: ({ count }, out) => out.fill(1, 0, count) };
  },
};
export default { targets: [fused] };
`;

const fusedSweep = `
experiment: xor/other-targets
settings: {target: fused, inputDim: 8, width: 4, batchSize: 16, maxTime: 1, testSize: 64}
axes: {fuse: [0, 1, 2]}
seeds: {count: 2}
`;

describe('a worker that dies', () => {
  const created = (cwd: string, fuse: number) => readFileSync(join(cwd, `created-${fuse}`), 'utf8').length;

  it('costs its trial one retry and nothing else; the trial ends as failed, and --retry-failed does it again', async () => {
    const cwd = scratch();
    writeFileSync(join(cwd, 'fused.ts'), module);
    writeFileSync(join(cwd, 'tiny.yaml'), fusedSweep);
    const use = ['--use', 'fused.ts'];
    const first = await sweep(cwd, use);
    expect(first).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('done 2 + failed 4 + pending 0'),
    });
    expect(
      [0, 1, 2].map((fuse) => created(cwd, fuse)),
      'twice where the worker died, once where it threw',
    ).toEqual([2, 4, 2]);
    const errors = linesOf(join(cwd, 'out')).map(({ settings, error }) => `${settings.fuse}: ${error ?? ''}`);
    expect(errors.sort()).toEqual([
      '0: ',
      '0: ',
      expect.stringMatching(/^1: .*worker/i),
      expect.stringMatching(/^1: .*worker/i),
      '2: the fuse blew',
      '2: the fuse blew',
    ]);
    const second = await sweep(cwd, use);
    expect(second, 'what failed is not tried again unasked').toMatchObject({ code: 1 });
    expect([0, 1, 2].map((fuse) => created(cwd, fuse))).toEqual([2, 4, 2]);
    writeFileSync(join(cwd, 'repaired'), '');
    const third = await sweep(cwd, [...use, '--retry-failed']);
    expect(third).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('done 6 + failed 0 + pending 0'),
    });
    expect([0, 1, 2].map((fuse) => created(cwd, fuse))).toEqual([2, 6, 4]);
  });
});
