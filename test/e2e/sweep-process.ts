import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deterministicPart, type Line } from '../../src/sweeps/line.ts';
import { type Result, twolayer } from './process.ts';

/** A sweep of trials of a few ms each: `dims` × `seeds`. */
export interface TinySweep {
  readonly dims: readonly number[];
  readonly seeds: number;
  /** More lines of the file. */
  readonly more?: string;
}

/** Writes `<name>.yaml` into a folder. */
export function writeSweep(cwd: string, { dims, seeds, more = '' }: TinySweep, name = 'tiny'): void {
  const text = [
    'experiment: xor/two-phases',
    'settings: {width: 4, batchSize: 16, maxTime: 1, testSize: 64}',
    `axes: {inputDim: [${dims.join(', ')}]}`,
    `seeds: {count: ${seeds}}`,
    more,
  ];
  writeFileSync(join(cwd, `${name}.yaml`), `${text.join('\n')}\n`);
}

/** Does a sweep file, by default into `out`. */
export const sweep = (cwd: string, words: readonly string[] = [], name = 'tiny'): Promise<Result> =>
  twolayer(['sweep', `${name}.yaml`, '--out', 'out', '--quiet', ...words], cwd);

/** Whole lines of all shards of a folder, in no particular order. */
export function linesOf(folder: string): Line[] {
  const shards = join(folder, 'shards');
  const texts = readdirSync(shards).map((name) => readFileSync(join(shards, name), 'utf8'));
  return texts.flatMap((text) => text.split('\n').slice(0, -1)).map((line) => JSON.parse(line) as Line);
}

/** The deterministic part of every line, by id, as text. */
export function recordsOf(folder: string): Map<string, string> {
  return new Map(linesOf(folder).map((line) => [line.id, JSON.stringify(deterministicPart(line))]));
}

/** A file system of so many bytes at a folder, which is made. @returns a function that takes it away */
export function mountSmall(folder: string, bytes: number): () => void {
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]);
  return () => void execFileSync('umount', [folder]);
}

/** Makes a folder one that nobody can write to, root included. @returns a function that undoes it */
export function mountReadOnly(folder: string): () => void {
  execFileSync('mount', ['--bind', folder, folder]);
  execFileSync('mount', ['-o', 'remount,ro,bind', folder]);
  return () => void execFileSync('umount', [folder]);
}
