import { execFile } from 'node:child_process';
import { Misuse } from '../../settings/misuse.ts';

/** Runs one of Slurm's commands, without a shell, and gives what it printed. */
export type Execute = (
  command: string,
  words: readonly string[],
  options?: { readonly cwd?: string },
) => Promise<string>;

/** A busy controller answers late; Slurm's commands themselves give up after some tens of seconds. */
const TIMEOUT_MS = 120_000;

/**
 * Runs a command found on the PATH.
 *
 * @throws Misuse with Slurm's own words when it refuses, or when the command is absent or does not answer
 */
export const execute: Execute = (command, words, { cwd } = {}) =>
  new Promise((resolve, reject) => {
    const options = {
      encoding: 'utf8',
      timeout: TIMEOUT_MS,
      maxBuffer: 2 ** 28,
      ...(cwd && { cwd }),
    } as const;
    execFile(command, words, options, (error, stdout, stderr) => {
      if (error) reject(new Misuse(complaint(command, error, stderr)));
      else resolve(stdout);
    });
  });

function complaint(
  command: string,
  error: Error & { code?: unknown; killed?: boolean },
  stderr: string,
): string {
  if (error.code === 'ENOENT') {
    return `${command} is not on the PATH: Slurm’s commands are needed here; --on local runs a sweep without them`;
  }
  if (error.killed) return `${command} did not answer within ${TIMEOUT_MS / 1000} s`;
  return `${command} refused: ${wordsOf(command, stderr) || `exit code ${error.code}`}`;
}

/** What a command said, on one line and without its own name. */
const wordsOf = (command: string, stderr: string) =>
  stderr
    .split('\n')
    .map((line) =>
      line
        .replace(`${command}: `, '')
        .replace(/^(error|fatal): /, '')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('; ');
