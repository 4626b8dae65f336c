import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TrialRecord } from '../../src/experiments/experiment.ts';
import type { LedgerSummary } from '../../src/ledgers/ledger.ts';
import { bin, type Result, scratch, twolayer } from './process.ts';

const small = ['--input-dim', '20', '--width', '24', '--batch-size', '200', '--test-size', '500'];
/** Odd shapes, more than one slab, outputs that are not small: whatever changes a bit changes the hash. */
const odd = ['-d', '45', '-p', '37', '-n', '1100', '--init-scale', '1', '--steps', '60', '--test-size', '10'];
const runSmall = (...more: string[]) => twolayer(['run', 'xor/two-phases', ...small, ...more, '--json']);
const recordOf = ({ stdout }: Result) => JSON.parse(stdout) as TrialRecord;

describe('twolayer run xor/two-phases --json', () => {
  it('prints exactly one JSON object with the keys of a record, and writes no file', async () => {
    const cwd = scratch();
    const result = await twolayer(['run', 'xor/two-phases', ...small, '--json'], cwd);
    expect(result.code).toBe(0);
    expect(result.stdout.trim().split('\n')).toHaveLength(1);
    const record = recordOf(result);
    expect(Object.keys(record)).toEqual(
      'schema id experiment settings seeds engine version commit status summary series'.split(' '),
    );
    expect(record.status).toBe('finished');
    expect(Object.keys(record.summary)).toEqual(
      expect.arrayContaining(
        'samplesToError1pc phase1EndTime phase2EndTime signalRate oppositeRate heavyFraction clusterMargins testError weightsHash'.split(
          ' ',
        ),
      ),
    );
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('gives the same bytes twice, and the same weights after the same steps on any day', async () => {
    const run = () => twolayer(['run', 'xor/two-phases', ...odd, '--json']);
    const [first, second] = await Promise.all([run(), run()]);
    expect(first.stdout).toBe(second.stdout);
    expect(recordOf(first).summary.weightsHash).toBe(GOLDEN_HASH);
  });

  it('changes its weights with any seed that matters and keeps them with one that does not', async () => {
    const flags = ['--seed=1', '--seed-init=1', '--seed-inputs=1', '--seed-test=1'];
    const results = await Promise.all(flags.map((flag) => runSmall('--steps', '7', flag)));
    const [all, init, inputs, test] = results.map((result) => recordOf(result).summary.weightsHash);
    const none = recordOf(await runSmall('--steps', '7')).summary.weightsHash;
    expect(new Set([all, init, inputs, none]).size).toBe(4);
    expect(test).toBe(none);
  });

  it('holds a run against inequalities from flags, as its repeat command prints them, and from a file', async () => {
    const texts = ['max(clusterMargins) <= 3*min(clusterMargins) || time < 1', 'perpendicular > signal'];
    const cwd = scratch();
    writeFileSync(join(cwd, 'my.yaml'), `inequalities: ${JSON.stringify(texts)}\n`);
    const line = ['run', 'xor/two-phases', ...small, '--steps', '60', '--json'];
    const [flags, file] = await Promise.all([
      twolayer([...line, '--inequalities', texts.join('; ')], cwd),
      twolayer([...line, '--config', 'my.yaml'], cwd),
    ]);
    expect(flags.stdout).toBe(file.stdout);
    const { inequalities } = recordOf(flags).summary.ledger as LedgerSummary;
    expect(inequalities.slice(-2).map(({ name }) => name)).toEqual(texts);
    const { signal, perpendicular, step } = recordOf(flags).series as unknown as Record<string, number[]>;
    const first = signal!.findIndex((value, i) => !(perpendicular![i]! > value));
    expect(inequalities.at(-1)!.firstViolation).toMatchObject({ step: step![first], neuron: null });
  });

  it('runs the definition with --engine plain, which is float64 and another trial', async () => {
    const [plain, wasm] = await Promise.all([runSmall('--engine', 'plain'), runSmall()]);
    expect(recordOf(plain)).toMatchObject({ engine: 'plain', settings: { precision: 'float64' } });
    expect(recordOf(plain).id).not.toBe(recordOf(wasm).id);
    const margins = [plain, wasm].map((result) => recordOf(result).summary.clusterMargins as number[]);
    for (const [c, margin] of margins[0]!.entries()) expect(margins[1]![c]).toBeCloseTo(margin, 3);
  });
});

/** weightsHash of the odd run with seed 0: pins streams, kernels and the order of sums. */
const GOLDEN_HASH = '71ffaacf62df0607dc1a7db709e0c0bd8aeeb92b2f477e6ffa9552f28725f423';

describe('twolayer run, with files', () => {
  it('writes record, specification, SVG and PNG into runs/, says what happened, and suffixes a repeat', async () => {
    const cwd = scratch();
    const first = await twolayer(['run', 'xor/two-phases', ...small], cwd);
    expect(first.code).toBe(0);
    for (const words of [
      'Phase 1, finding, ended',
      'Phase 2, tuning, ended',
      'neurons carry the signal',
      'Next: ',
    ]) {
      expect(first.stdout).toContain(words);
    }
    await twolayer(['run', 'xor/two-phases', ...small, '--quiet'], cwd);
    const folders = readdirSync(join(cwd, 'runs/xor'));
    expect(folders).toHaveLength(2);
    expect(folders[1]).toBe(`${folders[0]}-2`);
    const files = join(cwd, 'runs/xor', folders[0]!);
    expect(readdirSync(files).sort()).toEqual([
      'figure.png',
      'figure.svg',
      'figure.vl.json',
      'record.ndjson',
    ]);
    expect(readFileSync(join(files, 'figure.png')).subarray(1, 4).toString()).toBe('PNG');
    const record = JSON.parse(readFileSync(join(files, 'record.ndjson'), 'utf8')) as TrialRecord;
    expect(`two-phases-${record.id}`).toBe(folders[0]);
    expect(JSON.parse(readFileSync(join(files, 'figure.vl.json'), 'utf8'))).toHaveProperty('$schema');
  });

  it('writes into --out, and refuses one that exists without touching it', async () => {
    const cwd = scratch();
    const run = () =>
      twolayer(['run', 'xor/two-phases', ...small, '--steps', '2', '--out', 'mine/here', '--quiet'], cwd);
    expect(await run()).toEqual({ code: 0, stdout: '', stderr: '' });
    const before = readFileSync(join(cwd, 'mine/here/record.ndjson'), 'utf8');
    const again = await run();
    expect(again).toMatchObject({
      code: 2,
      stderr: 'twolayer: --out mine/here exists; give a folder that does not\n',
    });
    expect(readFileSync(join(cwd, 'mine/here/record.ndjson'), 'utf8')).toBe(before);
  });

  it('keeps the record of a run that diverges, with its step, and exits 1', async () => {
    const cwd = scratch();
    const result = await twolayer(
      ['run', 'xor/two-phases', ...small, '--loss', 'squared', '--step-size', '1e4'],
      cwd,
    );
    expect(result.code).toBe(1);
    expect(result.stdout).toMatch(/Diverged: .* at step \d/);
    const [folder] = readdirSync(join(cwd, 'runs/xor'));
    const text = readFileSync(join(cwd, 'runs/xor', folder!, 'record.ndjson'), 'utf8');
    const record = JSON.parse(text) as TrialRecord;
    expect(record.status).toBe('diverged');
    expect(record.summary.divergedAtStep).toBeGreaterThan(0);
  });

  it('refuses a folder whose parent is a file, and does not hang when runs/xor is one', async () => {
    const cwd = scratch();
    writeFileSync(join(cwd, 'runs'), '');
    for (const more of [[], ['--out', 'runs/x']]) {
      const result = await twolayer(['run', 'xor/two-phases', ...small, ...more], cwd);
      expect(result.code).toBe(2);
      expect(result.stderr).toMatch(/^twolayer: cannot make the folder "runs\/x/);
    }
  });

  it('calls a run diverged that blew up in its last steps', async () => {
    const result = await runSmall('--loss', 'squared', '--step-size', '1e4', '--steps', '3');
    expect(result.code).toBe(1);
    expect(recordOf(result).status).toBe('diverged');
  });

  it('writes what was measured on Ctrl-C and marks it interrupted', async () => {
    const cwd = scratch();
    const slow = ['--input-dim', '200', '--width', '2000', '--batch-size', '20000', '--step-size', '0.01'];
    const result = await twolayer(['run', 'xor/two-phases', ...slow], cwd, 1000);
    expect(result.code).toBe(130);
    expect(result.stdout).toContain('Interrupted after');
    const [folder] = readdirSync(join(cwd, 'runs/xor'));
    const record = JSON.parse(
      readFileSync(join(cwd, 'runs/xor', folder!, 'record.ndjson'), 'utf8'),
    ) as TrialRecord;
    expect(record.status).toBe('interrupted');
    expect(record.series.step.length).toBeGreaterThan(0);
  });
});

describe('bad input is one clear sentence, exit code 2, and nothing written', () => {
  const run = ['run', 'xor/two-phases'];
  it.each([
    [['--steps', '5', '--max-time', '3'], '--max-time must be left out where steps are given, got 3'],
    [
      ['--steps', '1000000', '--measure-interval', '0.1'],
      '--measure-interval must be at least 5.0 for a run of up to 1000000 steps, got 0.1',
    ],
    [['--width', '0'], '--width must be an integer from 1 to 65536, got 0'],
    [['--width', '-3'], '--width must be an integer from 1 to 65536, got -3'],
    [['-p', '2.5'], '--width must be an integer from 1 to 65536, got 2.5'],
    [['--batch-size', '1e99'], '--batch-size must be an integer from 1 to 16777216, got 1e+99'],
    [['--step-size', 'NaN'], '--step-size must be a number above 0 and at most 1000000, got "NaN"'],
    [['--step-size=-0.1'], '--step-size must be a number above 0 and at most 1000000, got -0.1'],
    [['--stepSize', 'fast'], '--step-size must be a number above 0 and at most 1000000, got "fast"'],
    [['--input-dim', '1'], '--input-dim must be at least 2 for XOR, got 1'],
    [
      ['--input-dim', '65536', '--width', '65536'],
      '--width must be at most 4096 with 65536 inputs, got 65536',
    ],
    [
      ['--coordinates', '1,200'],
      '--coordinates must be integers from 1 to the input dimension 100, got [1,200]',
    ],
    [['--coordinates', '3,3'], '--coordinates must be all different, got [3,3]'],
    [['--coordinates', '1,2,3'], '--coordinates must be two coordinates for XOR, got [1,2,3]'],
    [['--target', 'partiy'], '--target must be one of parity, got "partiy"'],
    [['--loss', 'hinge'], '--loss must be one of logistic, squared, linear, correlation, got "hinge"'],
    [
      ['--loss', 'squared', '--loss-scale', '1'],
      '--loss-scale belongs to loss logistic, which is not selected',
    ],
    [
      ['-n', '1000', '--sample-size', '1500'],
      '--sample-size must be a multiple of the batch size 1000, got 1500',
    ],
    [['--inputs', 'whole-cube'], '--input-dim must be at most 20 to go through all 2^d inputs, got 100'],
    [
      ['--corruption', 'spurious', '--spurious-coordinate', '2'],
      '--spurious-coordinate must be none of those the label depends on, got 2',
    ],
    [['--mean-field', 'maybe'], '--mean-field must be true or false, got "maybe"'],
    [['--seed', '-1'], '--seed must be an integer from 0 to 4294967295, got -1'],
    [['--seed-init', '1.5'], '--seed-init must be an integer from 0 to 4294967295, got 1.5'],
    [['--engine', 'gpu'], '--engine must be one of wasm, plain, got "gpu"'],
    [
      ['--engine', 'plain', '--precision', 'float32'],
      '--precision must be float64 with engine plain, got float32',
    ],
    [
      ['--inequalities', 'time >= 0; max(clusterMargin) < 3'],
      '--inequalities must be comparisons that can be read: in number 2, clusterMargin at position 5 is not known; the nearest are clusterMargins, clusterNeurons, testError, got ["time >= 0","max(clusterMargin) < 3"]',
    ],
    [['--config', 'missing.yaml'], '--config missing.yaml cannot be read: there is no such file'],
  ])('%j', async (words, message) => {
    const cwd = scratch();
    const result = await twolayer([...run, ...words], cwd);
    expect(result).toEqual({ code: 2, stdout: '', stderr: `twolayer: ${message}\n` });
    expect(readdirSync(cwd)).toEqual([]);
  });

  it.each([
    [['run', 'xor/two-phase'], /there is no such experiment; the nearest are xor\/two-phases/],
    [['run'], /run needs an experiment: xor\/two-phases/],
    [['rum', 'xor/two-phases'], /^twolayer: unknown command 'rum' \(Did you mean run\?\)\n$/],
    [
      ['run', 'xor/two-phases', '--widht', '3'],
      /^twolayer: unknown option '--widht' \(Did you mean --width\?\)\n$/,
    ],
    [
      ['complete', 'tcsh'],
      /^twolayer: complete must be followed by one of bash, zsh, fish, powershell, got "tcsh"\n$/,
    ],
    [['list', 'toString'], /there is no such list/],
    [['run', 'xor/two-phases', '--width'], /argument missing/],
    [['run', 'xor/two-phases', 'extra'], /too many arguments/],
    [['list', 'target-functions'], /there is no such list; there are experiments/],
  ])('%j', async (words, message) => {
    const cwd = scratch();
    const result = await twolayer(words, cwd);
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(message);
    expect(result.stdout).toBe('');
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('--config', () => {
  const withConfig = (text: string, ...more: string[]) => {
    const cwd = scratch();
    writeFileSync(join(cwd, 'my.yaml'), text);
    return twolayer(['run', 'xor/two-phases', '--config', 'my.yaml', '--json', '--steps', '1', ...more], cwd);
  };

  it('is read as camelCase keys, with seeds, under flags', async () => {
    const text =
      'experiment: xor/two-phases\nsettings: {width: 12}\ninputDim: 16\nbatchSize: 8\nseeds: {init: 5}\nseed: 2\n';
    const record = recordOf(await withConfig(text, '--batch-size', '9'));
    expect(record.settings).toMatchObject({ inputDim: 16, batchSize: 9, width: 12 });
    expect(record.seeds).toMatchObject({ init: 5, inputs: 2, test: 2 });
  });

  it.each([
    ['width: 0\n', 'my.yaml:1:1: width must be an integer from 1 to 65536, got 0'],
    [
      '# a comment\nsettings:\n  witdh: 3\n',
      'my.yaml:3:3: witdh is not a setting of xor/two-phases; the nearest are width',
    ],
    ['width: 3\nseeds:\n  inti: 1\n', 'my.yaml:3:3: inti is not a stream; the nearest are init'],
    ['width: [1\n', 'my.yaml:2:1: not valid YAML'],
    ['width: 3\nwidth: 4\n', 'my.yaml:2:1: not valid YAML: Map keys must be unique'],
    ['- width\n', 'my.yaml:1:1: a config file must hold settings as key: value lines'],
    ['', 'my.yaml:1:1: a config file must hold settings as key: value lines'],
    ['experiment: other\n', 'my.yaml:1:1: experiment must be xor/two-phases, got "other"'],
    ['d: 3\n', 'my.yaml:1:1: d is not a setting of xor/two-phases; d is inputDim'],
    ['width: *x\n', 'my.yaml: not valid YAML: Unresolved alias'],
    ['seed: .nan\n', 'my.yaml:1:1: seed must be an integer from 0 to 4294967295, got NaN'],
    ['lossScale: .nan\n', 'my.yaml:1:1: lossScale must be a number above 0 and at most 1000000, got NaN'],
  ])('%j is refused with file, line and column', async (text, message) => {
    const result = await withConfig(text);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain(`twolayer: ${message}`);
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('finding one’s way', () => {
  it('prints help without a word, with --help and with help, exit code 0', async () => {
    const results = await Promise.all([[], ['--help'], ['help']].map((words) => twolayer(words)));
    for (const { code, stdout } of results) {
      expect(code).toBe(0);
      expect(stdout).toContain('npx twolayer run xor/two-phases');
    }
  });

  it('lists every setting of an experiment as a flag', async () => {
    const { stdout } = await twolayer(['run', 'xor/two-phases', '--help']);
    for (const flag of [
      '-d, --input-dim',
      '-p, --width',
      '-n, --batch-size',
      '--coordinates',
      '--seed-init',
      '--config',
    ]) {
      expect(stdout).toContain(flag);
    }
  });

  it('lists the inequalities of the ledgers with what they say', async () => {
    const { stdout } = await twolayer(['list', 'ledgers']);
    expect(stdout).toMatch(/^ledgers\n {2}layers-balanced +no second-layer weight outgrows its neuron\n/);
    expect(stdout.trim().split('\n')).toHaveLength(9);
  });

  it('lists kinds as a table, one list by name, and as JSON lines', async () => {
    const [all, one, json] = await Promise.all(
      [['list'], ['list', 'loss'], ['list', 'engines', '--json']].map((words) => twolayer(words)),
    );
    expect(all!.stdout).toMatch(/xor\/two-phases[\s\S]*hypercube[\s\S]*parity[\s\S]*clusterMargins/);
    expect(one!.stdout).toMatch(/^losses\n {2}logistic/);
    expect(
      json!.stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { name: string }).name),
    ).toEqual(['wasm', 'plain']);
  });

  it('completes commands, experiments, flags and values in a shell', async () => {
    const complete = async (...words: string[]) => (await twolayer(['complete', '--', ...words])).stdout;
    expect(await complete('')).toMatch(/^run\b/m);
    expect(await complete('run', '')).toMatch(/^xor\/two-phases\b/m);
    expect(await complete('run', 'xor/two-phases', '--in')).toMatch(/^--input-dim\b/m);
    expect(await complete('run', 'xor/two-phases', '--loss', '')).toMatch(/^squared\b/m);
    expect(await complete('list', '')).toMatch(/^metrics\b/m);
    expect((await twolayer(['complete', 'bash'])).stdout).toContain('twolayer');
  });

  it('knows its version', async () => {
    const { version } = JSON.parse(readFileSync(resolve(bin, '../../package.json'), 'utf8')) as {
      version: string;
    };
    expect((await twolayer(['--version'])).stdout).toBe(`${version}\n`);
    expect(existsSync(resolve(bin, '../../dist/cli.js'))).toBe(true);
  });
});
