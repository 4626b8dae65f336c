import { activations } from '../activations/index.ts';
import type { Corruption } from '../corruptions/corruption.ts';
import { corruptions } from '../corruptions/index.ts';
import type { Block, Engine, Gradient, Loss, Network, Pass, Samples } from '../engines/engine.ts';
import { createLayers } from '../engines/engine.ts';
import { inputs } from '../inputs/index.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { losses } from '../losses/index.ts';
import { giantInitializations, initializations } from '../network/index.ts';
import { outputFactor } from '../network/output-scale.ts';
import type { Key } from '../numerics/philox.ts';
import { type Seeds, streamKey } from '../numerics/streams.ts';
import { giantOptimizers, optimizers } from '../optimizers/index.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { AnyKind } from '../settings/kind.ts';
import { functions, targets } from '../targets/index.ts';
import type { Target } from '../targets/target.ts';
import { createLowerParts, type LowerParts } from './lower-parts.ts';
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

/**
 * Everything one training run is made of. The network, the counts and scratch space change with each step;
 * the replaceable parts where the settings have a change (`changes.ts`).
 */
export interface Run extends Replaceable {
  readonly engine: Engine;
  readonly network: Network;
  readonly gradient: Gradient;
  readonly batch: Batch;
  readonly pass: Pass;
  readonly inputs: Inputs;
  readonly inputsKey: Key;
  /** d×d, row k is q_k, where the inputs have a hidden basis. */
  readonly basis: Float64Array | undefined;
  readonly noiseKey: Key;
  /** What is taken off the labels of each batch before its step, if anything is. */
  readonly lowerParts: LowerParts | undefined;
  /** Samples that are used again and again, in order; Infinity where each is fresh. */
  readonly sampleSize: number;
  /** Updates made so far. */
  step: number;
  /** Samples drawn so far, those that came again included. */
  samplesUsed: number;
  /** Whether an output was not finite where the run stands. */
  hasDiverged: boolean;
}

/** What a change of settings can replace between two steps: neither the network's shape nor the data. */
export interface Replaceable {
  /** Those in force. */
  readonly settings: TrainingSettings;
  readonly target: Target;
  readonly corruption: Corruption;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly batchSize: number;
}

/** The kinds that may be another one from some step on, by their setting. */
export const replaceableKinds = {
  target: targets,
  corruption: corruptions,
  loss: losses,
  optimizer: optimizers,
};

/** What the settings say of the replaceable parts. */
export function replaceableParts(settings: TrainingSettings): Replaceable {
  return {
    settings,
    target: create([...targets, ...functions], settings.target, settings),
    corruption: create(corruptions, settings.corruption, settings),
    loss: create(losses, settings.loss, settings),
    optimizer: create([...optimizers, ...giantOptimizers], settings.optimizer, settings),
    batchSize: settings.batchSize,
  };
}

/** Number of the first sample of the next batch; it holds this one and the batchSize − 1 that follow. */
export const firstSample = ({ samplesUsed, sampleSize }: Pick<Run, 'samplesUsed' | 'sampleSize'>) =>
  samplesUsed % sampleSize;

function create<Made>(kinds: readonly AnyKind<Made>[], name: string, settings: TrainingSettings): Made {
  return kinds.find((kind) => kind.name === name)!.create(settings);
}

/**
 * A run at step 0: buffers allocated once, weights drawn from the `init` stream.
 *
 * @param settings resolved settings
 */
export function createRun(settings: TrainingSettings, seeds: Seeds, engine: Engine): Run {
  const { inputDim, width, outputScale, activation = 'relu' } = settings;
  const sigma = create(activations, activation, settings);
  const network = engine.createNetwork(inputDim, width, outputFactor(outputScale, width), sigma);
  const layers = createLayers(engine, inputDim, width);
  create([...initializations, ...giantInitializations], settings.init, settings).draw(
    streamKey(seeds, 'init'),
    inputDim,
    layers,
  );
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
    noiseKey: streamKey(seeds, 'noise'),
    lowerParts: createLowerParts(settings.preprocessing ?? 'none', inputDim),
    sampleSize: settings.sampleSize ?? Infinity,
    ...replaceableParts(settings),
    step: 0,
    samplesUsed: 0,
    hasDiverged: false,
  };
}

/** Draws samples number first … first+count−1 of a stream and labels them. */
export function drawBatch(run: Run, key: Key, first: number, count: number): void {
  drawLabeled(run, key, first, count);
  showToNetwork(run);
}

/** Draws samples number first … first+count−1 to train on: labeled, then corrupted, then without their lower parts. */
export function drawTrainingBatch(run: Run, first: number, count: number): void {
  drawLabeled(run, run.inputsKey, first, count);
  run.corruption.apply(run.noiseKey, first, run.batch.z, run.batch.y.array);
  run.lowerParts?.remove(run.batch.z, run.batch.y.array);
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
