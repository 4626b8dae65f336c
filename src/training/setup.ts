import type { Corruption } from '../corruptions/corruption.ts';
import { corruptions } from '../corruptions/index.ts';
import type { Block, Engine, Gradient, Loss, Network, Pass, Samples } from '../engines/engine.ts';
import { createLayers } from '../engines/engine.ts';
import { inputs } from '../inputs/index.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { losses } from '../losses/index.ts';
import { initializations } from '../network/index.ts';
import { outputFactor } from '../network/output-scale.ts';
import type { Key } from '../numerics/philox.ts';
import { type Seeds, streamKey } from '../numerics/streams.ts';
import { optimizers } from '../optimizers/index.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { AnyKind } from '../settings/kind.ts';
import { targets } from '../targets/index.ts';
import type { Target } from '../targets/target.ts';
import { rotate } from './rotate.ts';
import type { TrainingSettings } from './settings.ts';

/** Samples drawn, evaluated and differentiated at a time; a larger batch is streamed, with the same result. */
export const SLAB = 1024;

/** A slab of samples with its labels. */
export interface Batch {
  /** What the network sees: Σ_k z_k q_k in the hidden basis, else z itself, the same object. */
  readonly x: Samples;
  /** What targets and corruptions see. */
  readonly z: Samples;
  readonly y: Block;
}

/** Everything one training run is made of. Only the network, the step count and scratch space change. */
export interface Run {
  readonly engine: Engine;
  readonly network: Network;
  readonly gradient: Gradient;
  readonly batch: Batch;
  readonly pass: Pass;
  readonly inputs: Inputs;
  readonly inputsKey: Key;
  /** d×d, row k is q_k, where the inputs have a hidden basis. */
  readonly basis: Float64Array | undefined;
  readonly target: Target;
  readonly corruption: Corruption;
  readonly noiseKey: Key;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly batchSize: number;
  /** Samples that are used again and again, in order; Infinity where each is fresh. */
  readonly sampleSize: number;
  /** Updates made so far. */
  step: number;
}

/** Number of the first sample of the next batch; it holds this one and the batchSize − 1 that follow. */
export const firstSample = ({ step, batchSize, sampleSize }: Run) => (step * batchSize) % sampleSize;

function create<Made>(kinds: readonly AnyKind<Made>[], name: string, settings: TrainingSettings): Made {
  return kinds.find((kind) => kind.name === name)!.create(settings);
}

/**
 * A run at step 0: buffers allocated once, weights drawn from the `init` stream.
 *
 * @param settings resolved settings
 */
export function createRun(settings: TrainingSettings, seeds: Seeds, engine: Engine): Run {
  const { inputDim, width, batchSize, outputScale } = settings;
  const network = engine.createNetwork(inputDim, width, outputFactor(outputScale, width));
  const layers = createLayers(engine, inputDim, width);
  create(initializations, settings.init, settings).draw(streamKey(seeds, 'init'), inputDim, layers);
  engine.writeLayers(layers, network);
  const source = create(inputs, settings.inputs, settings);
  const basis = source.drawBasis?.(streamKey(seeds, 'target'), inputDim);
  const z = engine.createSamples(source.samples, inputDim, SLAB);
  const x = basis ? engine.createSamples('dense', inputDim, SLAB) : z;
  return {
    engine,
    network,
    gradient: engine.createGradient(network),
    batch: { x, z, y: engine.createLabels(SLAB) },
    pass: engine.createPass(width, SLAB),
    inputs: source,
    inputsKey: streamKey(seeds, 'inputs'),
    basis,
    target: create(targets, settings.target, settings),
    corruption: create(corruptions, settings.corruption, settings),
    noiseKey: streamKey(seeds, 'noise'),
    loss: create(losses, settings.loss, settings),
    optimizer: create(optimizers, settings.optimizer, settings),
    batchSize,
    sampleSize: settings.sampleSize ?? Infinity,
    step: 0,
  };
}

/** Draws samples number first … first+count−1 of a stream and labels them. */
export function drawBatch(run: Run, key: Key, first: number, count: number): void {
  drawLabeled(run, key, first, count);
  showToNetwork(run);
}

/** Draws samples number first … first+count−1 to train on: labeled, then corrupted. */
export function drawTrainingBatch(run: Run, first: number, count: number): void {
  drawLabeled(run, run.inputsKey, first, count);
  run.corruption.apply(run.noiseKey, first, run.batch.z, run.batch.y.array);
  showToNetwork(run);
}

function drawLabeled({ inputs, engine, target, batch }: Run, key: Key, first: number, count: number): void {
  inputs.draw(engine, key, first, count, batch.z);
  target.label(batch.z, batch.y.array);
}

/** x from z, where there is a hidden basis between them. */
export function showToNetwork({ basis, batch }: Run): void {
  if (basis && batch.x.kind === 'dense') rotate(basis, batch.z, batch.x);
}
