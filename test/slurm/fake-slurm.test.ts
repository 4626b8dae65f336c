import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deterministicPart, type Line } from '../../src/sweeps/line.ts';
import { bin, twolayer } from '../e2e/process.ts';
import { until } from './cluster.ts';
import { fakeCommands } from './fakes.ts';

const scontrol = "echo 'MaxArraySize = 2'";
const sbatch = 'echo x >> $FAKES/count; echo $((100 + $(wc -l < $FAKES/count)))';
/** A queue in which the first array still has its first task. */
const squeue = "echo '101_0 RUNNING None'; echo '102_0 PENDING Priority'";

let home: string;

/** Commands that the next calls find, in the place of Slurm's. */
function withSlurm(commands: Readonly<Record<string, string>>): () => string[] {
  const { path, calls } = fakeCommands(commands);
  vi.stubEnv('PATH', path);
  return calls;
}

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'twolayer-'));
  const slurm = '{maxTasks: 3, taskMinutes: 0.0001, partition: cpu}';
  writeFileSync(
    join(home, 'small.yaml'),
    `experiment: xor/two-phases\nsettings: {inputDim: 8, width: 8, steps: 4}\nseeds: {count: 6}\nslurm: ${slurm}\n`,
  );
});

afterEach(() => vi.unstubAllEnvs());

const run = (...words: string[]) => twolayer(words, home);
const submit = (...words: string[]) => run('sweep', 'small.yaml', '--on', 'slurm', '--out', 'a', ...words);
const task = (index: number) => run('task', '--plan', join(home, 'a/plans/1.json'), '--index', String(index));
const linesIn = (shard: string) =>
  readFileSync(join(home, 'a/shards', shard), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe('a sweep on Slurm', () => {
  it('is shown by --dry-run with its batch script, where there is no Slurm, and nothing is written', async () => {
    const { code, stdout } = await submit('--dry-run');
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nin 3 tasks, submitted by this batch script:\n\n#!\/bin\/bash\n#SBATCH /);
    expect(stdout).toContain('#SBATCH --partition=cpu\n');
    expect(stdout).toContain('#SBATCH --mem=1000M\n');
    expect(stdout).toContain(`exec ${process.execPath} ${bin} task --plan ${join(home, 'a/plans/1.json')} `);
    expect(readdirSync(home)).toEqual(['small.yaml']);
  });

  it('is submitted in arrays, once', async () => {
    const calls = withSlurm({ scontrol, sbatch, squeue });
    const { stdout } = await submit();
    expect(stdout).toBe(
      'submitted 6 trials in 3 tasks: job 101, 102\na fit follows: job 103, a/slurm/fit-103.log\ntwolayer status a says how far it is, twolayer cancel a ends it\n',
    );
    expect(calls().map((call) => call.split(' ')[0])).toEqual([
      'scontrol',
      'scontrol',
      'sbatch',
      'sbatch',
      'sbatch',
    ]);
    const status = await run('status', 'a');
    expect(status.stdout).toContain('planned 6 = done 0 + failed 0 + pending 6\n');
    expect(status.stdout).toContain(
      'tasks in the queue: 1 running, 1 pending (Priority)\ntrials in no task of the queue: 2; the same sweep command submits them\n',
    );
    expect(JSON.parse((await run('status', 'a', '--json')).stdout)).toMatchObject({
      queue: { notQueued: 2 },
    });
    expect((await submit()).stdout).toMatch(
      /^submitted 2 trials in 2 tasks: job 104; 2 tasks in the queue will do the rest\n/,
    );
  });

  it('is told of without squeue, and canceled with scancel', async () => {
    withSlurm({ scontrol, sbatch });
    await submit();
    withSlurm({ squeue: "echo 'slurm_load_jobs error: Unable to contact slurm controller' >&2; exit 1" });
    const { code, stdout } = await run('status', 'a');
    expect(code).toBe(0);
    expect(stdout).toContain(
      'what is in the queue is not known: squeue refused: slurm_load_jobs error: Unable to contact slurm controller',
    );
    const calls = withSlurm({ squeue: `${squeue}; echo '103_N/A PENDING Dependency'`, scancel: '' });
    expect((await run('cancel', 'a')).stdout).toContain('canceled 2 tasks and a fit; what was done is kept');
    expect(calls().at(-1)).toBe('scancel 101 102 103');
  });

  it('is refused in one sentence where Slurm refuses or is absent', async () => {
    withSlurm({ scontrol, sbatch: "echo 'sbatch: error: Batch job submission failed: no' >&2; exit 1" });
    const refused = await submit();
    expect([refused.code, refused.stderr]).toEqual([
      2,
      'twolayer: sbatch refused: Batch job submission failed: no\n',
    ]);
    vi.stubEnv('PATH', fakeCommands({}).barePath);
    const absent = await submit();
    expect(absent.code).toBe(2);
    expect(absent.stderr).toMatch(
      /^twolayer: scontrol is not on the PATH: .*--on local runs a sweep without/,
    );
  });

  it('names the place of a wrong setting', async () => {
    writeFileSync(join(home, 'small.yaml'), 'experiment: xor/two-phases\nslurm:\n  time: soon\n');
    expect((await submit()).stderr).toMatch(/^twolayer: small.yaml:3:3: time must be minutes as an integer/);
  });
});

describe('a task', () => {
  beforeEach(async () => {
    withSlurm({ scontrol: "echo 'MaxArraySize = 9'", sbatch });
    await submit();
  });

  it('does its trials and no others; done twice at once, each has one result', async () => {
    const results = await Promise.all([task(0), task(0)]);
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    const { tasks } = JSON.parse(readFileSync(join(home, 'a/plans/1.json'), 'utf8')) as { tasks: string[][] };
    const lines = readdirSync(join(home, 'a/shards')).flatMap(linesIn);
    expect(lines.every(({ id }) => tasks[0]!.includes(id))).toBe(true);
    expect(new Set(lines.map((line) => JSON.stringify(deterministicPart(line)))).size).toBe(2);
    expect((await run('status', 'a')).stdout).toContain('planned 6 = done 2 + failed 0 + pending 4');
  });

  it('is not done again', async () => {
    await task(1);
    expect((await task(1)).code).toBe(0);
    expect(readdirSync(join(home, 'a/shards'))).toEqual(['plan1-task1.1.ndjson']);
  });
});

describe('a task that is stopped', () => {
  const shards = () => readdirSync(join(home, 'a/shards'));

  beforeEach(async () => {
    const text =
      'experiment: xor/two-phases\nsettings: {inputDim: 16, width: 64, steps: 30}\nseeds: {count: 500}\n';
    writeFileSync(join(home, 'small.yaml'), text);
    withSlurm({ scontrol, sbatch });
    await submit();
  });

  /** Starts the task as Slurm does and signals it once this attempt has finished a trial. */
  async function stopped(signal: NodeJS.Signals, attempt: number, restarts = '0', ...words: string[]) {
    const calls = withSlurm({ scontrol: '' });
    const slurm = { SLURM_ARRAY_JOB_ID: '101', SLURM_ARRAY_TASK_ID: '0', SLURM_RESTART_COUNT: restarts };
    const list = ['task', '--plan', join(home, 'a/plans/1.json'), '--index', '0', ...words];
    const env = { ...process.env, ...slurm };
    const child = execFile(process.execPath, [bin, ...list], { env });
    let said = '';
    child.stderr!.on('data', (text: string) => {
      said += text;
    });
    const code = new Promise<number | null>((resolve) => child.on('exit', resolve));
    await until('it has finished a trial', () => linesIn(`plan1-task0.${attempt}.ndjson.part`).length > 0);
    child.kill(signal);
    return { code: await code, said, calls: calls() };
  }

  it('by its time limit ends the trial under way, finishes its shard and is requeued, alone in its array', async () => {
    const { code, said, calls } = await stopped('SIGUSR2', 1);
    expect(shards()).toEqual(['plan1-task0.1.ndjson']);
    const done = linesIn('plan1-task0.1.ndjson').length;
    expect(said).toBe(
      `twolayer: ${done} trials done; the time limit comes, and the task goes on in a restart\n`,
    );
    expect(done).toBeGreaterThan(1);
    expect([code, calls]).toEqual([130, ['scontrol requeue 101_0']]);
  });

  it('by SIGTERM, as scancel sends it, ends without a restart, and the next attempt goes on behind it', async () => {
    const { code, calls } = await stopped('SIGTERM', 1);
    expect([code, calls]).toEqual([130, []]);
    await stopped('SIGTERM', 2);
    expect(shards()).toEqual(['plan1-task0.1.ndjson', 'plan1-task0.2.ndjson']);
    const ids = shards()
      .flatMap(linesIn)
      .map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('by its time limit once too often gives up', async () => {
    const { code, said, calls } = await stopped('SIGUSR2', 1, '20', '--patience', '0');
    expect([code, calls]).toEqual([1, []]);
    expect(said).toBe(
      'twolayer: the task was restarted 20 times and is not done: raise slurm: restarts, or slurm: time\n',
    );
  });
});
