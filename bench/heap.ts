import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { EngineKind } from '../src/engines/index.ts';
import type { Run } from '../src/training/setup.ts';
import { trainStep } from '../src/training/step.ts';
import type { Case } from './case.ts';
import { runOn } from './training.ts';

const SHAPE = { d: 8, p: 4, n: 4 };
const STEPS = 1e5;
/** Few enough that the garbage collector does not run among them. */
const UNCOLLECTED_STEPS = 2000;

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let turn = 0; turn < 3; turn++) collect(); // what one turn finalizes, the next one frees
}

const heapUsed = () => process.memoryUsage().heapUsed;

function advance(run: Run, steps: number): void {
  for (let step = 0; step < steps; step++) trainStep(run);
}

/** Bytes a step that are still there after a collection. */
function retained(run: Run): number {
  collectGarbage();
  const before = heapUsed();
  advance(run, STEPS);
  collectGarbage();
  return (heapUsed() - before) / STEPS;
}

/** Bytes a step that were asked for, collected later or not. */
function allocated(run: Run): number {
  collectGarbage();
  const before = heapUsed();
  advance(run, UNCOLLECTED_STEPS);
  return (heapUsed() - before) / UNCOLLECTED_STEPS;
}

/** Bytes by which the engine's own memory grew in all steps; the first layer is a view of it. */
function engineGrowth(run: Run): number {
  const bytes = () => run.network.firstLayer.array.buffer.byteLength;
  const before = bytes();
  advance(run, STEPS);
  return bytes() - before;
}

const measures = [
  { name: 'heap train-step', unit: 'bytes/step', of: retained },
  { name: 'heap train-step allocated', unit: 'bytes/step', of: allocated },
  { name: 'heap train-step engine memory', unit: 'bytes', of: engineGrowth },
] as const;

/** What 10⁵ steps of a tiny network leave on the heap; nothing, if a step does not allocate. */
export function heapCases(kind: EngineKind): Case[] {
  return measures.map(({ name, unit, of }) => ({
    name,
    engine: kind.name,
    unit,
    shape: SHAPE,
    rounds: 1,
    start() {
      const run = runOn(kind, SHAPE);
      advance(run, STEPS);
      return () => of(run);
    },
  }));
}
