import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Case, CORE } from './case.ts';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

function startupMs(): number {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, [at('bin/twolayer.js'), '--help']);
  return status === 0 ? performance.now() - start : Number.NaN;
}

/** Wall time of `twolayer --help`. */
export const startup: Case = {
  name: 'startup',
  engine: CORE,
  unit: 'ms',
  shape: {},
  rounds: 5,
  unavailable: () => (existsSync(at('dist/cli.js')) ? undefined : 'dist/ is not built'),
  start() {
    startupMs(); // the first one may rebuild what is stale
    return startupMs;
  },
};
