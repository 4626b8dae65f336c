import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Case, CORE } from './case.ts';

const source = fileURLToPath(new URL('fma-peak.c', import.meta.url));
const flags = ['-O3', '-march=native', '-ffp-contract=fast'];

let program: string | undefined;

/** Compiles the program into a temporary folder that goes when the bench does. */
function compile(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'twolayer-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'fma-peak');
  const { error, status, stderr } = spawnSync('cc', [...flags, source, '-o', path], { encoding: 'utf8' });
  if (error) return `no C compiler: ${error.message}`;
  if (status !== 0) return `cc failed: ${stderr.trim().split('\n')[0]}`;
  program = path;
  return undefined;
}

/** The core's own multiply-add peak: fused multiply-adds in registers, as a C program measures them. */
export const fmaPeak: Case = {
  name: 'fma-peak',
  engine: CORE,
  unit: 'GMAC/s',
  shape: {},
  unavailable: compile,
  start: () => () => Number(spawnSync(program!, { encoding: 'utf8' }).stdout),
};
