import { type OutputScale, outputFactor } from '../network/output-scale.ts';
import { streamKey } from '../numerics/streams.ts';
import { tangentKernel } from '../theory/arc-cosine-kernel.ts';
import { createRun, drawBatch, drawTrainingBatch, firstSample, type Run, SLAB } from '../training/setup.ts';
import { clockOf } from './clock.ts';
import { createExpansion, type Expansion, terms } from './expansion.ts';
import { only, onTheCube } from './rules.ts';
import { relativeDistance } from './sight.ts';
import type { Sight, Twin, TwinContext, TwinKind, TwinSettings } from './twin.ts';

/** Samples of the fixed test stream on which the two functions are compared. */
const COMPARED = 512;

/** Kernel gradient descent: f_t(x) = f(x; W₀) + Σ_i coefficient_i K(x_i, x). */
export interface KernelDescent {
  /** The network at step 0 for good; its batch and pass are where samples are drawn and f_t is left. */
  readonly start: Run;
  readonly expansion: Expansion;
  /** Coefficient of a sample for each unit of −∂ℓ/∂f. */
  readonly rate: number;
  step: number;
}

/** At the start of the run it is a twin of. */
export function createDescent({ settings, seeds, engine }: TwinContext): KernelDescent {
  const { inputDim, width, stepSize, kernelSamples, outputScale } = settings as TwinSettings;
  const { initScale } = settings as unknown as { readonly initScale: number };
  const { pace, rates } = clockOf(settings);
  const table = tangentKernel({ inputDim, initScale, firstRate: rates.first, secondRate: rates.second });
  return {
    start: createRun(settings, seeds, engine),
    expansion: createExpansion(table, kernelSamples),
    rate: stepSize * pace * width * outputFactor(outputScale as OutputScale, width),
    step: 0,
  };
}

/** f_t of the samples in `start.batch` from the first `to` terms, into `start.pass.output`. */
export function forwardKernel({ start, expansion }: KernelDescent, to: number): void {
  const { engine, network, batch, pass } = start;
  engine.forward(network, batch.x, pass);
  const points = batch.x.rows.array as Uint32Array;
  for (let s = 0; s < batch.x.count; s++) pass.output.array[s]! += terms(expansion, points, s, 0, to);
}

/** One step on the run's next batch, whose samples join the expansion, again where they come again. @returns false, and no step, when it is full */
export function stepKernel(descent: KernelDescent): boolean {
  const { start, expansion, rate, step } = descent;
  const { engine, batch, pass, loss, batchSize } = start;
  const seen = step * batchSize;
  const first = firstSample({ samplesUsed: seen, sampleSize: start.sampleSize });
  if (seen + batchSize > expansion.coefficients.length) return false;
  for (let drawn = 0; drawn < batchSize; drawn += SLAB) {
    const count = Math.min(SLAB, batchSize - drawn);
    drawTrainingBatch(start, first + drawn, count);
    forwardKernel(descent, seen);
    engine.lossDerivative(loss, batch.y, 1 / batchSize, count, pass);
    const points = batch.x.rows.array as Uint32Array;
    expansion.bits.set(points.subarray(0, count * expansion.words), (seen + drawn) * expansion.words);
    for (let s = 0; s < count; s++) {
      expansion.coefficients[seen + drawn + s] = -rate * pass.outputGradient.array[s]!;
    }
  }
  descent.step += 1;
  return true;
}

/** f_t on the first test samples, with the terms that are new since the last look added. */
function compare(descent: KernelDescent, { settings, seeds, run }: TwinContext) {
  const count = Math.min(COMPARED, (settings as TwinSettings).testSize);
  const key = streamKey(seeds, 'test');
  const { start, expansion } = descent;
  const sums = new Float64Array(count);
  let added = 0;
  return (): Sight => {
    drawBatch(start, key, 0, count);
    const { engine, batch, pass } = start;
    const points = batch.x.rows.array as Uint32Array;
    const seen = descent.step * start.batchSize;
    for (let s = 0; s < count; s++) sums[s]! += terms(expansion, points, s, added, seen);
    added = seen;
    engine.forward(start.network, batch.x, pass);
    const output = sums.map((sum, s) => pass.output.array[s]! + sum);
    engine.forward(run.network, batch.x, pass);
    const wrong = output.filter((f, s) => !(f * batch.y.array[s]! > 0)).length;
    return {
      distance: relativeDistance([pass.output.array.slice(0, count)], [output]),
      testError: wrong / count,
    };
  };
}

function follow(context: TwinContext): Twin {
  const descent = createDescent(context);
  const look = compare(descent, context);
  let full = false;
  return {
    follow() {
      full ||= !stepKernel(descent);
    },
    look: () => (full ? undefined : look()),
  };
}

/** Bits of samples that the expansion may keep: 128 MiB. */
const MOST_BITS = 2 ** 30;

/** The linearized network of infinite width, from the function at the start: no features at all, only a kernel. */
export const kernel: TwinKind = {
  name: 'kernel',
  doc: 'the same batches on the tangent kernel of infinite width, for the first kernelSamples samples',
  source: 'derived',
  distance: `rms(f − f′)/rms(f) on the first ${COMPARED} test samples`,
  rules: [
    onTheCube('kernel'),
    only('init', ['sphere'], 'with the twin kernel, which is derived for it'),
    only('optimizer', ['sgd'], 'with the twin kernel, which descends like it'),
    ({ kernelSamples, inputDim }) =>
      (kernelSamples as number) * (inputDim as number) > MOST_BITS
        ? {
            key: 'kernelSamples',
            allowed: `at most ${Math.floor(MOST_BITS / (inputDim as number))} with ${inputDim} inputs`,
          }
        : undefined,
  ],
  create: follow,
};
