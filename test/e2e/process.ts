import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The command. */
export const bin = resolve(import.meta.dirname, '../../bin/twolayer.js');
/** A new empty folder. */
export const scratch = () => mkdtempSync(join(tmpdir(), 'twolayer-'));

/** What a process left behind. */
export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the CLI as a user would, from an empty folder.
 *
 * @param interruptAfterMs presses Ctrl-C so long after the command began to work, which the folder `runs` shows
 * @param env variables beside those of this process
 */
export function twolayer(
  words: readonly string[],
  cwd = scratch(),
  interruptAfterMs?: number,
  env: NodeJS.ProcessEnv = {},
): Promise<Result> {
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [bin, ...words],
      { cwd, maxBuffer: 2 ** 28, env: { ...process.env, NO_COLOR: '1', ...env } },
      (_error, stdout, stderr) => done({ code: child.exitCode, stdout, stderr }),
    );
    if (interruptAfterMs === undefined) return;
    const watch = setInterval(() => {
      if (!existsSync(join(cwd, 'runs'))) return;
      clearInterval(watch);
      setTimeout(() => child.kill('SIGINT'), interruptAfterMs);
    }, 20);
    child.on('exit', () => clearInterval(watch));
  });
}
