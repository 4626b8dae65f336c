import type { Block, Engine, Loss, Network, Pass, Reals } from './engine.ts';
import { normalizeRows } from './normalize-rows.ts';
import { relu } from './relu.ts';
import { createFeatures } from './wasm-features.ts';
import { instantiate, type Kernel, type Kernels, roundUp, TILE, tilesOf } from './wasm-memory.ts';
import { backward, forward, laneAt, PARAMETERS } from './wasm-passes.ts';

/**
 * Float32 on 128-bit SIMD: table products for ±1 inputs, dense products for real ones (kernels/kernels.c).
 * Networks live in tiles of 16 neurons, [tile][coordinate][16]; preactivations in [tile][sample][16].
 *
 * @throws RangeError when the shapes asked for exceed the 4 GiB a wasm memory can hold
 */
export function createWasmEngine(): Engine {
  const { kernels, reals, words } = instantiate();
  const k = kernels as Readonly<Record<string, Kernel>>;
  const machine = { k, parameters: reals(PARAMETERS) };
  let staging: Block | undefined;

  /** A row-major copy of the first layer, made the first time layers cross the border. */
  const rowsOf = ({ width, inputDim }: Network): Block => {
    if (!staging || staging.array.length < width * inputDim) staging = reals(width * inputDim);
    return staging;
  };

  const engine: Engine = {
    name: 'wasm',
    precision: 'float32',

    createNetwork: (inputDim, width, outputScale, activation = relu) => ({
      inputDim,
      width,
      outputScale,
      activation,
      ...createTiles(reals, inputDim, width),
    }),
    createGradient: ({ inputDim, width }) => createTiles(reals, inputDim, width),
    createSamples: (kind, inputDim, capacity) => {
      const common = { inputDim, capacity, count: 0 };
      if (kind === 'dense') {
        const [rows, columns] = [reals(capacity * inputDim), reals(capacity * inputDim)];
        return { kind, ...common, stride: inputDim, rows, columns };
      }
      const stride = Math.ceil(inputDim / 32);
      const columns = words(inputDim * Math.ceil(capacity / 32));
      return { kind, ...common, stride, rows: words(capacity * stride), columns };
    },
    createPass: (width, capacity) => ({
      capacity,
      preactivation: reals(tilesOf(width) * TILE * capacity),
      output: reals(roundUp(capacity, 4)),
      outputGradient: reals(roundUp(capacity, 4)),
      scratch: reals((TILE + 1) * capacity),
    }),
    createLabels: (capacity) => reals(roundUp(capacity, 4)),

    readLayers(network, out) {
      const rows = rowsOf(network);
      k.rows_from_tiles!(network.width, network.inputDim, network.firstLayer.pointer, rows.pointer);
      out.firstLayer.set(rows.array.subarray(0, out.firstLayer.length));
      out.secondLayer.set(network.secondLayer.array.subarray(0, network.width));
    },
    writeLayers(layers, network) {
      const rows = rowsOf(network);
      // A run that diverged leaves 0 · ∞ in the padding.
      for (const { array } of [network.firstLayer, network.secondLayer]) array.fill(0);
      rows.array.set(layers.firstLayer);
      k.tiles_from_rows!(network.width, network.inputDim, rows.pointer, network.firstLayer.pointer);
      network.secondLayer.array.set(layers.secondLayer);
    },

    drawSigns(key, first, count, out) {
      k.draw_signs!(key[0], key[1], first, count, out.inputDim, out.rows.pointer, out.stride);
      out.count = count;
    },
    drawGaussians(key, first, count, out) {
      k.draw_gaussians!(key[0], key[1], first, count, out.inputDim, out.rows.pointer);
      out.count = count;
    },

    forward: (network, samples, pass) => forward(machine, network, samples, pass),
    preactivationIndex: (_, { count }, sample, neuron) => laneAt(count, sample, neuron),
    lossDerivative: (loss, labels, weight, count, pass) =>
      lossDerivative(kernels, loss, labels, weight, count, pass),
    ...createFeatures(machine, reals),
    backward: (network, samples, pass, gradient) => backward(machine, network, samples, pass, gradient),

    clear(gradient) {
      gradient.firstLayer.array.fill(0);
      gradient.secondLayer.array.fill(0);
    },
    descend(network, gradient, firstRate, secondRate) {
      descend(k, network.firstLayer, gradient.firstLayer, firstRate);
      descend(k, network.secondLayer, gradient.secondLayer, secondRate);
    },
    normalizeRows: (network) => normalizeRows(engine, network),
  };
  return engine;
}

/** Both layers in tiles, zero. */
function createTiles(reals: (length: number) => Block, inputDim: number, width: number) {
  const neurons = tilesOf(width) * TILE;
  return { firstLayer: reals(neurons * inputDim), secondLayer: reals(neurons) };
}

/** The loss's own kernel where there is one; else its scalar derivative, computed in float64 and rounded. */
function lossDerivative(
  kernels: Kernels,
  loss: Loss,
  labels: Block,
  weight: number,
  count: number,
  pass: Pass,
): void {
  const kernel = kernels[`${loss.name}_derivative`];
  if (kernel) {
    const { output, outputGradient } = pass;
    kernel(count, weight * loss.scale, output.pointer, labels.pointer, outputGradient.pointer);
    return;
  }
  const output = pass.output.array;
  const out: Reals = pass.outputGradient.array;
  for (let s = 0; s < count; s++) out[s] = weight * loss.derivative(output[s]!, labels.array[s]!);
}

function descend(k: Readonly<Record<string, Kernel>>, weights: Block, gradient: Block, rate: number): void {
  k.descend!(weights.array.length / TILE, rate, gradient.pointer, weights.pointer);
}
