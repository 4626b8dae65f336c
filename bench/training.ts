import { createLayers, type Layers } from '../src/engines/engine.ts';
import type { EngineKind } from '../src/engines/index.ts';
import { createPlainEngine } from '../src/engines/plain.ts';
import { experiments } from '../src/experiments/index.ts';
import { seedsFrom, streamKey } from '../src/numerics/streams.ts';
import { resolveSettings } from '../src/settings/resolve.ts';
import { evaluate } from '../src/training/evaluate.ts';
import type { TrainingSettings } from '../src/training/settings.ts';
import { createRun, type Run } from '../src/training/setup.ts';
import { trainStep } from '../src/training/step.ts';
import { errorBounds, excess, UNIT_ROUNDOFF } from '../test/agreement.ts';
import { type Case, memoized, OF_PEAK, representative, shapeName } from './case.ts';
import { rateOf } from './measure.ts';
import { type ProductShape, productName, roundsOn } from './products.ts';

const seeds = seedsFrom(0);
const testKey = streamKey(seeds, 'test');

/** Settings of the XOR experiment at a shape. */
function settingsAt({ d, p, n }: ProductShape): TrainingSettings & { readonly stepSize: number } {
  const given = { inputDim: d, width: p, batchSize: n };
  const settings = resolveSettings(experiments[0]!, given, (key) => key) as unknown;
  return settings as TrainingSettings & { readonly stepSize: number };
}

/** The XOR run at step 0. */
export function runOn(kind: EngineKind, shape: ProductShape): Run {
  return createRun(settingsAt(shape), seeds, kind.create());
}

function layersOf({ engine, network }: Run): Layers {
  const layers = createLayers(engine, network.inputDim, network.width);
  engine.readLayers(network, layers);
  return layers;
}

/** The same run on a fast engine and on plain, from the same float32 weights. */
function twins(kind: EngineKind, shape: ProductShape) {
  const fast = runOn(kind, shape);
  const plain = createRun(settingsAt(shape), seeds, createPlainEngine());
  const start = layersOf(fast);
  plain.engine.writeLayers(start, plain.network);
  return { fast, plain, start };
}

/** Bounds on the outputs of the batch that a plain run holds. */
function outputBounds({ batch, network }: Run, layers: Layers): Float64Array {
  const outputGradient = new Float64Array(batch.x.count);
  const bounds = errorBounds({ layers, samples: batch.x, scale: network.outputScale, outputGradient });
  return Float64Array.from(bounds.output);
}

/** Bounds on the gradient: |∂²ℓ/∂f²| ≤ lossScale/4 carries the outputs' errors, a few roundings add theirs. */
function gradientBounds(plain: Run, start: Layers) {
  const { batch, network, pass, loss, batchSize } = plain;
  const outputGradient = pass.outputGradient.array;
  const curvature = loss.scale / 4 / batchSize;
  const rounding = 8 * UNIT_ROUNDOFF;
  const slack = outputBounds(plain, start).map(
    (error, s) => curvature * error + rounding * Math.abs(outputGradient[s]!),
  );
  return errorBounds({ layers: start, samples: batch.x, scale: network.outputScale, outputGradient, slack });
}

/** One step on both engines: weights differ by rate × the gradient's bound and the update's own roundings. */
function checkStep(kind: EngineKind, shape: ProductShape): string | undefined {
  const { fast, plain, start } = twins(kind, shape);
  trainStep(fast);
  trainStep(plain);
  const bounds = gradientBounds(plain, start);
  const [got, want] = [layersOf(fast), layersOf(plain)];
  const rate = settingsAt(shape).stepSize * shape.p;
  for (const layer of ['firstLayer', 'secondLayer'] as const) {
    const bound = bounds[layer].map((error, i) => {
      const before = start[layer][i]!;
      return rate * error + 3 * UNIT_ROUNDOFF * (Math.abs(before) + Math.abs(want[layer][i]! - before));
    });
    const found = excess(got[layer], want[layer], bound);
    if (found) return `${layer} after a step: ${found}`;
  }
  return undefined;
}

/** A whole training step, its data included; `ofProducts` is its rate over that of the two products alone. */
export function trainStepsOn(kind: EngineKind) {
  const check = memoized((key) => checkStep(kind, JSON.parse(key) as ProductShape));
  return (shape: ProductShape): Case => ({
    name: `train-step ${shapeName(shape)}`,
    engine: kind.name,
    unit: 'GMAC/s',
    shape,
    ratios: { ...OF_PEAK, ofProducts: productName('signs', 'forward+backward', shape) },
    ...roundsOn(kind),
    ...(kind.name !== 'plain' && { check: () => check(JSON.stringify(representative(shape))) }),
    start() {
      const run = runOn(kind, shape);
      return rateOf(2e-9 * shape.n * shape.p * shape.d, () => trainStep(run));
    },
  });
}

/** Both losses within the outputs' bounds (|∂ℓ/∂f| ≤ lossScale); errors differ only where the sign is in doubt. */
function checkEvaluation(kind: EngineKind, shape: ProductShape): string | undefined {
  const { fast, plain, start } = twins(kind, shape);
  const [got, want] = [fast, plain].map((run) => evaluate(run, testKey, shape.n));
  const bounds = outputBounds(plain, start);
  const doubtful = bounds.filter((bound, s) => Math.abs(plain.pass.output.array[s]!) <= bound).length;
  const lossBound = (plain.loss.scale * bounds.reduce((sum, bound) => sum + bound, 0)) / shape.n;
  return (
    excess([got!.loss], [want!.loss], [lossBound + 1e-12]) ??
    excess([got!.error], [want!.error], [doubtful / shape.n])
  );
}

/** Error and loss on n test samples, redrawn. */
export function evaluationsOn(kind: EngineKind) {
  return (shape: ProductShape): Case => ({
    name: `evaluate ${shapeName(shape)}`,
    engine: kind.name,
    unit: 'GMAC/s',
    shape,
    ratios: { ...OF_PEAK, ofForward: productName('signs', 'forward', shape) },
    ...roundsOn(kind),
    ...(kind.name !== 'plain' && { check: () => checkEvaluation(kind, representative(shape)) }),
    start() {
      const run = runOn(kind, shape);
      return rateOf(1e-9 * shape.n * shape.p * shape.d, () => evaluate(run, testKey, shape.n));
    },
  });
}
