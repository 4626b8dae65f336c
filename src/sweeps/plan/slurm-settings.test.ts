import { describe, expect, it } from 'vitest';
import { resolveSlurm, taskSeconds } from './slurm-settings.ts';

describe('settings of Slurm', () => {
  it('take a time limit in minutes or as Slurm writes it', () => {
    expect(resolveSlurm({ time: 90 }).time).toBe(90);
    expect(resolveSlurm({ time: '01:30:00' }).time).toBe(90);
    expect(resolveSlurm({ time: '1-00:00:01' }).time).toBe(1441);
    expect(resolveSlurm(resolveSlurm({ time: '01:30:00' })).time).toBe(90);
  });

  it('are refused in one sentence', () => {
    expect(() => resolveSlurm({ time: '90min' })).toThrow(
      'slurm: time must be minutes as an integer, or text like 04:00:00 or 1-12:00:00, got "90min"',
    );
    expect(() => resolveSlurm({ time: 0 })).toThrow('slurm: time must be');
    expect(() => resolveSlurm({ partition: 'a b' })).toThrow(
      'slurm: partition must be a name without spaces, got "a b"',
    );
    expect(() => resolveSlurm({ setup: ['a\nb'] })).toThrow(
      'slurm: setup must be a list of texts of one line',
    );
    expect(() => resolveSlurm({ partitions: 'x' })).toThrow(
      'slurm: partitions is not a setting of slurm; the nearest are partition',
    );
    expect(() => resolveSlurm({ time: 2 })).toThrow(
      'slurm: warning must be less than the time limit, 120 s, got 120',
    );
  });

  it('leave to sbatch what is the site’s, but not what the sweep needs to be told and resumed', () => {
    const options = ['--constraint=avx2', '--mail-type END'];
    expect(resolveSlurm({ options }).options).toEqual(options);
    for (const own of [
      '--array=0-3',
      '-a 0-3',
      '--signal=USR1',
      '--output=x',
      '--wrap x',
      'constraint',
      '--a\n#',
    ]) {
      expect(() => resolveSlurm({ options: [own] }), own).toThrow(
        'slurm: options must be a list of sbatch options',
      );
    }
    expect(resolveSlurm({ options: ['--no-kill', '--nice=3', '--account=me'] }).options).toHaveLength(3);
  });

  it('make tasks well shorter than the time limit, but no more of them than allowed', () => {
    expect(taskSeconds(resolveSlurm({}), 1e6)).toBe(900);
    expect(taskSeconds(resolveSlurm({ time: 10 }), 1e6)).toBe(240);
    expect(taskSeconds(resolveSlurm({ time: 240, taskMinutes: 30 }), 1e6)).toBe(1800);
    expect(taskSeconds(resolveSlurm({ maxTasks: 100 }), 1e6)).toBe(10_000);
    expect(taskSeconds(resolveSlurm({ maxTasks: 100 }), 1000)).toBe(900);
  });
});
