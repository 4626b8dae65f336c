import type { Moments } from '../numerics/moments.ts';
import type { Key } from '../numerics/philox.ts';

/** An engine's numbers: float64 in `plain`, float32 in `wasm`. */
export type Reals = Float32Array | Float64Array;

/** Numbers an engine owns; `array` is a live view, valid until the engine allocates again. */
export interface Block<T extends Reals | Uint32Array = Reals> {
  readonly array: T;
  /** Byte offset in the engine's memory; 0 where the engine has none. */
  readonly pointer: number;
}

/** Both layers in the logical layout: row j of `firstLayer` (p×d, row-major) is neuron j. */
export interface Layers {
  readonly firstLayer: Reals;
  readonly secondLayer: Reals;
}

/** σ of the hidden neurons. An engine uses its kernels for `name` where it has them. */
export interface Activation {
  readonly name: string;
  /** What a family of functions is given by, such as the coefficients of a polynomial. */
  readonly parameters: readonly number[];
  /** σ(z). */
  value(preactivation: number): number;
  /** σ′(z). */
  derivative(preactivation: number): number;
}

/** Weights of f(x) = outputScale · Σ_j a_j σ(w_j·x), in the engine's own layout: read them with `readLayers`. */
export interface Network {
  readonly inputDim: number;
  readonly width: number;
  readonly outputScale: number;
  readonly activation: Activation;
  readonly firstLayer: Block;
  readonly secondLayer: Block;
}

/** ∂/∂W and ∂/∂a, laid out as the network they belong to. */
export interface Gradient {
  readonly firstLayer: Block;
  readonly secondLayer: Block;
}

interface AnySamples<T extends Reals | Uint32Array> {
  readonly inputDim: number;
  readonly capacity: number;
  /** How many samples it holds now, 0 … capacity. */
  count: number;
  /** Entries a row. */
  readonly stride: number;
  /** A row a sample. */
  readonly rows: Block<T>;
  /** Room for the same by coordinate, for an engine that wants it so in the backward pass. */
  readonly columns: Block<T>;
}

/** Samples with coordinates ±1, one bit each: bit k mod 32 of word ⌊k/32⌋ of a row is set where x_k = −1. */
export interface SignSamples extends AnySamples<Uint32Array> {
  readonly kind: 'signs';
}

/** Samples with real coordinates. */
export interface DenseSamples extends AnySamples<Reals> {
  readonly kind: 'dense';
}

/** Samples as bits or as numbers. */
export type Samples = SignSamples | DenseSamples;

/** What `forward` leaves behind for `backward`. */
export interface Pass {
  readonly capacity: number;
  /** z = W x of each sample, in the engine's own layout. */
  readonly preactivation: Block;
  /** f(x) of each sample. */
  readonly output: Block;
  /** weight · ∂ℓ/∂f of each sample. */
  readonly outputGradient: Block;
  readonly scratch: Block;
}

/** A loss ℓ(f, y) of one output and its label ±1. An engine uses its kernel `<name>_derivative` where it has one. */
export interface Loss {
  readonly name: string;
  /** The factor of the whole loss, which a kernel leaves out. */
  readonly scale: number;
  /** ℓ(f, y). */
  value(output: number, label: number): number;
  /** ∂ℓ/∂f. */
  derivative(output: number, label: number): number;
}

/**
 * Who computes. An engine owns its memory and every array it hands out; only the `create…` calls ask for more, and the
 * first of `readLayers`, `writeLayers`, `normalizeRows`, `readFeatures` or `addMoments` at a size.
 * `plain` is the definition; the others agree with it within rounding.
 */
export interface Engine {
  readonly name: string;
  readonly precision: 'float32' | 'float64';

  /** Weights of so many inputs and neurons, zero; the activation is ReLU where none is given. */
  createNetwork(inputDim: number, width: number, outputScale: number, activation?: Activation): Network;
  /** Room for the gradient of a network, zero. */
  createGradient(network: Network): Gradient;
  /** Room for up to `capacity` samples. */
  createSamples(kind: Samples['kind'], inputDim: number, capacity: number): Samples;
  /** Room for what a forward pass of up to `capacity` samples leaves behind. */
  createPass(width: number, capacity: number): Pass;
  /** Room for the labels of up to `capacity` samples. */
  createLabels(capacity: number): Block;

  /** Copies the weights out, row-major; `out` comes from `createLayers`. */
  readLayers(network: Network, out: Layers): void;
  /** Copies weights in, row-major. */
  writeLayers(layers: Layers, network: Network): void;

  /** Uniform ±1 samples number first … first+count−1 of a stream. */
  drawSigns(key: Key, first: number, count: number, out: SignSamples): void;
  /** Standard Gaussian samples number first … first+count−1 of a stream. */
  drawGaussians(key: Key, first: number, count: number, out: DenseSamples): void;
  /** preactivation and output of each sample. */
  forward(network: Network, samples: Samples, pass: Pass): void;
  /** outputGradient = weight · ∂ℓ/∂f for the first `count` samples. */
  lossDerivative(loss: Loss, labels: Block, weight: number, count: number, pass: Pass): void;
  /** Where in `pass.preactivation` the last `forward` over these samples left w_neuron · x_sample. */
  preactivationIndex(network: Network, samples: Samples, sample: number, neuron: number): number;
  /** Copies σ(w_j·x_s) of the last `forward` over these samples out: count×p, row-major; p entries a row. */
  readFeatures(network: Network, samples: Samples, pass: Pass, out: Reals): void;
  /** Adds Σ_s φ_s φ_sᵀ and Σ_s y_s φ_s to the moments, φ_s = σ(W x_s) of the last `forward` over these samples. */
  addMoments(network: Network, samples: Samples, pass: Pass, labels: Block, out: Moments): void;
  /** Adds Σ_s outputGradient_s ∂f(x_s)/∂(W, a) to `gradient`. relu′(0) = 0. */
  backward(network: Network, samples: Samples, pass: Pass, gradient: Gradient): void;

  /** Sets a gradient to zero. */
  clear(gradient: Gradient): void;
  /** W −= firstRate · ∂W, a −= secondRate · ∂a. */
  descend(network: Network, gradient: Gradient, firstRate: number, secondRate: number): void;
  /** Scales each row of the first layer to norm 1; one that is 0 stays. */
  normalizeRows(network: Network): void;
}

/** Arrays in the logical layout for `readLayers`, in the engine's precision. */
export function createLayers(engine: Engine, inputDim: number, width: number): Layers {
  const Numbers = engine.precision === 'float32' ? Float32Array : Float64Array;
  return { firstLayer: new Numbers(width * inputDim), secondLayer: new Numbers(width) };
}
