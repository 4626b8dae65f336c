import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { engines } from '../src/engines/index.ts';
import { createPlainEngine } from '../src/engines/plain.ts';
import { disagreement, type Example, exampleBounds, passThrough } from '../test/agreement.ts';
import type { Case } from './case.ts';
import { measure, quantile } from './measure.ts';
import { jsonLinesOf, type Result, resultsOf, tableOf } from './report.ts';

const root = new URL('..', import.meta.url).pathname;

function bench(...words: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'bench/index.ts', ...words], {
    cwd: root,
    encoding: 'utf8',
  });
}

const sound: Case = { name: 'sound', engine: 'wasm', unit: 'GMAC/s', shape: { d: 3 }, start: () => () => 5 };
const wrong: Case = {
  ...sound,
  name: 'wrong',
  check: () => 'output: entry 0 is off',
  start: () => expect.fail('a case that disagrees was started'),
};
const effort = { minRounds: 2, maxRounds: 3, seconds: 0 };
const quiet = () => {};

describe('npm run bench', () => {
  it('prints one JSON object a line with --json, the headline first and nothing else on stdout', () => {
    const { stdout, status } = bench('--quick', '--json', '--only', 'table forward+backward d=1');
    const results = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Result);
    expect(status).toBe(0);
    expect(results[0]).toMatchObject({ case: 'table forward+backward d=1024 p=512 n=1024', engine: 'wasm' });
    expect(results.map(({ engine }) => engine)).toContain('plain');
    for (const result of results) {
      expect(result).toMatchObject({ unit: 'GMAC/s', d: expect.any(Number), quartiles: expect.any(Array) });
      expect(result.value).toBeGreaterThan(0);
    }
  });

  it.each([
    [['--jsno'], '--jsno is not an option of the bench'],
    [['table'], 'table is not an option of the bench'],
    [['--only'], '--only must be followed by part of a case name'],
    [['--only', 'tabel'], `--only must be part of some case's name, got "tabel"`],
  ])('refuses %j with one sentence and exit code 2', (words, message) => {
    const { stdout, stderr, status } = bench(...words);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('measure', () => {
  it('does not start a case that disagrees, and reports it as failed', () => {
    const results = resultsOf(measure([sound, wrong], effort, quiet));
    expect(results[0]).toMatchObject({ case: 'sound', value: 5, d: 3, rounds: 2, quartiles: [5, 5] });
    expect(results[1]).toMatchObject({ case: 'wrong', value: null, failed: 'output: entry 0 is off' });
    expect(tableOf(results)).toMatch(/^wrong +wasm +– +FAILED: output: entry 0 is off$/m);
  });

  it('skips what a machine cannot run, saying why', () => {
    const absent: Case = { ...wrong, unavailable: () => 'no C compiler' };
    const lines = jsonLinesOf(resultsOf(measure([absent], effort, quiet)));
    expect(JSON.parse(lines)).toMatchObject({ value: null, skipped: 'no C compiler' });
  });

  it('gives ratios to other cases of the same engine', () => {
    const half: Case = {
      ...sound,
      name: 'half',
      ratios: { ofSound: 'sound', ofAbsent: 'absent' },
      start: () => () => 2.5,
    };
    const results = resultsOf(measure([sound, half], effort, quiet));
    expect(results[1]).toMatchObject({ ofSound: 0.5 });
    expect(results[1]).not.toHaveProperty('ofAbsent');
  });
});

describe('quantile', () => {
  it('interpolates between the two nearest values', () => {
    expect([0, 0.25, 0.5, 1].map((share) => quantile([4, 1, 2, 3], share))).toEqual([1, 1.75, 2.5, 4]);
  });
});

describe('disagreement', () => {
  it('finds one wrong sign in a gradient', () => {
    const example: Example = { kind: 'signs', d: 50, p: 7, n: 40, scale: 1, seed: 4 };
    const got = passThrough(engines[0]!.create(), example);
    const want = passThrough(createPlainEngine(), example);
    const bound = exampleBounds(createPlainEngine(), example);
    expect(disagreement(got, want, bound)).toBeUndefined();
    got.firstLayer[13]! *= -1;
    expect(disagreement(got, want, bound)).toMatch(/^firstLayer: entry 13 is/);
  });
});
