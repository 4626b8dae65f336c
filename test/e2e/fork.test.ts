import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TrialRecord } from '../../src/experiments/experiment.ts';
import { scratch, twolayer } from './process.ts';

const small = '--input-dim 20 --width 24 --batch-size 200 --test-size 500'.split(' ');
const cwd = scratch();
const readRecord = (folder: string) =>
  JSON.parse(readFileSync(join(cwd, folder, 'record.ndjson'), 'utf8')) as TrialRecord;

beforeAll(async () => {
  await twolayer(['run', 'xor/two-phases', ...small, '--out', 'parent', '--quiet'], cwd);
}, 60_000);

describe('twolayer run --from', () => {
  it('continues a copy of a record, says how the branches differ, and is repeated by its caption’s command', async () => {
    const set = ['--set', 'second-layer-rate=0', '--set', 'batchSize=300'];
    const fork = [
      'run',
      '--from',
      'parent',
      '--at',
      'phase1',
      ...set,
      '--max-time',
      '12',
      '--out',
      'fork',
      '--theme',
      'dark',
    ];
    const result = await twolayer(fork, cwd);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toContain('secondLayerRate 0 instead of 1');
    expect(result.stdout).toMatch(
      /End of phase 2, tuning: never in the branch, at time [\d.]+ in its parent/,
    );
    expect(readFileSync(join(cwd, 'fork/figure.svg'), 'utf8')).toContain('#15171a');
    const [parent, record] = [readRecord('parent'), readRecord('fork')];
    const step = (parent.summary.phase1End as { steps: number[] }).steps[1]!;
    expect(record.settings.changes).toEqual([
      { step, key: 'batchSize', value: 300 },
      { step, key: 'secondLayerRate', value: 0 },
    ]);
    expect(record.forkedFrom).toEqual({ id: parent.id, step });
    const { description } = JSON.parse(readFileSync(join(cwd, 'fork/figure.vl.json'), 'utf8')) as {
      description: string;
    };
    const [, command] = /npx twolayer (.*)$/.exec(description)!;
    const repeated = JSON.parse((await twolayer([...command!.split(' '), '--json'])).stdout) as TrialRecord;
    const { forkedFrom, ...deterministic } = record;
    expect(repeated).toEqual(deterministic);
  });

  it('continues a copy of a run with twins without them', async () => {
    const twins = ['--twins', 'linear-loss', '--steps', '20', '--out', 'twins', '--quiet'];
    await twolayer(['run', 'xor/two-phases', ...small, ...twins], cwd);
    const from = ['run', '--from', 'twins/record.ndjson', '--at', '10', '--set', 'stepSize=0.05'];
    const result = await twolayer([...from, '--out', 'without'], cwd);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(readRecord('without').settings).toMatchObject({ twins: [] });
  });

  it('refuses a record that does not reproduce, and writes nothing', async () => {
    const text = readFileSync(join(cwd, 'parent/record.ndjson'), 'utf8');
    writeFileSync(join(cwd, 'forged.ndjson'), text.replace('"testLoss":[1.3', '"testLoss":[1.4'));
    const before = readdirSync(cwd);
    const result = await twolayer(
      ['run', '--from', 'forged.ndjson', '--at', '5', '--set', 'stepSize=1'],
      cwd,
    );
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toMatch(
      /^twolayer: --from forged\.ndjson does not reproduce here: testLoss at step 0 is 1\.3\S*, recorded is 1\.4.*\n$/,
    );
    expect(readdirSync(cwd)).toEqual(before);
  });
});

describe('--changes', () => {
  it('is read from a flag and from a file alike', async () => {
    writeFileSync(join(cwd, 'my.yaml'), 'changes:\n  - {step: 3, key: coordinates, value: [3, 7]}\n');
    const flags = [
      ['--changes', '3:coordinates=3,7'],
      ['--config', 'my.yaml'],
    ];
    const results = await Promise.all(
      flags.map((more) =>
        twolayer(['run', 'xor/two-phases', ...small, '--steps', '5', ...more, '--json'], cwd),
      ),
    );
    const [flag, file] = results.map(({ stdout }) => JSON.parse(stdout) as TrialRecord);
    expect(flag).toEqual(file);
    expect(flag!.settings.changes).toEqual([{ step: 3, key: 'coordinates', value: [3, 7] }]);
  });
});
