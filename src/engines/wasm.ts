import { addSamples } from '../numerics/moments.ts';
import type { Block, Engine, Gradient, Loss, Network, Pass, Reals, Samples } from './engine.ts';
import { kernelBytes } from './kernel-bytes.ts';
import { normalizeRows } from './normalize-rows.ts';
import { relu } from './relu.ts';

/** Neurons side by side in one tile; the last tile is padded with zeros, which every kernel keeps zero. */
const TILE = 16;
const PAGE = 65536;
const ALIGNMENT = 64;

const roundUp = (n: number, multiple: number) => Math.ceil(n / multiple) * multiple;
const tilesOf = (width: number) => Math.ceil(width / TILE);

type Kernel = (...values: number[]) => void;

let compiled: WebAssembly.Module | undefined;

/** A fresh instance of the kernels with its own memory, and a bump allocator over that memory. */
function instantiate() {
  compiled ??= new WebAssembly.Module(kernelBytes);
  const { exports } = new WebAssembly.Instance(compiled);
  const memory = exports.memory as WebAssembly.Memory;
  let top = (exports.__heap_base as { value: number }).value;

  function reserve(bytes: number): number {
    const pointer = roundUp(top, ALIGNMENT);
    top = pointer + bytes;
    const missing = Math.ceil((top - memory.buffer.byteLength) / PAGE);
    if (missing > 0) memory.grow(missing);
    return pointer;
  }

  /** Zeroed numbers in the kernels' memory; the view is made anew when growing the memory detached it. */
  function allocate<T extends Float32Array | Uint32Array>(
    Numbers: new (buffer: ArrayBuffer, offset: number, length: number) => T,
    length: number,
  ): Block<T> {
    const pointer = reserve(4 * length);
    let view = new Numbers(memory.buffer, pointer, length);
    return {
      pointer,
      get array() {
        if (view.buffer !== memory.buffer) view = new Numbers(memory.buffer, pointer, length);
        return view;
      },
    };
  }

  return {
    kernels: exports as Record<string, Kernel | undefined>,
    reals: (length: number) => allocate(Float32Array, length),
    words: (length: number) => allocate(Uint32Array, length),
  };
}

/**
 * Float32 on 128-bit SIMD: table products for ±1 inputs, dense products for real ones (kernels/kernels.c).
 * Networks live in tiles of 16 neurons, [tile][coordinate][16]; preactivations in [tile][sample][16].
 *
 * @throws RangeError when the shapes asked for exceed the 4 GiB a wasm memory can hold
 */
export function createWasmEngine(): Engine {
  const { kernels, reals, words } = instantiate();
  const k = kernels as Record<string, Kernel>;
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

    forward: (network, samples, pass) => forward(k, network, samples, pass),
    preactivationIndex: (_, { count }, sample, neuron) =>
      (Math.floor(neuron / TILE) * count + sample) * TILE + (neuron % TILE),
    lossDerivative: (loss, labels, weight, count, pass) =>
      lossDerivative(kernels, loss, labels, weight, count, pass),
    readFeatures({ width, activation }, { count }, pass, out) {
      const z = pass.preactivation.array;
      for (let s = 0; s < count; s++) {
        for (let j = 0; j < width; j++) {
          const at = (Math.floor(j / TILE) * count + s) * TILE + (j % TILE);
          out[s * width + j] = activation.value(z[at]!);
        }
      }
    },
    addMoments(network, samples, pass, labels, out) {
      const features = new Float64Array(samples.count * network.width);
      engine.readFeatures(network, samples, pass, features);
      addSamples(out, features, labels.array, samples.count);
    },
    backward: (network, samples, pass, gradient) => backward(k, network, samples, pass, gradient),

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

/** Fills `columns` from `rows`. @returns the entries a coordinate */
function transpose(k: Record<string, Kernel>, samples: Samples): number {
  const { kind, count, inputDim, rows, stride, columns } = samples;
  if (kind === 'dense') {
    k.transpose_dense!(count, inputDim, rows.pointer, columns.pointer);
    return count;
  }
  const columnStride = Math.ceil(count / 32);
  k.transpose_signs!(count, inputDim, rows.pointer, stride, columns.pointer, columnStride);
  return columnStride;
}

function forward(k: Record<string, Kernel>, network: Network, samples: Samples, pass: Pass): void {
  k.forward!(
    network.inputDim,
    tilesOf(network.width),
    network.firstLayer.pointer,
    network.secondLayer.pointer,
    network.outputScale,
    samples.count,
    Number(samples.kind === 'dense'),
    samples.rows.pointer,
    samples.stride,
    pass.preactivation.pointer,
    pass.scratch.pointer,
    pass.output.pointer,
  );
}

function backward(
  k: Record<string, Kernel>,
  network: Network,
  samples: Samples,
  pass: Pass,
  gradient: Gradient,
): void {
  const stride = transpose(k, samples);
  k.backward!(
    network.inputDim,
    tilesOf(network.width),
    network.secondLayer.pointer,
    network.outputScale,
    samples.count,
    Number(samples.kind === 'dense'),
    samples.columns.pointer,
    stride,
    pass.preactivation.pointer,
    pass.outputGradient.pointer,
    pass.scratch.pointer,
    gradient.firstLayer.pointer,
    gradient.secondLayer.pointer,
  );
}

/** The loss's own kernel where there is one; else its scalar derivative, computed in float64 and rounded. */
function lossDerivative(
  kernels: Record<string, Kernel | undefined>,
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

function descend(k: Record<string, Kernel>, weights: Block, gradient: Block, rate: number): void {
  k.descend!(weights.array.length / TILE, rate, gradient.pointer, weights.pointer);
}
