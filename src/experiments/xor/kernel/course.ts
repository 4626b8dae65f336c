import { corruptions } from '../../../corruptions/index.ts';
import type { Engine } from '../../../engines/engine.ts';
import { inputs } from '../../../inputs/index.ts';
import { losses } from '../../../losses/index.ts';
import { initializations } from '../../../network/index.ts';
import { type Seeds, streamKey } from '../../../numerics/streams.ts';
import { optimizers } from '../../../optimizers/index.ts';
import { hash } from '../../../settings/canonical.ts';
import { allFields, resolveSettings } from '../../../settings/resolve.ts';
import { parity } from '../../../targets/parity.ts';
import type { Status } from '../../../training/run.ts';
import { type TrainingSettings, trainingFields } from '../../../training/settings.ts';
import { createRun, drawBatch, drawTrainingBatch, type Run, SLAB } from '../../../training/setup.ts';
import { type Expansion, terms } from '../../../twins/expansion.ts';
import type { Course, Snapshot } from '../../experiment.ts';
import { addSamples, createInterpolation, interpolate } from './interpolation.ts';
import { kernels } from './kernels.ts';
import { type KernelSettings, trainingSizes } from './settings.ts';

/** Whether the error is below the goal. */
export const goalIsReached = ({ values }: Snapshot, { errorGoal }: KernelSettings) =>
  (values.testError as number) < errorGoal;

/**
 * Interpolates the first n samples of one stream for one n after the other: a step is a training set, and its time
 * is counted as step is. Before the first the output is 0, which counts as wrong.
 */
export function kernelCourse(settings: KernelSettings, seeds: Seeds, engine: Engine): Course {
  const run = samplesOf(settings, seeds, engine);
  const sizes = trainingSizes(settings);
  const kernel = kernels.find(({ name }) => name === settings.kernel)!;
  const table = kernel.create({ inputDim: settings.inputDim, width: run.network.width });
  const interpolation = createInterpolation(table, sizes.at(-1)!);
  const testKey = streamKey(seeds, 'test');
  let coefficients: Float64Array = new Float64Array(0);

  function* progress(): Generator<Snapshot, Status> {
    yield snapshot(run, 1);
    for (const size of sizes) {
      for (; run.samplesUsed < size; run.samplesUsed += run.batch.z.count) {
        drawTrainingBatch(run, run.samplesUsed, Math.min(SLAB, size - run.samplesUsed));
        addSamples(interpolation, run.batch.z, run.batch.y.array);
      }
      run.step += 1;
      const solution = interpolate(interpolation);
      if (!solution) return 'diverged';
      coefficients = solution;
      const error = errorOf(run, interpolation.expansion, testKey, settings.testSize);
      const seen = snapshot(run, error);
      yield seen;
      if (goalIsReached(seen, settings)) return 'finished';
    }
    return 'budget-exhausted';
  }

  return { run, watchers: [], progress: progress(), weightsHash: () => coefficientsHash(coefficients) };
}

/** Where the samples come from: a run that is never trained, with the least of a network. */
function samplesOf(settings: KernelSettings, seeds: Seeds, engine: Engine): Run {
  const choices = {
    inputs,
    target: [parity],
    corruption: corruptions,
    init: initializations,
    loss: losses,
    optimizer: optimizers,
  };
  const schema = { name: 'samples', settings: trainingFields, choices, rules: [] };
  const known = allFields(schema);
  const given = Object.fromEntries(Object.entries(settings).filter(([key]) => Object.hasOwn(known, key)));
  const resolved = resolveSettings(schema, { ...given, width: 1 }, (key) => key);
  return createRun(resolved as TrainingSettings, seeds, engine);
}

/** Share of the test stream's first samples at which the function is not of the label's sign. */
function errorOf(
  run: Run,
  expansion: Expansion,
  testKey: ReturnType<typeof streamKey>,
  count: number,
): number {
  const { z, y } = run.batch;
  let wrong = 0;
  for (let first = 0; first < count; first += SLAB) {
    drawBatch(run, testKey, first, Math.min(SLAB, count - first));
    for (let s = 0; s < z.count; s++) {
      const output = terms(expansion, z.rows.array as Uint32Array, s, 0, run.samplesUsed);
      if (!(output * y.array[s]! > 0)) wrong += 1;
    }
  }
  return wrong / count;
}

const snapshot = ({ step, samplesUsed }: Run, testError: number): Snapshot => ({
  step,
  time: step,
  samples: samplesUsed,
  values: { testError },
  neurons: {},
});

/** SHA-256 over the float64 bits of the coefficients, little-endian, in the order of the samples. */
function coefficientsHash(coefficients: Float64Array): string {
  const view = new DataView(new ArrayBuffer(8 * coefficients.length));
  for (const [i, coefficient] of coefficients.entries()) view.setFloat64(8 * i, coefficient, true);
  return hash(new Uint8Array(view.buffer));
}
