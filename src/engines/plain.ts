import { drawGaussians } from '../numerics/gaussian.ts';
import { addSamples } from '../numerics/moments.ts';
import { drawBlock } from '../numerics/streams.ts';
import type { Block, DenseSamples, Engine, Gradient, Network, Pass, Samples } from './engine.ts';
import { normalizeRows } from './normalize-rows.ts';
import { relu } from './relu.ts';

const reals = (length: number): Block => ({ array: new Float64Array(length), pointer: 0 });
const words = (length: number): Block<Uint32Array> => ({ array: new Uint32Array(length), pointer: 0 });
const block = new Uint32Array(4);

/** x[sample][k]: ±1 from its bit, or the stored real. */
function coordinate(samples: Samples, sample: number, k: number): number {
  if (samples.kind === 'dense') return samples.rows.array[sample * samples.stride + k]!;
  return (samples.rows.array[sample * samples.stride + (k >>> 5)]! >>> (k & 31)) & 1 ? -1 : 1;
}

/**
 * The definition: loops as one would write them on paper, float64 weights and sums.
 * Slow on purpose of clarity; every other engine is tested against it.
 */
export function createPlainEngine(): Engine {
  const engine: Engine = {
    name: 'plain',
    precision: 'float64',

    createNetwork: (inputDim, width, outputScale, activation = relu) => ({
      inputDim,
      width,
      outputScale,
      activation,
      firstLayer: reals(width * inputDim),
      secondLayer: reals(width),
    }),
    createGradient: ({ inputDim, width }) => ({
      firstLayer: reals(width * inputDim),
      secondLayer: reals(width),
    }),
    createSamples: (kind, inputDim, capacity) => {
      const common = { inputDim, capacity, count: 0 };
      if (kind === 'dense') {
        return { kind, ...common, stride: inputDim, rows: reals(capacity * inputDim), columns: reals(0) };
      }
      const stride = Math.ceil(inputDim / 32);
      return { kind, ...common, stride, rows: words(capacity * stride), columns: words(0) };
    },
    createPass: (width, capacity) => ({
      capacity,
      preactivation: reals(capacity * width),
      output: reals(capacity),
      outputGradient: reals(capacity),
      scratch: reals(0),
    }),
    createLabels: reals,

    readLayers(network, out) {
      out.firstLayer.set(network.firstLayer.array);
      out.secondLayer.set(network.secondLayer.array);
    },
    writeLayers(layers, network) {
      network.firstLayer.array.set(layers.firstLayer);
      network.secondLayer.array.set(layers.secondLayer);
    },

    drawSigns(key, first, count, out) {
      const { array } = out.rows;
      const unused = out.stride * 32 - out.inputDim;
      for (let s = 0; s < count; s++) {
        for (let w = 0; w < out.stride; w++) {
          if (w % 4 === 0) drawBlock(key, first + s, w / 4, 0, block);
          array[s * out.stride + w] = block[w % 4]!;
        }
        array[(s + 1) * out.stride - 1]! &= 0xffffffff >>> unused;
      }
      out.count = count;
    },
    drawGaussians(key, first, count, out: DenseSamples) {
      const d = out.inputDim;
      for (let s = 0; s < count; s++) {
        drawGaussians(key, first + s, out.rows.array.subarray(s * d, (s + 1) * d));
      }
      out.count = count;
    },
    forward,
    preactivationIndex: ({ width }, _, sample, neuron) => sample * width + neuron,
    lossDerivative(loss, labels, weight, count, pass) {
      for (let s = 0; s < count; s++) {
        pass.outputGradient.array[s] = weight * loss.derivative(pass.output.array[s]!, labels.array[s]!);
      }
    },
    readFeatures({ width, activation }, { count }, pass, out) {
      const z = pass.preactivation.array;
      for (let i = 0; i < count * width; i++) out[i] = activation.value(z[i]!);
    },
    addMoments(network, samples, pass, labels, out) {
      const features = new Float64Array(samples.count * network.width);
      engine.readFeatures(network, samples, pass, features);
      addSamples(out, features, labels.array, samples.count);
    },
    backward,

    clear(gradient) {
      gradient.firstLayer.array.fill(0);
      gradient.secondLayer.array.fill(0);
    },
    descend(network, gradient, firstRate, secondRate) {
      subtract(network.firstLayer, firstRate, gradient.firstLayer);
      subtract(network.secondLayer, secondRate, gradient.secondLayer);
    },
    normalizeRows: (network) => normalizeRows(engine, network),
  };
  return engine;
}

/** z_sj = w_j·x_s, f(x_s) = scale · Σ_j a_j σ(z_sj). */
function forward(network: Network, samples: Samples, pass: Pass): void {
  const { inputDim, width, firstLayer, secondLayer, activation } = network;
  for (let s = 0; s < samples.count; s++) {
    let sum = 0;
    for (let j = 0; j < width; j++) {
      let z = 0;
      for (let k = 0; k < inputDim; k++) z += coordinate(samples, s, k) * firstLayer.array[j * inputDim + k]!;
      pass.preactivation.array[s * width + j] = z;
      sum += secondLayer.array[j]! * activation.value(z);
    }
    pass.output.array[s] = network.outputScale * sum;
  }
}

/** ∂f/∂a_j = scale · σ(z_j), ∂f/∂w_j = scale · a_j σ′(z_j) x. */
function backward(network: Network, samples: Samples, pass: Pass, gradient: Gradient): void {
  const { inputDim, width, secondLayer, outputScale, activation } = network;
  for (let s = 0; s < samples.count; s++) {
    const scale = outputScale * pass.outputGradient.array[s]!;
    for (let j = 0; j < width; j++) {
      const z = pass.preactivation.array[s * width + j]!;
      gradient.secondLayer.array[j]! += scale * activation.value(z);
      const slope = activation.derivative(z);
      if (slope === 0) continue;
      const backSignal = scale * secondLayer.array[j]! * slope;
      for (let k = 0; k < inputDim; k++) {
        gradient.firstLayer.array[j * inputDim + k]! += backSignal * coordinate(samples, s, k);
      }
    }
  }
}

function subtract(weights: Block, rate: number, gradient: Block): void {
  for (let i = 0; i < weights.array.length; i++) weights.array[i]! -= rate * gradient.array[i]!;
}
