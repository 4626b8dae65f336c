import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { deterministicPart, type Line } from '../../src/sweeps/line.ts';
import { twolayer } from '../e2e/process.ts';
import { type Cluster, noCluster, startCluster, until } from './cluster.ts';

const reason = noCluster();
if (reason) process.stderr.write(`The tests on a real Slurm are skipped: ${reason}\n`);

/** Logs lie in the folder, so it must be one that Slurm can write to, whatever its name. */
const home = mkdtempSync(join(tmpdir(), 'two layer '));

/** 24 trials of about half a second, in 12 tasks; `long`, one task that its time limit of a minute interrupts. */
const sweepFile = (name: string, settings: string, count: number, slurm: string) =>
  writeFileSync(
    join(home, `${name}.yaml`),
    `experiment: xor/two-phases\nsettings: ${settings}\naxes: {inputDim: [16, 20]}\nseeds: {count: ${count}}\nslurm: ${slurm}\n`,
  );
sweepFile(
  'short',
  '{width: 64, batchSize: 1024, steps: 200}',
  12,
  '{taskMinutes: 0.0001, maxTasks: 12, memory: 500}',
);
sweepFile(
  'long',
  '{width: 64, batchSize: 1024, steps: 100}',
  1000,
  '{maxTasks: 1, time: 1, warning: 50, memory: 500, fit: false, options: [--nodelist=n1]}',
);
sweepFile('later', '{width: 8}', 4, '{maxTasks: 2, memory: 500, options: [--begin=now+1hour]}');

/** The command as a user in that folder types it; what it says, and it must succeed. */
async function say(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await twolayer(words, home);
  expect(stderr + stdout, words.join(' ')).toSatisfy(() => code === 0);
  return stdout;
}

function linesOf(folder: string): Line[] {
  const shards = join(home, folder, 'shards');
  const texts = readdirSync(shards).map((name) => readFileSync(join(shards, name), 'utf8'));
  // behind the last end of a line stands what was torn
  return texts.flatMap((text) => text.split('\n').slice(0, -1)).map((line) => JSON.parse(line) as Line);
}

/** What was computed, by id. */
const resultsOf = (lines: readonly Line[]) =>
  new Map(lines.map((line) => [line.id, deterministicPart(line)]));

describe.skipIf(reason !== undefined)('a real Slurm of two nodes', () => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await startCluster();
    vi.stubEnv('SLURM_CONF', cluster.env.SLURM_CONF!);
  });

  afterAll(async () => {
    await cluster?.stop();
    vi.unstubAllEnvs();
  }, 60_000);

  const show = (task: string) => cluster.slurm('scontrol', 'show', 'job', task);
  const restartsOf = (task: string) => Number(/Restarts=(\d+)/.exec(show(task))![1]);
  const stateOf = (task: string) => /JobState=(\w+)/.exec(show(task))![1];
  /** Tasks of an array that run, on one node or on any. */
  const running = (job: string, ...where: string[]) =>
    cluster
      .slurm('squeue', '-h', '-r', '-t', 'R', '-o', '%F_%K', `--jobs=${job}`, ...where)
      .split('\n')
      .filter(Boolean);

  it('does every trial once and as this machine does, whatever dies on the way', {
    timeout: 300_000,
  }, async () => {
    const reference = say('sweep', 'short.yaml', '--on', 'local', '--out', 'local', '--quiet');
    expect(await say('sweep', 'long.yaml', '--on', 'slurm', '--out', 'long')).toContain(
      'submitted 2000 trials in 1 task, Slurm’s job 1',
    );
    await until('the long task runs', () => running('1').length === 1);
    expect(await say('sweep', 'short.yaml', '--on', 'slurm', '--out', 'short')).toContain(
      'submitted 24 trials in 12 tasks, Slurm’s job 2; a fit follows, job',
    );

    await until('a task of the array runs', () => running('2').length > 0);
    cluster.kill('controller');
    expect(await say('status', 'short')).toContain('what is in the queue is not known: squeue refused');
    cluster.start('controller');
    await until('the controller answers', () => running('1').length === 1);
    await until('a task of the array runs', () => running('2').length > 0);
    const [requeued] = running('2') as [string];
    cluster.slurm('scontrol', 'requeue', requeued);
    expect(await say('sweep', 'short.yaml', '--on', 'slurm', '--out', 'short')).toMatch(
      /nothing submitted: the queue’s \d+ tasks do the others/,
    );
    expect(await say('status', 'short')).toMatch(/tasks in the queue: .*\d+ pending/);

    await until('a task runs on n2', () => running('2', '-w', 'n2').length === 1);
    const [killed] = running('2', '-w', 'n2') as [string];
    cluster.kill('n2');

    await until('the time limit has interrupted the long task', () => restartsOf('1_0') === 1, 90);
    await until(
      'it goes on',
      () => linesOf('long').length > 0 && readdirSync(join(home, 'long/shards')).length === 2,
    );
    expect(await say('cancel', 'long')).toContain('canceled 1 task');
    await until('it has ended', () => stateOf('1_0') === 'CANCELLED' && running('1').length === 0);

    await until(
      'the array has ended',
      () => cluster.slurm('squeue', '-h', '-r', '--jobs=2').trim() === '',
      150,
    );
    await reference;
    const [local, remote] = [linesOf('local'), linesOf('short')];
    expect(local).toHaveLength(24);
    expect(remote.map(({ id }) => id).sort()).toEqual(local.map(({ id }) => id).sort());
    expect(resultsOf(remote)).toEqual(resultsOf(local));
    expect(await say('status', 'short')).toContain('planned 24 = done 24 + failed 0 + pending 0');
    for (const task of [requeued, killed]) expect(restartsOf(task), task).toBeGreaterThan(0);

    const before = linesOf('long');
    expect(new Set(before.map(({ id }) => id)).size).toBe(before.length);
    expect(readdirSync(join(home, 'long/shards')).sort()).toEqual([
      'plan1-task0.1.ndjson',
      'plan1-task0.2.ndjson',
    ]);
    expect(await say('status', 'long')).toContain(
      `no task in the queue\n${2000 - before.length} trials are in no task of the queue`,
    );
    await until('the fit has run', () =>
      readdirSync(join(home, 'short/slurm')).some((name) => /^fit-\d+\.log$/.test(name)),
    );
  });

  it('says what waits and why, and cancels it', async () => {
    const said = await say('sweep', 'later.yaml', '--on', 'slurm', '--out', 'later');
    expect(said).toMatch(/submitted 8 trials in 1 task, .*; a fit follows, job/);
    expect(await say('status', 'later')).toContain('tasks in the queue: 1 pending (BeginTime)');
    expect(await say('cancel', 'later')).toContain('canceled 1 task and a fit');
    await until('nothing is queued', () => !cluster.slurm('squeue', '-h').includes('twolayer-later'));
    expect(await say('cancel', 'later')).toBe('no task of this sweep is in the queue\n');
  });

  it('is refused in its own words', async () => {
    writeFileSync(join(home, 'gpu.yaml'), 'experiment: xor/two-phases\nslurm: {partition: gpu}\n');
    const { code, stderr } = await twolayer(['sweep', 'gpu.yaml', '--on', 'slurm', '--out', 'gpu'], home);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^twolayer: sbatch refused: .*invalid partition specified: gpu/);
  });
});
