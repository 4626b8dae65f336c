import {
  type Activation,
  createLayers,
  type Engine,
  type Gradient,
  type Layers,
  type Network,
  type Reals,
  type Samples,
} from '../src/engines/engine.ts';
import { relu } from '../src/engines/relu.ts';
import { drawGaussians } from '../src/numerics/gaussian.ts';
import { seedsFrom, streamKey } from '../src/numerics/streams.ts';
import { type Rounding, reluRounding, UNIT_ROUNDOFF } from './activation-rounding.ts';

export { UNIT_ROUNDOFF };

const U = UNIT_ROUNDOFF;

/** A random network and random samples: everything is a function of these. */
export interface Example {
  readonly kind: Samples['kind'];
  readonly d: number;
  readonly p: number;
  readonly n: number;
  readonly scale: number;
  readonly seed: number;
  /** ReLU where it is left out. */
  readonly activation?: Activation;
  /** How far the activation may be off in float32. */
  readonly rounding?: Rounding;
}

/** What a forward and a backward pass compute, in the logical layout. */
export interface Products extends Layers {
  /** f(x) of each sample. */
  readonly output: Reals;
}

/** Float32 weights of an example, so that every engine starts from the same numbers. */
export function randomLayers({ d, p, seed }: Example): Layers {
  const layers = { firstLayer: new Float32Array(d * p), secondLayer: new Float32Array(p) };
  drawGaussians(streamKey(seedsFrom(seed), 'init'), 0, layers.firstLayer);
  drawGaussians(streamKey(seedsFrom(seed), 'init'), 1, layers.secondLayer);
  return layers;
}

/** The ∂ℓ/∂f that the backward pass of an example starts from. */
function randomOutputGradient({ n, seed }: Example): Float32Array {
  const outputGradient = new Float32Array(n);
  drawGaussians(streamKey(seedsFrom(seed), 'noise'), 0, outputGradient);
  return outputGradient;
}

/** Samples number first … first+count−1 of the input stream of a seed. */
export function drawSamples(engine: Engine, seed: number, first: number, count: number, out: Samples): void {
  const key = streamKey(seedsFrom(seed), 'inputs');
  if (out.kind === 'signs') engine.drawSigns(key, first, count, out);
  else engine.drawGaussians(key, first, count, out);
}

/** An example in an engine's memory, ready for `forward` and `backward`. */
export function place(engine: Engine, example: Example) {
  const { kind, d, p, n, scale, seed, activation } = example;
  const network = engine.createNetwork(d, p, scale, activation);
  engine.writeLayers(randomLayers(example), network);
  const samples = engine.createSamples(kind, d, n);
  drawSamples(engine, seed, 3, n, samples);
  const pass = engine.createPass(p, n);
  pass.outputGradient.array.set(randomOutputGradient(example));
  const gradient = engine.createGradient(network);
  engine.clear(gradient);
  return { network, samples, pass, gradient };
}

/** One forward and one backward pass of an example. */
export function passThrough(engine: Engine, example: Example): Products {
  const { network, samples, pass, gradient } = place(engine, example);
  engine.forward(network, samples, pass);
  engine.backward(network, samples, pass, gradient);
  const output = pass.output.array.slice(0, example.n);
  return { output, ...readGradient(engine, network, gradient) };
}

/** A gradient in the logical layout: what a network of zeros becomes by descending it at rate −1. */
export function readGradient(engine: Engine, { inputDim, width }: Network, gradient: Gradient): Layers {
  const zero = engine.createNetwork(inputDim, width, 1);
  engine.descend(zero, gradient, -1, -1);
  const layers = createLayers(engine, inputDim, width);
  engine.readLayers(zero, layers);
  return layers;
}

/** x of samples in the logical layout (rows of signs are the same in every engine) as numbers. */
export function coordinates(samples: Samples): (s: number, k: number) => number {
  const { array } = samples.rows;
  if (samples.kind === 'dense') return (s, k) => array[s * samples.inputDim + k]!;
  return (s, k) => ((array[s * samples.stride + (k >>> 5)]! >>> (k & 31)) & 1 ? -1 : 1);
}

/** What the products are computed from; `slack` is how far each ∂ℓ/∂f may be from the one given. */
export interface Operands {
  readonly layers: Layers;
  readonly samples: Samples;
  readonly scale: number;
  readonly outputGradient: Reals;
  readonly slack?: Reals;
  readonly activation?: Activation;
  readonly rounding?: Rounding;
}

/**
 * First-order error bounds of float32: a sum of m products is off by at most (m + 2) u Σ|terms|.
 * How far σ and σ′ may be off says the activation's rounding.
 */
export function errorBounds({
  layers,
  samples,
  scale,
  outputGradient,
  slack,
  activation = relu,
  rounding = reluRounding,
}: Operands): Products {
  const { firstLayer: w, secondLayer: a } = layers;
  const [d, p, n] = [samples.inputDim, a.length, samples.count];
  const x = coordinates(samples);
  const output = new Float64Array(n);
  const firstLayer = new Float64Array(p * d);
  const secondLayer = new Float64Array(p);
  for (let s = 0; s < n; s++) {
    const g = Math.abs(scale * outputGradient[s]!);
    const gError = Math.abs(scale * (slack?.[s] ?? 0));
    for (let j = 0; j < p; j++) {
      let z = 0;
      let size = 0;
      for (let k = 0; k < d; k++) {
        const term = w[j * d + k]! * x(s, k);
        z += term;
        size += Math.abs(term);
      }
      const zError = (d + 2) * U * size;
      const valueError = rounding.value(z, zError);
      const feature = Math.abs(activation.value(z)) + valueError;
      output[s]! += scale * Math.abs(a[j]!) * (valueError + (p + 6) * U * feature);
      secondLayer[j]! += g * (valueError + (n + 6) * U * feature) + gError * feature;
      const slopeError = rounding.slope(z, zError);
      const slope = Math.abs(activation.derivative(z)) + slopeError;
      if (slope === 0) continue;
      const share = gError * slope + g * (slopeError + (n + 6) * U * slope);
      for (let k = 0; k < d; k++) firstLayer[j * d + k]! += share * Math.abs(a[j]! * x(s, k));
    }
  }
  return { output, firstLayer, secondLayer };
}

/** Bounds for `passThrough` of an example; `plain` is the engine that defines what is right. */
export function exampleBounds(plain: Engine, example: Example): Products {
  const { samples } = place(plain, example);
  const outputGradient = randomOutputGradient(example);
  return errorBounds({ ...example, layers: randomLayers(example), samples, outputGradient });
}

/** The first entry that is further off than its bound allows, in words; undefined when there is none. */
export function excess(
  got: ArrayLike<number>,
  want: ArrayLike<number>,
  bound: ArrayLike<number>,
): string | undefined {
  for (let i = 0; i < want.length; i++) {
    const error = Math.abs(got[i]! - want[i]!);
    if (!(error <= bound[i]! + 1e-40)) return `entry ${i} is ${got[i]} instead of ${want[i]} ± ${bound[i]}`;
  }
  return undefined;
}

/** Where two engines' products differ by more than rounding explains, in words; undefined when nowhere. */
export function disagreement(got: Products, want: Products, bound: Products): string | undefined {
  for (const part of ['output', 'firstLayer', 'secondLayer'] as const) {
    const found = excess(got[part], want[part], bound[part]);
    if (found) return `${part}: ${found}`;
  }
  return undefined;
}
