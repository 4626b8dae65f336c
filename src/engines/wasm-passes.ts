import type { Activation, Block, Gradient, Network, Pass, Samples } from './engine.ts';
import { type Kernel, LANES, TILE, tilesOf } from './wasm-memory.ts';

/** In the order of `activations` in kernels/kernels.c. */
const withKernels = ['relu', 'polynomial', 'erf', 'tanh', 'softplus'];

/** Room for the parameters of an activation that the kernels may have. */
export const PARAMETERS = 16;

/** The kernels, and room in their memory for the parameters of an activation. */
export interface Machine {
  readonly k: Readonly<Record<string, Kernel>>;
  readonly parameters: Block;
}

/**
 * An activation as kernels take it, its parameters put in place: its number there, how many parameters, where.
 *
 * @returns nothing where the kernels do not have it
 */
export function sigmaOf(
  { parameters: room }: Machine,
  { name, parameters }: Activation,
): [number, number, number] | undefined {
  const number = withKernels.indexOf(name);
  if (number < 0 || parameters.length > PARAMETERS) return undefined;
  room.array.set(parameters);
  return [number, parameters.length, room.pointer];
}

/** Fills `columns` from `rows`. @returns the entries a coordinate */
function transpose({ k }: Machine, samples: Samples): number {
  const { kind, count, inputDim, rows, stride, columns } = samples;
  if (kind === 'dense') {
    k.transpose_dense!(count, inputDim, rows.pointer, columns.pointer);
    return count;
  }
  const columnStride = Math.ceil(count / 32);
  k.transpose_signs!(count, inputDim, rows.pointer, stride, columns.pointer, columnStride);
  return columnStride;
}

/** z = W x and f(x) of each sample. */
export function forward(machine: Machine, network: Network, samples: Samples, pass: Pass): void {
  const sigma = sigmaOf(machine, network.activation);
  if (!sigma) {
    forwardByValue(machine, network, samples, pass);
    return;
  }
  machine.k.forward!(
    ...sigma,
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

/** Adds the gradient of the samples. */
export function backward(
  machine: Machine,
  network: Network,
  samples: Samples,
  pass: Pass,
  gradient: Gradient,
): void {
  const stride = transpose(machine, samples);
  const sigma = sigmaOf(machine, network.activation);
  if (!sigma) {
    backwardByDerivative(machine, network, samples, stride, pass, gradient);
    return;
  }
  machine.k.backward!(
    ...sigma,
    network.inputDim,
    network.width,
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

/** For an activation without kernels: f(x) neuron by neuron, in float64. */
function forwardByValue({ k }: Machine, network: Network, samples: Samples, pass: Pass): void {
  const { inputDim: d, width, activation, outputScale } = network;
  const { count: n, rows, stride } = samples;
  const isDense = Number(samples.kind === 'dense');
  const [z, second, f] = [pass.preactivation, network.secondLayer.array, pass.output.array];
  z.array.fill(0, 0, tilesOf(width) * TILE * n);
  for (let t = 0; t < tilesOf(width); t++) {
    const weights = network.firstLayer.pointer + t * d * LANES;
    k.product!(weights, d, isDense, rows.pointer, stride, n, z.pointer + t * n * LANES);
  }
  for (let s = 0; s < n; s++) {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += second[j]! * activation.value(z.array[laneAt(n, s, j)]!);
    f[s] = outputScale * sum;
  }
}

/** For an activation without kernels: the back-signals of a tile in float64, their products by kernel. */
function backwardByDerivative(
  { k }: Machine,
  network: Network,
  samples: Samples,
  stride: number,
  pass: Pass,
  gradient: Gradient,
): void {
  const { inputDim: d, width, activation, outputScale, secondLayer } = network;
  const { count: n, columns } = samples;
  const isDense = Number(samples.kind === 'dense');
  const [z, g, rows] = [pass.preactivation.array, pass.outputGradient.array, pass.scratch.array];
  for (let t = 0; t < tilesOf(width); t++) {
    rows.fill(0, 0, n * TILE);
    for (let j = t * TILE; j < Math.min(width, (t + 1) * TILE); j++) {
      for (let s = 0; s < n; s++) {
        const preactivation = z[laneAt(n, s, j)]!;
        const signal = outputScale * g[s]!;
        gradient.secondLayer.array[j]! += signal * activation.value(preactivation);
        rows[s * TILE + (j % TILE)] = signal * secondLayer.array[j]! * activation.derivative(preactivation);
      }
    }
    const out = gradient.firstLayer.pointer + t * d * LANES;
    k.product!(pass.scratch.pointer, n, isDense, columns.pointer, stride, d, out);
  }
}

/** Where [tile][sample][16] holds a neuron of a sample, of `count` samples. */
export function laneAt(count: number, sample: number, neuron: number): number {
  return (Math.floor(neuron / TILE) * count + sample) * TILE + (neuron % TILE);
}
