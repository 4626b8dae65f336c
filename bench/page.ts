import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createWasmEngine } from '../src/engines/wasm.ts';
import { resolveTrial, startTrial } from '../src/experiments/trial.ts';
import { twoPhases } from '../src/experiments/xor/two-phases.ts';
import { seedsFrom } from '../src/numerics/streams.ts';
import { type Case, CORE, type Shape } from './case.ts';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
/** The first screen. */
const shape = { d: 100, p: 200, n: 1000 };
const large = { d: 1024, p: 1024, n: 1000 };
/** Steps of one measurement outside the page. */
const STEPS = 100;

/** Measures in a browser of its own; the machine has to be quiet for these. */
function measured(what: string): number {
  const words = ['--import', 'tsx', at('bench/page-measure.ts'), what];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', cwd: at('') });
  if (status !== 0) throw new Error(`bench/page-measure.ts ${what}: ${stderr}`);
  return Number(stdout);
}

const pageCase = (what: string, unit: string, of: Shape, scale = 1): Case => ({
  name: `page ${what}`,
  engine: 'chromium',
  unit,
  shape: of,
  rounds: 5,
  unavailable: () => (existsSync(at('dist-web/index.html')) ? undefined : 'dist-web/ is not built'),
  start: () => () => scale * measured(what),
});

/** The same trial in this process: training and measuring, by the clock on the wall as in the page. */
const trialSpeed: Case = {
  name: 'trial speed',
  engine: CORE,
  unit: 'ksamples/s',
  shape,
  rounds: 5,
  start() {
    const settings = resolveTrial(twoPhases, { width: shape.p, steps: 40_000 });
    const trial = startTrial(twoPhases, settings, seedsFrom(0), createWasmEngine());
    return () => {
      const start = performance.now();
      for (let step = 0; step < STEPS; step++) trial.advance();
      return (STEPS * shape.n) / (performance.now() - start);
    };
  },
};

/** The page from a cold load on, and while it trains. */
export const pageCases: readonly Case[] = [
  pageCase('first-frame', 'ms', shape),
  pageCase('first-step', 'ms', shape),
  pageCase('frames', '1/s', shape),
  pageCase('longest-task', 'ms', shape),
  pageCase('longest-task-large', 'ms', large),
  { ...pageCase('speed', 'ksamples/s', shape, shape.n / 1000), ratios: { ofTrial: trialSpeed.name } },
  trialSpeed,
];
