import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/experiments/check.ts';
import { scratch, twolayer } from './process.ts';

const mine = resolve(import.meta.dirname, '../../examples/mine.ts');
const verdictsOf = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Verdict);

const KEYS =
  'claim title source verdict statement prediction measured interval expected tolerance runs seconds'.split(
    ' ',
  );

describe('twolayer check', () => {
  it('prints one verdict a claim as JSON, and goes on from what it has found', async () => {
    const cwd = scratch();
    const [first] = [await twolayer(['check', 'A3', '--quick', '--json'], cwd)];
    expect(first.code).toBe(0);
    const [verdict] = verdictsOf(first.stdout);
    expect(Object.keys(verdict!)).toEqual(expect.arrayContaining(KEYS));
    expect(verdict).toMatchObject({
      claim: 'A3',
      verdict: 'supported',
      controls: { 'random labels': 'not supported' },
    });
    const again = await twolayer(['check', 'a3', '--quick', '--json'], cwd);
    expect(again.stdout).toBe(first.stdout); // seconds included: nothing was computed again
    expect(readdirSync(join(cwd, 'runs', readdirSync(join(cwd, 'runs'))[0]!))).toHaveLength(1);
  });

  it('drops a torn last line and computes that job again', async () => {
    const cwd = scratch();
    const first = await twolayer(['check', 'A3', '--quick', '--json'], cwd);
    const folder = join(cwd, 'runs', readdirSync(join(cwd, 'runs'))[0]!);
    const file = join(folder, 'evidence-1.ndjson');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -20));
    const again = await twolayer(['check', 'A3', '--quick', '--json'], cwd);
    const number = ({ stdout }: { stdout: string }) => verdictsOf(stdout)[0]!.measured;
    expect(number(again)).toBe(number(first));
    expect(readdirSync(folder)).toEqual(['evidence-1.ndjson', 'evidence-2.ndjson']);
    expect(readFileSync(join(folder, 'evidence-2.ndjson'), 'utf8').trim().split('\n')).toHaveLength(1);
  });

  it('keeps what it has when interrupted, and says how to go on', async () => {
    const cwd = scratch();
    const result = await twolayer(['check', 'A3', 'A14'], cwd, 1000);
    expect(result.code).toBe(130);
    expect(result.stdout).toContain('Interrupted; the same command goes on from here.');
  });

  it('refuses an unknown claim with the nearest, and an existing --out, and writes nothing then', async () => {
    const cwd = scratch();
    const unknown = await twolayer(['check', 'A33'], cwd);
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toMatch(/^twolayer: check A33: there is no such claim; the nearest are A3, .*\n$/);
    const taken = await twolayer(['check', 'A3', '--out', '.'], cwd);
    expect(taken).toMatchObject({
      code: 2,
      stderr: 'twolayer: --out . exists; give a folder that does not\n',
    });
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('twolayer study', () => {
  it('compares variants on several seeds, as words, rows and a figure', async () => {
    const cwd = scratch();
    const words = ['study', 'width', '--seeds', '1'];
    const result = await twolayer([...words, '--out', 'out'], cwd);
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(/4 neurons .*of 1/);
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(
      ['figure.png', 'figure.svg', 'figure.vl.json', 'variants.ndjson'].sort(),
    );
    const json = await twolayer([...words, '--json'], cwd);
    expect(json.stdout).toBe(readFileSync(join(cwd, 'out', 'variants.ndjson'), 'utf8'));
  });

  it('refuses an unknown study with the nearest', async () => {
    const { code, stderr } = await twolayer(['study', 'widht']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^twolayer: study widht: there is no such study; the nearest are width, /);
  });
});

describe('--use', () => {
  it("brings a user's target, metric, inequality and claim into list, run and check", async () => {
    const cwd = scratch();
    const [list, ledger, run, check] = await Promise.all([
      twolayer(['list', 'targets', '--use', mine]),
      twolayer(['run', 'xor/two-phases', '--use', mine, '--json', '-d=20', '-p=24', '-n=200']),
      twolayer([
        'run',
        'xor/other-targets',
        `--use=${mine}`,
        '--target',
        'majority',
        '--voters=5',
        '--steps=3',
        '--json',
        '-d=8',
      ]),
      twolayer(['check', 'M1', '--quick', '--use', mine, '--out', 'out'], cwd),
    ]);
    expect(list.stdout).toContain('majority');
    const { inequalities } = JSON.parse(ledger.stdout).summary.ledger;
    expect(inequalities.at(-1)).toMatchObject({ name: 'few-awake', firstViolation: null });
    const record = JSON.parse(run.stdout);
    expect(record.settings).toMatchObject({ target: 'majority', voters: 5 });
    expect(record.series.awakeFraction).toHaveLength(3);
    expect(record.modules).toEqual([{ file: mine, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(check).toMatchObject({ code: 0 });
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(
      [
        'claims.json',
        'claims.md',
        'verdicts.ndjson',
        'verdicts.png',
        'verdicts.svg',
        'verdicts.vl.json',
      ].sort(),
    );
    rmSync(cwd, { recursive: true });
  });

  it('keeps no evidence, which what a module imports could make stale', async () => {
    const cwd = scratch();
    const module = (share: string) =>
      `import { share } from './share.ts';\n${readFileSync(mine, 'utf8').replace(/return \{ share: .*\};/, share)}`;
    writeFileSync(join(cwd, 'own.ts'), module('return { share: share(seed) };'));
    const measured = async (share: number) => {
      writeFileSync(join(cwd, 'share.ts'), `export const share = (seed: number) => ${share} + seed / 1000;`);
      const { stdout } = await twolayer(['check', 'M1', '--quick', '--json', '--use', 'own.ts'], cwd);
      return verdictsOf(stdout)[0]!.measured;
    };
    expect(await measured(0.75)).toBeCloseTo(0.7515, 9);
    expect(await measured(0.25)).toBeCloseTo(0.2515, 9);
    expect(readdirSync(cwd)).not.toContain('runs');
  });

  it('names the file, the list, the entry and the field that are wrong', async () => {
    const cwd = scratch();
    writeFileSync(
      join(cwd, 'lacking.ts'),
      "export default { targets: [{ name: 'x', doc: 'x', settings: {} }] };",
    );
    writeFileSync(join(cwd, 'throwing.ts'), "throw new Error('boom');");
    const errors = await Promise.all(
      ['lacking.ts', 'throwing.ts', 'missing.ts'].map((file) => twolayer(['list', '--use', file], cwd)),
    );
    expect(errors.map(({ code }) => code)).toEqual([2, 2, 2]);
    expect(errors.map(({ stderr }) => stderr)).toEqual([
      'twolayer: --use lacking.ts: targets[0].create must be a function, got nothing\n',
      'twolayer: --use throwing.ts threw: boom\n',
      'twolayer: --use missing.ts cannot be read: there is no such file\n',
    ]);
  });

  it('tells of a claim whose work throws, and goes on with the others', async () => {
    const cwd = scratch();
    const text = readFileSync(mine, 'utf8').replace(
      'run({ seed }, lab) {',
      "run({ seed }, lab) {\n    if (seed === 1) throw new Error('boom');",
    );
    writeFileSync(join(cwd, 'broken.ts'), text);
    const result = await twolayer(['check', 'M1', 'A3', '--quick', '--use', 'broken.ts'], cwd);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('M1 left out: boom');
    expect(result.stdout).toContain('supported');
  });

  it('says in one sentence what a claim of one’s own lacks, and decides the others', async () => {
    const cwd = scratch();
    const claims = Object.entries({
      jobless: 'jobs: () => []',
      stubborn: "jobs() { throw new Error('boom'); }",
      mute: 'judge: () => []',
      angry: "judge() { throw new Error('boom'); }",
      vague: "judge: () => [{ quantity: 'one', estimate: 1 }]",
    }).map(([name, field], i) => `{ ...sound, id: 'X${i}', name: 'x/${name}', ${field} }`);
    const sound = `const one = { quantity: 'one', estimate: 1, interval: [1, 1], expected: 1, tolerance: [1, 1] };
const sound = {
  id: 'X9', name: 'x/sound', title: 'x', source: 'x', statement: 'x', prediction: 'x', controls: [],
  work: { name: 'own', run: () => 1 }, jobs: () => [1], judge: () => [one],
};`;
    writeFileSync(join(cwd, 'own.ts'), `${sound}\nexport default { claims: [${claims}, sound] };`);
    const words = ['check', 'X0', 'X1', 'X2', 'X3', 'X4', 'X9', '--json', '--use', 'own.ts'];
    const { code, stdout, stderr } = await twolayer(words, cwd);
    expect(code).toBe(1);
    expect(verdictsOf(stdout)).toMatchObject([{ claim: 'X9', verdict: 'supported' }]);
    expect(stderr.split('\n')).toEqual([
      'twolayer: X0 left out: jobs() must be a list of at least one job, got []',
      'twolayer: X1 left out: boom',
      'twolayer: X2 left out: judge() must be a list of at least one finding, got []',
      'twolayer: X3 left out: judge() threw: boom',
      'twolayer: X4 left out: judge()[0].interval must be two numbers, got nothing',
      '',
    ]);
  });

  it('blames the module where a metric or a target of one’s own throws', async () => {
    const cwd = scratch();
    writeFileSync(
      join(cwd, 'metric.ts'),
      "export default { metrics: [{ name: 'own', doc: 'x', measure() { throw new Error('boom'); } }] };",
    );
    writeFileSync(
      join(cwd, 'target.ts'),
      "export default { targets: [{ name: 'own', doc: 'x', settings: {}, create: () => ({}) }] };",
    );
    const run = ['run', 'xor/other-targets', '--steps', '3', '--json', '-d=8'];
    const [metric, target] = await Promise.all([
      twolayer([...run, '--use', 'metric.ts'], cwd),
      twolayer([...run, '--use', 'target.ts', '--target', 'own'], cwd),
    ]);
    expect(metric).toMatchObject({ code: 1, stderr: 'twolayer: with --use metric.ts: boom\n' });
    expect(target.code).toBe(1);
    expect(target.stderr).toMatch(/^twolayer: with --use target\.ts: .*\n$/);
  });
});
