import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Case, CORE } from './case.ts';
import { writeSyntheticSweep } from './synthetic-sweep.ts';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const TRIALS = 100_000;

const unavailable = () => (existsSync(at('dist/cli.js')) ? undefined : 'dist/ is not built');

/** A folder that is there until this process ends. */
function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'twolayer-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the command and, at its end, asks it for its largest memory. @returns ms and MB; NaN when it failed */
function measured(words: readonly string[], cwd: string): { ms: number; megabytes: number } {
  const report = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS))`;
  const hook = `data:text/javascript,${encodeURIComponent(report)}`;
  const start = performance.now();
  const child = spawnSync(process.execPath, ['--import', hook, at('bin/twolayer.js'), ...words], {
    cwd,
    encoding: 'utf8',
  });
  const ms = performance.now() - start;
  const [, kilobytes] = /peak (\d+)/.exec(child.stderr) ?? [];
  if (child.status !== 0) return { ms: Number.NaN, megabytes: Number.NaN };
  return { ms, megabytes: Number(kilobytes) / 1024 };
}

let synthetic: string | undefined;

function syntheticFolder(): string {
  synthetic ??= scratch();
  if (!existsSync(join(synthetic, 'sweep.json'))) writeSyntheticSweep(synthetic, TRIALS);
  return synthetic;
}

const reading = (command: string, unit: 'ms' | 'MB'): Case => ({
  name: `${command} of 100000 trials`,
  engine: CORE,
  unit,
  shape: {},
  rounds: 3,
  unavailable,
  start() {
    const folder = syntheticFolder();
    return () => {
      const { ms, megabytes } = measured([command, folder], folder);
      return unit === 'ms' ? ms : megabytes;
    };
  },
});

/** About 20 ms a trial. */
const short = `
experiment: xor/two-phases
settings: {width: 64, batchSize: 128, maxTime: 6, testSize: 256, inputDim: 64}
seeds: {count: 200}
`;

/**
 * Share of the workers' time that is spent in trials, between the first line and the last: 1 would be a pool and a
 * store that cost nothing. Other programs on the machine lower it.
 */
function busyShare(workers: number): number {
  const cwd = scratch();
  writeFileSync(join(cwd, 'short.yaml'), short);
  measured(['sweep', 'short.yaml', '--out', 'out', '--quiet', '--workers', String(workers)], cwd);
  const [name] = readdirSync(join(cwd, 'out/shards'));
  const path = join(cwd, 'out/shards', name!);
  const { birthtimeMs, ctimeMs } = statSync(path);
  const lines = readFileSync(path, 'utf8').trim().split('\n').slice(workers);
  const seconds = lines.map((line) => JSON.parse(line).computed.seconds as number);
  return seconds.reduce((sum, one) => sum + one, 0) / (workers * 1e-3 * (ctimeMs - birthtimeMs));
}

const sweeping = (workers: number): Case => ({
  name: `sweep, ${workers} ${workers === 1 ? 'worker' : 'workers'}`,
  engine: CORE,
  unit: 'share in trials',
  shape: {},
  rounds: 3,
  unavailable,
  start: () => () => busyShare(workers),
});

/** What the store and the pool cost, each in a process of its own. */
export const storeCases: readonly Case[] = [
  reading('status', 'ms'),
  reading('status', 'MB'),
  sweeping(1),
  sweeping(2),
];
