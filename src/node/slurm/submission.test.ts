import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeCommands } from '../../../test/slurm/fakes.ts';
import { resolveSlurm } from '../../sweeps/plan/slurm-settings.ts';
import { readTask, readTaskList } from '../task-list.ts';
import { groupTasks, queuedTrials } from './in-queue.ts';
import { createQueue } from './queue.ts';
import { slurmTaskIn, whyGiveUp } from './slurm-task.ts';
import {
  jobsOf,
  previewScript,
  readSubmissions,
  submitAfter,
  submitTasks,
  taskListPath,
} from './submission.ts';

const scontrol = "echo 'MaxArraySize = 3'";
/** Gives job ids 101, 102, … */
const sbatch = 'echo x >> $FAKES/count; echo $((100 + $(wc -l < $FAKES/count)))';
const tasks = [['a', 'b'], ['c'], ['d'], ['e'], ['f', 'g'], ['h'], ['i']];

/** A sweep's folder and fake commands to submit with. */
function scene(commands: Readonly<Record<string, string>> = {}) {
  const { path, calls } = fakeCommands({ scontrol, sbatch, ...commands });
  vi.stubEnv('PATH', path);
  const settings = resolveSlurm({ parallel: 8, restarts: 5 });
  const how = { settings, program: ['/usr/bin/node', '/opt/bin/twolayer.js'], queue: createQueue() };
  return { folder: mkdtempSync(join(tmpdir(), 'two layer ')), calls, how };
}

afterEach(() => vi.unstubAllEnvs());

describe('a submission', () => {
  it('splits tasks into arrays within MaxArraySize, which share the tasks that run at a time', async () => {
    const { folder, calls, how } = scene();
    const submitted = await submitTasks(folder, tasks, how);
    expect(submitted.map(({ number, job, tasks: count }) => [number, job, count])).toEqual([
      [1, '101', 3],
      [2, '102', 3],
      [3, '103', 1],
    ]);
    expect(readSubmissions(folder)).toEqual(submitted);
    expect([1, 2, 3].flatMap((number) => readTaskList(taskListPath(folder, number)).tasks)).toEqual(tasks);
    const arrays = [1, 2, 3].map((number) => readFileSync(join(folder, 'slurm', `${number}.sh`), 'utf8'));
    expect(arrays.map((script) => /--array=(\S+)/.exec(script)![1])).toEqual(['0-2%2', '0-2%2', '0-0%2']);
    expect(calls().slice(1)).toEqual([1, 2, 3].map((number) => `sbatch --parsable slurm/${number}.sh`));
  });

  it('tells each task its trials by number of list and index', async () => {
    const { folder, how } = scene();
    await submitTasks(folder, tasks, how);
    const plan = taskListPath(folder, 2);
    expect(readTask(plan, 1)).toEqual({ folder, name: 'plan2-task1', ids: ['f', 'g'] });
    expect(() => readTask(plan, 3)).toThrow('--index must be an integer from 0 to 2, got 3');
    expect(() => readTask(taskListPath(folder, 9), 0)).toThrow('cannot be read');
  });

  it('is shown beforehand as it will be', async () => {
    const { folder, how } = scene();
    const shown = previewScript(folder, tasks, 3, how);
    expect(readdirSync(folder)).toEqual([]);
    await submitTasks(folder, tasks, how);
    expect(readFileSync(join(folder, 'slurm/1.sh'), 'utf8')).toBe(shown);
  });

  it('takes numbers of its own when there were others', async () => {
    const { folder, how } = scene();
    await submitTasks(folder, [['a']], how);
    const [second] = await submitTasks(folder, [['b']], how);
    expect(second).toMatchObject({ number: 2, job: '102' });
    expect(readTask(taskListPath(folder, 1), 0).ids).toEqual(['a']);
  });

  it('keeps what was accepted when Slurm refuses the rest, and says so', async () => {
    const limit =
      'if [ $(wc -l < $FAKES/count) -ge 2 ]; then echo "sbatch: error: Batch job submission failed: Job violates accounting/QOS policy" >&2; exit 1; fi';
    const { folder, how } = scene({ sbatch: `touch $FAKES/count; ${limit}; ${sbatch}` });
    await expect(submitTasks(folder, tasks, how)).rejects.toThrow(
      'sbatch refused: Batch job submission failed: Job violates accounting/QOS policy (6 tasks were accepted before that; the same command submits the others)',
    );
    expect(readSubmissions(folder).map(({ job }) => job)).toEqual(['101', '102']);
  });

  it('refuses a folder in which Slurm would not find its logs', async () => {
    const { folder, how } = scene();
    await expect(submitTasks(join(folder, '100%'), tasks, how)).rejects.toThrow(
      '--out must not contain % or \\',
    );
    expect(existsSync(join(folder, '100%'))).toBe(false);
  });

  it('lets another command start after all its arrays', async () => {
    const { folder, how } = scene();
    const submitted = await submitTasks(folder, tasks, how);
    expect(await submitAfter(folder, submitted, how, ['fit', folder])).toBe('104');
    const script = readFileSync(join(folder, 'slurm/fit-3.sh'), 'utf8');
    expect(script).toContain('#SBATCH --dependency=afterany:101:102:103\n');
    expect(script).toContain(`\nexec /usr/bin/node /opt/bin/twolayer.js fit '${folder}'\n`);
    expect(jobsOf(readSubmissions(folder))).toEqual(['101', '102', '103', '104']);
  });

  it('says so when that command alone is refused', async () => {
    const refusal = 'if [ $(wc -l < $FAKES/count) -ge 3 ]; then echo "sbatch: error: no" >&2; exit 1; fi';
    const { folder, how } = scene({ sbatch: `touch $FAKES/count; ${refusal}; ${sbatch}` });
    const submitted = await submitTasks(folder, tasks, how);
    await expect(submitAfter(folder, submitted, how, ['fit', folder])).rejects.toThrow(
      'sbatch refused: no (the tasks were accepted; only twolayer fit after them was not)',
    );
  });

  it('answers for the trials of tasks that are still in the queue', async () => {
    const { folder, how } = scene();
    const submitted = await submitTasks(folder, tasks, how);
    const queued = [
      { job: '101', index: 0, state: 'RUNNING', reason: 'None' },
      { job: '102', index: 1, state: 'PENDING', reason: 'Resources' },
      { job: '102', index: 2, state: 'PENDING', reason: 'Resources' },
      { job: '104', index: null, state: 'PENDING', reason: 'Dependency' },
    ];
    expect([...queuedTrials(folder, submitted, queued)]).toEqual(['a', 'b', 'f', 'g', 'h']);
    expect(groupTasks(queued)).toEqual([
      { state: 'pending', reason: 'Resources', tasks: 2 },
      { state: 'running', reason: '', tasks: 1 },
    ]);
  });
});

describe('a task', () => {
  it('knows itself from its environment by array and index', () => {
    const environment = { SLURM_JOB_ID: '8', SLURM_ARRAY_JOB_ID: '7', SLURM_ARRAY_TASK_ID: '3' };
    expect(slurmTaskIn(environment)).toEqual({ id: '7_3', restarts: 0 });
    expect(slurmTaskIn({ ...environment, SLURM_RESTART_COUNT: '4' })).toEqual({ id: '7_3', restarts: 4 });
    expect(slurmTaskIn({ SLURM_JOB_ID: '8' })).toBeUndefined();
  });

  it('gives up when it has been restarted often enough or no trial fits into the time limit', () => {
    expect(whyGiveUp({ restarts: 19, limit: 20, done: 1 })).toBeUndefined();
    expect(whyGiveUp({ restarts: 20, limit: 20, done: 1 })).toContain('restarted 20 times');
    expect(whyGiveUp({ restarts: 0, limit: 20, done: 0 })).toContain('raise slurm: time');
  });
});
