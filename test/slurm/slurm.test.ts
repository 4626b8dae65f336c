import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { deterministicPart, type Line } from '../../src/sweeps/line.ts';
import { twolayer } from '../e2e/process.ts';
import { type Cluster, noCluster, startCluster, until } from './cluster.ts';

const reason = noCluster();
if (reason) process.stderr.write(`The tests on a real Slurm are skipped: ${reason}\n`);

/** Logs lie in the folder, so it must be one that Slurm can write to, whatever its name. */
const home = mkdtempSync(join(tmpdir(), 'two layer '));

/** 20 trials in 10 tasks, each of which lasts 2 s and some, so that one that has just begun can be killed; `long`, one task that its time limit of a minute interrupts. */
const sweepFile = (name: string, settings: string, count: number, slurm: string) =>
  writeFileSync(
    join(home, `${name}.yaml`),
    `experiment: xor/two-phases\nsettings: ${settings}\naxes: {inputDim: [16, 20]}\nseeds: {count: ${count}}\nslurm: ${slurm}\n`,
  );
sweepFile(
  'short',
  '{width: 64, batchSize: 1024, steps: 100}',
  10,
  '{taskMinutes: 0.0001, maxTasks: 10, memory: 500, setup: [sleep 2]}',
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

async function submit(name: string) {
  const said = await say('sweep', `${name}.yaml`, '--on', 'slurm', '--out', name, '--json');
  const submitted = JSON.parse(said) as { trials: number; tasks: number; jobs: string[]; fit: string | null };
  return { ...submitted, job: submitted.jobs[0] ?? '' };
}

function linesOf(folder: string): Line[] {
  const shards = join(home, folder, 'shards');
  const texts = readdirSync(shards).map((name) => readFileSync(join(shards, name), 'utf8'));
  // behind the last end of a line stands what was torn
  return texts.flatMap((text) => text.split('\n').slice(0, -1)).map((line) => JSON.parse(line) as Line);
}

/**
 * What was computed, by id: each trial once, as readers count them. Slurm may launch a task twice when it is killed
 * itself, or takes a slow node for dead; both have the same bits then.
 */
function resultsOf(folder: string): Map<string, object> {
  const results = new Map<string, object>();
  for (const line of linesOf(folder)) {
    const result = deterministicPart(line);
    expect(results.get(line.id) ?? result).toEqual(result);
    results.set(line.id, result);
  }
  return results;
}

/** A controller has saved what it does after so long: 5 s, and some. */
const SAVED_MS = 7000;

describe.skipIf(reason !== undefined)('a real Slurm of two nodes', { timeout: 400_000 }, () => {
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
  /** Tasks of an array that run. */
  const running = (job: string) =>
    cluster
      .slurm('squeue', '-h', '-r', '-t', 'R', '-o', '%F_%K', `--jobs=${job}`)
      .split('\n')
      .filter(Boolean);

  /** One that has just begun: it has more than a second to go. */
  const justBegun = (job: string, node: string, besides: string) =>
    cluster
      .slurm('squeue', '-h', '-r', '-t', 'R', '-o', '%F_%K %M', `--jobs=${job}`, '-w', node)
      .split('\n')
      .flatMap((line) => /^(\S+) 0:0[01]$/.exec(line.trim())?.[1] ?? [])
      .find((task) => task !== besides);

  it('does every trial once and as this machine does, whatever dies on the way', async () => {
    const reference = say('sweep', 'short.yaml', '--on', 'local', '--out', 'local', '--quiet');
    const long = await submit('long');
    expect(long).toMatchObject({ trials: 2000, tasks: 1, fit: null });
    await until('the long task runs', () => running(long.job).length === 1);
    await setTimeout(SAVED_MS);
    cluster.kill('controller');
    expect(await say('status', 'long')).toContain('what is in the queue is not known: squeue refused: ');
    cluster.start('controller');
    await until('the controller knows of the long task', () => running(long.job).length === 1);

    const short = await submit('short');
    expect(short).toMatchObject({ trials: 20, tasks: 10, queued: 0 });
    await until('a task of the array runs', () => running(short.job).length > 0);
    const [requeued] = running(short.job) as [string];
    cluster.slurm('scontrol', 'requeue', requeued);
    expect(await submit('short')).toMatchObject({ trials: 0, jobs: [], fit: null });
    expect(await say('status', 'short')).toMatch(/tasks in the queue: .*\d+ pending/);
    let killed: string | undefined;
    await until('another task runs on n2', () => {
      killed = justBegun(short.job, 'n2', requeued);
      return killed !== undefined;
    });
    cluster.kill('n2');

    const log = () => readFileSync(join(home, `long/slurm/${long.job}_0.log`), 'utf8');
    const attempts = () => readdirSync(join(home, 'long/shards')).length;
    await until('the time limit has stopped the long task', () =>
      /\d+ trials done; the time limit/.test(log()),
    );
    const before = attempts();
    await until('it goes on', () => attempts() > before);
    expect(await say('cancel', 'long')).toContain('canceled 1 task; what was done is kept');
    await until(
      'it has ended',
      () => stateOf(`${long.job}_0`) === 'CANCELLED' && running(long.job).length === 0,
    );

    await until(
      'the array has ended',
      () => cluster.slurm('squeue', '-h', '-r', `--jobs=${short.job}`).trim() === '',
    );
    await reference;
    expect(resultsOf('local').size).toBe(20);
    expect(resultsOf('short')).toEqual(resultsOf('local'));
    expect(await say('status', 'short')).toContain('planned 20 = done 20 + failed 0 + pending 0');
    for (const task of [requeued, killed!]) expect(restartsOf(task), task).toBeGreaterThan(0);

    const done = resultsOf('long').size;
    expect(await say('status', 'long')).toContain(
      `no task in the queue\ntrials in no task of the queue: ${2000 - done}; the same`,
    );
    await until('the fit has run', () => existsSync(join(home, `short/slurm/fit-${short.fit}.log`)));
  });

  it('says what waits and why, and cancels it', async () => {
    expect(await submit('later')).toMatchObject({ trials: 8, fit: expect.any(String) });
    await until('Slurm has looked at it', () =>
      cluster.slurm('squeue', '-h', '-o', '%r').includes('BeginTime'),
    );
    expect(await say('status', 'later')).toContain(' pending (BeginTime)');
    expect(await say('cancel', 'later')).toMatch(/canceled \d tasks? and a fit/);
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
