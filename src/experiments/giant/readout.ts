import { createMoments, type Moments } from '../../numerics/moments.ts';
import type { Key } from '../../numerics/philox.ts';
import { chooseRidge, leastRidge, meanSquaredError, type RidgeProblem, ridge } from '../../numerics/ridge.ts';
import { type Seeds, streamKey } from '../../numerics/streams.ts';
import { Misuse } from '../../settings/misuse.ts';
import { drawBatch, firstSample, type Run, SLAB } from '../../training/setup.ts';
import { type ReadoutSettings, readoutSizeOf } from './readout-settings.ts';

/** A regression and how it errs. */
export interface Fit {
  /** Mean of (y − f)² over the test stream, whose labels are never corrupted. */
  readonly testMse: number;
  /** Share of the test stream where y f ≤ 0: for labels ±1 how often their sign is missed. */
  readonly testError: number;
  /** The same over the samples it was fitted to, corrupted where training labels are. */
  readonly trainMse: number;
  /** λ, given or chosen. */
  readonly ridge: number;
}

/** Samples as they lie in `run.batch`, evaluated by the network. */
export interface Slab {
  readonly isTest: boolean;
  /** Number of its first sample, within the readout's samples or the test stream. */
  readonly first: number;
}

/** Features of a regression f = scale · a·φ. */
export interface FeatureModel {
  /** How many. */
  readonly width: number;
  readonly scale: number;
  /** Adds the moments of a slab. */
  addMoments(slab: Slab, out: Moments): void;
  /** Writes its features, count×width. */
  read(slab: Slab, out: Float64Array): void;
}

/** Where the readout's samples and those of the test come from. */
export interface ReadoutData {
  readonly run: Run;
  readonly settings: ReadoutSettings;
  readonly testKey: Key;
}

/** The data of a run's readout. */
export const readoutData = (run: Run, settings: ReadoutSettings, seeds: Seeds): ReadoutData => ({
  run,
  settings,
  testKey: streamKey(seeds, 'test'),
});

/** The readout's fresh samples are those of the stream `inputs` from here on, which no training gets to. */
const FRESH = 2 ** 40;

/** The network's own features, with 1/√p before their sum as the paper has it, whatever the network has. */
export function networkFeatures({ engine, network, batch, pass }: Run): FeatureModel {
  return {
    width: network.width,
    scale: 1 / Math.sqrt(network.width),
    addMoments: (_, out) => engine.addMoments(network, batch.x, pass, batch.y, out),
    read: (_, out) => engine.readFeatures(network, batch.x, pass, out),
  };
}

/**
 * Fits features to the readout's samples and tests them; the run stays as it is.
 *
 * @throws Misuse where λ is 0 and the system singular at the start, with the smallest λ that works
 */
export function fitFeatures(data: ReadoutData, model: FeatureModel): Fit {
  const size = sizeOf(data);
  const { moments, lambda } = momentsAndRidge(data, model, size);
  const problem = { moments, scale: model.scale };
  const a = ridge(problem, lambda);
  if (!a) return unsolved(data.run, problem, lambda);
  const trainMse = Math.max(0, meanSquaredError(problem, a));
  return { ...testErrors(data, model, [a])[0]!, trainMse, ridge: lambda };
}

/** Of all samples the moments; with `held-out` the last fifth of them chooses λ first. */
function momentsAndRidge(data: ReadoutData, model: FeatureModel, size: number) {
  const { ridgeChoice, ridge: given } = data.settings;
  const moments = createMoments(model.width);
  if (ridgeChoice === 'fixed') {
    addRange(data, model, 0, size, moments);
    return { moments, lambda: given };
  }
  const kept = size - Math.ceil(size / 5);
  const heldOut = createMoments(model.width);
  addRange(data, model, 0, kept, moments);
  addRange(data, model, kept, size, heldOut);
  const chosen = chooseRidge({ moments, scale: model.scale }, heldOut, ridgeGrid);
  addMoments(heldOut, moments);
  return { moments, lambda: chosen ?? given };
}

/** 10^−6 … 10^6. */
export const ridgeGrid: readonly number[] = Array.from({ length: 13 }, (_, k) => Number(`1e${k - 6}`));

/** Adds the moments of the readout's samples number from … to−1. */
export function addRange(
  data: ReadoutData,
  model: FeatureModel,
  from: number,
  to: number,
  out: Moments,
): void {
  for (const slab of readoutSlabs(data, from, to)) model.addMoments(slab, out);
}

function addMoments(from: Moments, to: Moments): void {
  for (const [i, entry] of from.gram.entries()) to.gram[i]! += entry;
  for (const [i, entry] of from.correlation.entries()) to.correlation[i]! += entry;
  to.count += from.count;
  to.labelSquare += from.labelSquare;
}

/** Samples number from … to−1 of the readout, slab by slab in `run.batch`, labeled, corrupted and evaluated. */
export function* readoutSlabs({ run, settings }: ReadoutData, from: number, to: number): Generator<Slab> {
  const { engine, network, batch, pass, corruption, inputsKey, noiseKey } = run;
  const start = settings.readoutBatch === 'fresh' ? FRESH : lastBatch(run);
  for (let first = from; first < to; first += SLAB) {
    drawBatch(run, inputsKey, start + first, Math.min(SLAB, to - first));
    corruption.apply(noiseKey, start + first, batch.z, batch.y.array);
    engine.forward(network, batch.x, pass);
    yield { isTest: false, first };
  }
}

/** How many samples the readout has; a step that is used again may have fewer by now than was asked. */
export const sizeOf = ({ run, settings }: ReadoutData): number =>
  settings.readoutBatch === 'reused'
    ? Math.min(readoutSizeOf(settings), run.batchSize)
    : readoutSizeOf(settings);

/** Number of the first sample of the step made last; before any, of the first step. */
const lastBatch = (run: Run) =>
  run.step === 0 ? firstSample(run) : (run.samplesUsed - run.batchSize) % run.sampleSize;

/** The test stream, slab by slab in `run.batch`, evaluated. */
export function* testSlabs({ run, settings, testKey }: ReadoutData): Generator<Slab> {
  for (let first = 0; first < settings.testSize; first += SLAB) {
    drawBatch(run, testKey, first, Math.min(SLAB, settings.testSize - first));
    run.engine.forward(run.network, run.batch.x, run.pass);
    yield { isTest: true, first };
  }
}

/** Mean squared errors, and shares of wrong signs, of several solutions over the test stream. */
export function testErrors(data: ReadoutData, model: FeatureModel, solutions: readonly Float64Array[]) {
  const { batch } = data.run;
  const { width, scale } = model;
  const features = new Float64Array(Math.min(SLAB, data.settings.testSize) * width);
  const sums = solutions.map(() => ({ squares: 0, wrong: 0 }));
  for (const slab of testSlabs(data)) {
    model.read(slab, features);
    for (const [k, a] of solutions.entries()) {
      for (let s = 0; s < batch.x.count; s++) {
        let output = 0;
        for (let i = 0; i < width; i++) output += a[i]! * features[s * width + i]!;
        const error = batch.y.array[s]! - scale * output;
        sums[k]!.squares += error * error;
        if (!(output * batch.y.array[s]! > 0)) sums[k]!.wrong += 1;
      }
    }
  }
  const { testSize } = data.settings;
  return sums.map(({ squares, wrong }) => ({ testMse: squares / testSize, testError: wrong / testSize }));
}

/**
 * NaN where a run has diverged or thrown its weights out of all proportion; before the first step, λ = 0 is what the user
 * chose, and the system singular.
 */
function unsolved({ step }: Run, problem: RidgeProblem, lambda: number): Fit {
  const least = lambda > 0 || step > 0 ? undefined : leastRidge(problem);
  if (least === undefined) {
    const none = Number.NaN;
    return { testMse: none, testError: none, trainMse: none, ridge: lambda };
  }
  const { width, count } = problem.moments;
  throw new Misuse(
    `ridge must be at least ${least}, got ${lambda}: at step 0 some of the ${width} features depend on others over ${count} samples, as where neurons start in pairs or samples are fewer`,
  );
}
