import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { philox } from '../../src/numerics/philox.ts';
import { bin, scratch } from './process.ts';
import { linesOf, recordsOf, sweep, writeSweep } from './sweep-process.ts';

const tiny = { dims: [8, 9, 10], seeds: 80 };
const TRIALS = 240;
const KILLS = 50;
/** A run is killed before it has done this share of the sweep, so that a folder sees several. */
const SHARE = 0.2;
const BYTES_A_LINE = 4200;

/** Number k of a fixed sequence, uniform in [0, 1). */
function uniform(k: number): number {
  const words = new Uint32Array([k, 0, 0, 0]);
  philox(words, [2026, 4]);
  return words[0]! / 2 ** 32;
}

const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Bytes in the shards of a folder. */
function bytesIn(folder: string): number {
  const shards = join(folder, 'shards');
  if (!existsSync(shards)) return 0;
  const sizes = readdirSync(shards).map(
    (name) => statSync(join(shards, name), { throwIfNoEntry: false })?.size,
  );
  return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}

/** One in five moments is on the way to the first line, the others are so many bytes behind it. */
async function momentToDie(child: ChildProcess, folder: string, moment: number): Promise<void> {
  if (moment < 0.2) return sleep(moment * 5 * 600);
  const enough = bytesIn(folder) + 1 + ((moment - 0.2) / 0.8) * SHARE * TRIALS * BYTES_A_LINE;
  while (child.exitCode === null && bytesIn(folder) < enough) await sleep(1);
}

/** Starts the sweep and kills it. @returns whether it was still running then */
async function killed(cwd: string, moment: number): Promise<boolean> {
  const child = spawn(process.execPath, [bin, 'sweep', 'tiny.yaml', '--out', 'out'], {
    cwd,
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  await momentToDie(child, join(cwd, 'out'), moment);
  child.kill('SIGKILL');
  await ended;
  return child.signalCode === 'SIGKILL';
}

function begin(): string {
  const cwd = scratch();
  writeSweep(cwd, tiny);
  return cwd;
}

describe('a sweep that is killed', () => {
  let undisturbed: Map<string, string>;

  beforeAll(async () => {
    const cwd = begin();
    await sweep(cwd);
    undisturbed = recordsOf(join(cwd, 'out'));
  });

  /** Does what is left and compares with a run that nobody disturbed. */
  async function finish(cwd: string): Promise<void> {
    const { code, stdout } = await sweep(cwd);
    const lines = linesOf(join(cwd, 'out'));
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining('done 240 + failed 0 + pending 0'),
    });
    expect(lines.length, 'no trial twice').toBe(TRIALS);
    expect(recordsOf(join(cwd, 'out'))).toEqual(undisturbed);
  }

  it('at 50 moments, goes on each time: every trial once, to the bit as if nothing had happened', async () => {
    expect(undisturbed.size).toBe(TRIALS);
    let cwd = begin();
    for (let kills = 0, run = 0; kills < KILLS; run++) {
      if (await killed(cwd, uniform(run))) kills += 1;
      else {
        await finish(cwd);
        cwd = begin();
      }
    }
    await finish(cwd);
  }, 600_000);
});
