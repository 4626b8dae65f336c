import type { Engine } from '../../../engines/engine.ts';
import { createLayers } from '../../../engines/engine.ts';
import { drawGaussians } from '../../../numerics/gaussian.ts';
import { seedsFrom, streamKey } from '../../../numerics/streams.ts';
import { Misuse } from '../../../settings/misuse.ts';
import { populationForce } from '../../../theory/xor.ts';
import type { Claim, Plan, Work } from '../../claim.ts';
import { asJson, largestOf, type Measured, seedsOf } from '../../evidence.ts';

interface Job {
  /** At most 20: all 2^d inputs are enumerated. */
  readonly inputDim: number;
  readonly seed: number;
}

interface Evidence {
  /** Largest difference of a component of the gradient between closed form and enumeration. */
  readonly difference: Measured;
}

const NEURONS = 20;

/** Inputs of which all 2^d fit into memory. */
const MOST_INPUTS = 20;

/**
 * E[y ∂f/∂(w, a)] of the sum form with a = 1 by enumeration of all 2^d inputs, on an engine.
 *
 * @param neurons 20×d
 */
function enumerated(engine: Engine, neurons: Float64Array, inputDim: number) {
  const total = 2 ** inputDim;
  const network = engine.createNetwork(inputDim, NEURONS, 1);
  engine.writeLayers({ firstLayer: neurons, secondLayer: new Float64Array(NEURONS).fill(1) }, network);
  const x = engine.createSamples('signs', inputDim, total);
  const pass = engine.createPass(NEURONS, total);
  for (let s = 0; s < total; s++) {
    x.rows.array[s] = s;
    pass.outputGradient.array[s] = (((s ^ (s >> 1)) & 1) === 1 ? 1 : -1) / total;
  }
  x.count = total;
  engine.forward(network, x, pass);
  const gradient = engine.createGradient(network);
  engine.backward(network, x, pass, gradient);
  engine.clear(network);
  engine.descend(network, gradient, -1, -1);
  const layers = createLayers(engine, inputDim, NEURONS);
  engine.readLayers(network, layers);
  return layers;
}

const populationGradient: Work<Job, Evidence> = {
  name: 'population-gradient',
  run({ inputDim, seed }, lab) {
    const engine = lab.engines.find(({ precision }) => precision === 'float64')!.create();
    const neurons = new Float64Array(inputDim * NEURONS);
    drawGaussians(streamKey(seedsFrom(seed), 'init'), 0, neurons);
    const { firstLayer, secondLayer } = enumerated(engine, neurons, inputDim);
    let difference = 0;
    for (let j = 0; j < NEURONS; j++) {
      const row = firstLayer.subarray(j * inputDim, (j + 1) * inputDim);
      const force = populationForce(neurons.slice(j * inputDim, (j + 1) * inputDim));
      const along = [(row[0]! - row[1]!) / Math.SQRT2, (row[0]! + row[1]!) / Math.SQRT2];
      const seen = [...along, ...row.subarray(2), secondLayer[j]!];
      const said = [force.first, force.second, ...force.perpendicular, force.secondLayer];
      for (const [k, value] of said.entries()) difference = Math.max(difference, Math.abs(value - seen[k]!));
    }
    return asJson({ difference });
  },
};

function inputDimOf({ dimFactor }: Plan): number {
  const inputDim = 12 * dimFactor;
  if (inputDim <= MOST_INPUTS) return inputDim;
  throw new Misuse(
    `A1 goes through all 2^d inputs, at most 2^${MOST_INPUTS}, so --dim-factor must be 1, got ${dimFactor}`,
  );
}

/** A1: for one neuron the population gradient of the linear loss is known in closed form. */
export const populationGradientIsExact: Claim<Job, Evidence> = {
  id: 'A1',
  name: 'xor/population-gradient',
  title: 'The population gradient of a neuron has a closed form',
  source: 'derived',
  statement:
    'Under the linear loss the expected gradient splits into a pull along the signal, a push along the opposite direction, a part in the other coordinates and one on the second layer.',
  prediction:
    'with u = w·μ and s = w_perp·ξ: (√2/4) sign(u₁) P(|s|<|u₁|), −(√2/4) sign(u₂) P(|s|<|u₂|), −¼ E[ξ sign(s)(1{|s|<|u₁|} − 1{|s|<|u₂|})] and ¼ E[max(|s|,|u₁|) − max(|s|,|u₂|)], equal to the sum over all 2^d inputs',
  work: populationGradient,
  jobs: (plan) => seedsOf(plan, plan.quick ? 1 : 5).map((seed) => ({ inputDim: inputDimOf(plan), seed })),
  judge: (results) => [
    {
      quantity: `largest difference from enumeration over ${NEURONS} random neurons a seed`,
      ...largestOf(results.map(({ evidence }) => evidence.difference)),
      expected: 0,
      tolerance: [0, 1e-12],
    },
  ],
  controls: [],
};
