import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { resolveSlurm } from '../../sweeps/plan/slurm-settings.ts';
import { arrayScript, dependentScript, shellWord } from './batch-script.ts';

const settings = resolveSlurm({
  partition: 'cpu',
  memory: 2000,
  time: '04:00:00',
  setup: ['module load node'],
  options: ['--constraint=avx2'],
});

describe('the batch script', () => {
  it('of an array is what sbatch needs and nothing else', () => {
    const program = ['/usr/bin/node', '/opt/two layer/bin/twolayer.js'];
    const job = {
      settings,
      name: 'twolayer-a',
      program,
      plan: '/home/me/a/plans/1.json',
      tasks: 40,
      parallel: 8,
    };
    expect(arrayScript(job)).toBe(`#!/bin/bash
#SBATCH --job-name=twolayer-a
#SBATCH --partition=cpu
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --mem=2000M
#SBATCH --array=0-39%8
#SBATCH --time=240
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --signal=B:USR2@120
#SBATCH --output=slurm/%A_%a.log
#SBATCH --constraint=avx2
module load node
exec /usr/bin/node '/opt/two layer/bin/twolayer.js' task --plan /home/me/a/plans/1.json --restarts 20 --patience 45 --index "$SLURM_ARRAY_TASK_ID"
`);
  });

  it('of a job after arrays waits for all of them, failed or not', () => {
    const script = dependentScript({
      settings,
      name: 'fit',
      after: ['7', '9'],
      command: ['/bin/true', 'a b'],
    });
    expect(script).toContain('#SBATCH --dependency=afterany:7:9\n');
    expect(script).toMatch(/\nexec \/bin\/true 'a b'\n$/);
    expect(script).not.toContain('--array');
  });

  it('quotes words so that a shell reads them back, whatever they hold', () => {
    const words = ['plain-1.json', 'a b', "it's", '$HOME', '`id`', '"', '\\', 'a;b', '*', '', 'ü\nö', "''"];
    const command = `printf '%s\\0' ${words.map(shellWord).join(' ')}`;
    expect(execFileSync('sh', ['-c', command], { encoding: 'utf8' })).toBe(
      words.map((w) => `${w}\0`).join(''),
    );
  });
});
