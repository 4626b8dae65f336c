import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeCommands } from '../../../test/slurm/fakes.ts';
import { createQueue } from './queue.ts';

/** A queue that finds only fake commands on the PATH. */
function fakeQueue(commands: Readonly<Record<string, string>>) {
  const fakes = fakeCommands(commands);
  vi.stubEnv('PATH', fakes.path);
  return { ...createQueue(), calls: fakes.calls };
}

afterEach(() => vi.unstubAllEnvs());

describe('the queue', () => {
  it('reads MaxArraySize from the site’s configuration, else takes Slurm’s default', async () => {
    const config = "printf 'Configuration data\\nMaxArraySize            = 75000\\nMaxDBDMsgs = 1\\n'";
    expect(await fakeQueue({ scontrol: config }).maxArraySize()).toBe(75000);
    expect(await fakeQueue({ scontrol: 'echo nothing' }).maxArraySize()).toBe(1001);
  });

  it('submits from the sweep’s folder and finds the job id, a cluster’s name or a banner beside it or not', async () => {
    const queue = fakeQueue({
      sbatch: "echo 'Welcome to the site'; echo '4711;cluster'; pwd >&2; pwd > $FAKES/calls",
    });
    expect(await queue.submit('slurm/1.sh', '/tmp')).toBe('4711');
    expect(queue.calls()).toEqual(['/tmp']);
    expect(await fakeQueue({ sbatch: 'echo 12' }).submit('x', '/tmp')).toBe('12');
  });

  it('says in Slurm’s own words why it refuses', async () => {
    const refusal =
      "echo 'sbatch: error: invalid partition specified: gpu' >&2; echo 'sbatch: error: Batch job submission failed: Invalid partition name specified' >&2; exit 1";
    await expect(fakeQueue({ sbatch: refusal }).submit('x', '/tmp')).rejects.toThrow(
      'sbatch refused: invalid partition specified: gpu; Batch job submission failed: Invalid partition name specified',
    );
    await expect(fakeQueue({ sbatch: 'exit 3' }).submit('x', '/tmp')).rejects.toThrow(
      'sbatch refused: exit code 3',
    );
    await expect(fakeQueue({ sbatch: 'echo hello' }).submit('x', '/tmp')).rejects.toThrow(
      'sbatch printed no job id but "hello"',
    );
  });

  it('says where a command is absent', async () => {
    vi.stubEnv('PATH', fakeCommands({}).barePath);
    await expect(createQueue().submit('x', '/tmp')).rejects.toThrow('sbatch is not on the PATH');
    await expect(createQueue().maxArraySize()).rejects.toThrow('scontrol is not on the PATH');
  });

  it('tells tasks with states and reasons, which may have spaces, and jobs that are no arrays', async () => {
    const lines = [
      '7_0 RUNNING None',
      '7_12 PENDING Resources',
      '8_3 PENDING Nodes required for job are DOWN',
      '9_N/A PENDING Dependency',
    ];
    const queue = fakeQueue({ squeue: lines.map((line) => `echo '${line}'`).join('\n') });
    expect(await queue.tasks(['7', '8', '9'])).toEqual([
      { job: '7', index: 0, state: 'RUNNING', reason: 'None' },
      { job: '7', index: 12, state: 'PENDING', reason: 'Resources' },
      { job: '8', index: 3, state: 'PENDING', reason: 'Nodes required for job are DOWN' },
      { job: '9', index: null, state: 'PENDING', reason: 'Dependency' },
    ]);
    expect(queue.calls()).toEqual(['squeue -h -r -o %F_%K %T %r --jobs=7,8,9']);
  });

  it('takes a job that Slurm has forgotten as over, but not silence as an empty queue', async () => {
    const forgotten = "echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1";
    expect(await fakeQueue({ squeue: forgotten }).tasks(['7'])).toEqual([]);
    const down =
      "echo 'slurm_load_jobs error: Unable to contact slurm controller (connect failure)' >&2; exit 1";
    await expect(fakeQueue({ squeue: down }).tasks(['7'])).rejects.toThrow(
      'squeue refused: slurm_load_jobs error: Unable to contact slurm controller (connect failure)',
    );
    const idle = fakeQueue({ squeue: 'echo never' });
    expect(await idle.tasks([])).toEqual([]);
    expect(idle.calls()).toEqual([]);
  });

  it('requeues one task, never its array, and cancels arrays', async () => {
    const queue = fakeQueue({ scontrol: '', scancel: '' });
    await queue.requeue('7_3');
    await queue.cancel(['7', '9']);
    await queue.cancel([]);
    expect(queue.calls()).toEqual(['scontrol requeue 7_3', 'scancel 7 9']);
  });
});
