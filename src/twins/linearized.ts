import { createLayers, type Layers, type Pass } from '../engines/engine.ts';
import { clusterProjections, type XorNetwork } from '../metrics/neuron-parts.ts';
import { streamKey } from '../numerics/streams.ts';
import { createRun, drawBatch, drawTrainingBatch, firstSample, type Run, SLAB } from '../training/setup.ts';
import { neuronsSight, WEIGHT_DISTANCE, weightDistance } from './sight.ts';
import type { Twin, TwinContext, TwinKind, TwinSettings } from './twin.ts';

/**
 * f_lin(x) = f(x; W₀) + ∇f(x; W₀)·(W − W₀): a linear model whose features are the gradients at the start.
 * With z₀ = w₀·x and z = w·x it is scale · Σ_j 1[z₀ > 0] (a₀ z + (a − a₀) z₀).
 */
export interface Linearization {
  /** At step 0 for good; its batch and pass are where samples are drawn and f_lin is left. */
  readonly start: Run;
  /** Holds W and a; trained. */
  readonly run: Run;
}

/** Both at the start of the run they are twins of. */
export function linearize({ settings, seeds, engine }: TwinContext): Linearization {
  return { start: createRun(settings, seeds, engine), run: createRun(settings, seeds, engine) };
}

/** f_lin of the samples in `start.batch`, into `start.pass.output`. */
export function forwardLinearized({ start, run }: Linearization): void {
  const { engine, network, batch, pass } = start;
  engine.forward(network, batch.x, pass);
  engine.forward(run.network, batch.x, run.pass);
  for (let s = 0; s < batch.x.count; s++) {
    pass.output.array[s] = network.outputScale * gated(start, run.network.secondLayer.array, run.pass, s);
  }
}

/** Σ_j over the neurons that were open for sample s at the start. */
function gated({ engine, network, batch, pass }: Run, moved: ArrayLike<number>, now: Pass, s: number) {
  const a0 = network.secondLayer.array;
  const then = pass.preactivation.array;
  const z = now.preactivation.array;
  let sum = 0;
  for (let j = 0; j < network.width; j++) {
    const at = engine.preactivationIndex(network, batch.x, s, j);
    const before = then[at]!;
    if (before > 0) sum += a0[j]! * z[at]! + (moved[j]! - a0[j]!) * before;
  }
  return sum;
}

/** One step of SGD on f_lin: ∂f_lin/∂W is ∂f/∂W at the start, so the engine's backward pass there gives it. */
export function stepLinearized(linearization: Linearization): void {
  const { start, run } = linearization;
  const { engine, batch, pass, gradient, loss, batchSize } = start;
  engine.clear(gradient);
  for (let drawn = 0; drawn < batchSize; drawn += SLAB) {
    const count = Math.min(SLAB, batchSize - drawn);
    drawTrainingBatch(start, firstSample(run) + drawn, count);
    forwardLinearized(linearization);
    engine.lossDerivative(loss, batch.y, 1 / batchSize, count, pass);
    engine.backward(start.network, batch.x, pass, gradient);
  }
  run.optimizer.update(engine, run.network, gradient);
  run.step += 1;
  run.samplesUsed += batchSize;
}

/** Share of the test samples with y f_lin ≤ 0. */
function testErrorOf(linearization: Linearization, key: readonly [number, number], count: number): number {
  const { batch, pass } = linearization.start;
  let wrong = 0;
  for (let first = 0; first < count; first += SLAB) {
    const size = Math.min(SLAB, count - first);
    drawBatch(linearization.start, key, first, size);
    forwardLinearized(linearization);
    for (let s = 0; s < size; s++) if (!(pass.output.array[s]! * batch.y.array[s]! > 0)) wrong += 1;
  }
  return wrong / count;
}

/** y f_lin of the four clusters alone, in the order μ₁, −μ₁, μ₂, −μ₂. */
function marginsOf(start: Layers, { layers, network, pair }: XorNetwork): number[] {
  const outputs = [0, 0, 0, 0];
  for (let j = 0; j < network.width; j++) {
    const [a0, a] = [start.secondLayer[j]!, layers.secondLayer[j]!];
    const before = clusterProjections(start, { layers: start, network, pair }, j);
    const now = clusterProjections(layers, { layers, network, pair }, j);
    for (const c of [0, 1, 2, 3]) {
      const [sign, along] = [c % 2 ? -1 : 1, c >> 1];
      const z0 = sign * before[along]!;
      if (z0 > 0) outputs[c]! += network.outputScale * (a0 * sign * now[along]! + (a - a0) * z0);
    }
  }
  return outputs.map((f, c) => (c < 2 ? f : -f));
}

function follow(context: TwinContext): Twin {
  const { settings, seeds, engine } = context;
  const linearization = linearize(context);
  const layers = createLayers(engine, settings.inputDim, settings.width);
  const testKey = streamKey(seeds, 'test');
  return {
    follow: () => stepLinearized(linearization),
    look(view) {
      engine.readLayers(linearization.run.network, layers);
      const xor = { layers, network: view.network, pair: view.pair };
      return {
        distance: weightDistance(view.layers, layers),
        ...neuronsSight(view, xor),
        clusterMargins: marginsOf(view.start, xor),
        testError: testErrorOf(linearization, testKey, (settings as TwinSettings).testSize),
      };
    },
  };
}

/** The network that learns without changing its features: lazy training from the same start. */
export const linearized: TwinKind = {
  name: 'linearized',
  doc: 'the same batches on f(x; W₀) + ∇f(x; W₀)·(W − W₀): the features stay those of the start',
  source: 'derived',
  distance: WEIGHT_DISTANCE,
  rules: [],
  create: follow,
};
