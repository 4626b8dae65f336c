import { createLayers, type Layers } from '../../../engines/engine.ts';
import type { Claim, Given, Work } from '../../claim.ts';
import { asJson, largestOf, type Measured, seedsOf } from '../../evidence.ts';
import type { Trial } from '../../trial.ts';

interface Job {
  readonly given: Given;
  readonly seed: number;
}

interface Evidence {
  /** Largest |a_j| − ‖w_j‖ over neurons and steps, a multiple of θ. */
  readonly excess: Measured;
  /** Largest η‖v_j‖ over neurons and steps, where a step adds η a_j v_j to w_j: the premise is that it is at most 1. */
  readonly stride: Measured;
}

const INIT_SCALE = 0.1;

const layerBalance: Work<Job, Evidence> = {
  name: 'layer-balance',
  run({ given, seed }, lab) {
    const trial = lab.start({ ...given, initScale: INIT_SCALE, testSize: 1, measureInterval: 1e-6 }, seed);
    let [excess, stride] = [-Infinity, 0];
    let before: Layers | undefined;
    for (let snapshot = trial.next(); snapshot; snapshot = trial.next()) {
      const after = layersOf(trial);
      excess = Math.max(excess, snapshot.values.layerImbalance as number);
      if (before) stride = Math.max(stride, largestStride(before, after));
      before = after;
    }
    return asJson({ excess: excess / INIT_SCALE, stride });
  },
};

function layersOf({ run: { engine, network } }: Trial): Layers {
  const layers = createLayers(engine, network.inputDim, network.width);
  engine.readLayers(network, layers);
  return layers;
}

/** max_j ‖w_j(after) − w_j(before)‖/|a_j(before)|. */
function largestStride(before: Layers, after: Layers): number {
  const width = before.secondLayer.length;
  const inputDim = before.firstLayer.length / width;
  let largest = 0;
  for (let j = 0; j < width; j++) {
    let square = 0;
    for (let k = j * inputDim; k < (j + 1) * inputDim; k++) {
      const moved = after.firstLayer[k]! - before.firstLayer[k]!;
      square += moved * moved;
    }
    largest = Math.max(largest, Math.sqrt(square) / Math.abs(before.secondLayer[j]!));
  }
  return largest;
}

/** Allowed excess, a multiple of θ. In float32 start and norm are each rounded by up to half an ulp, 2⁻²⁴ of θ. */
const ROUNDING = { float64: 1e-12, float32: 2 * 2 ** -24 };

/** A9: the second layer never outgrows the first. */
export const layersStayBalanced: Claim<Job, Evidence> = {
  id: 'A9',
  name: 'xor/layers-stay-balanced',
  title: '|a| ≤ ‖w‖ is kept along a run',
  source: 'arXiv 2309.15111; step-size condition derived',
  statement: 'A neuron that starts with |a| = ‖w‖ keeps |a| ≤ ‖w‖, whatever the batches are.',
  prediction:
    'a step changes ‖w‖² − a² to no less than (‖w‖² − a²)(1 − η²‖v‖²), where w moves by η a v: it stays ≥ 0 while η‖v‖ ≤ 1, up to 1e-12 θ in float64 and 2·2⁻²⁴ θ in float32',
  work: layerBalance,
  jobs(plan) {
    const { quick, dimFactor } = plan;
    const steps = quick ? 120 : 250;
    const wasm = { inputDim: 100 * dimFactor, batchSize: 1000 * dimFactor, steps };
    const plain = { inputDim: 20 * dimFactor, width: 20, batchSize: 200 * dimFactor, steps };
    return [
      ...seedsOf(plan, quick ? 2 : 8).map((seed) => ({ given: { ...plain, precision: 'float64' }, seed })),
      ...seedsOf(plan, quick ? 2 : 8).map((seed) => ({ given: wasm, seed })),
    ];
  },
  judge(results) {
    const of = (precision: keyof typeof ROUNDING) =>
      results.filter(({ job }) => (job.given.precision ?? 'float32') === precision);
    const excess = (precision: keyof typeof ROUNDING) => ({
      quantity: `largest |a| − ‖w‖ over neurons, steps and seeds in ${precision}, in units of θ`,
      ...largestOf(of(precision).map(({ evidence }) => evidence.excess)),
      expected: 'at most 0 up to rounding',
      tolerance: [-Infinity, ROUNDING[precision]] as const,
    });
    return [
      excess('float64'),
      excess('float32'),
      {
        quantity: 'largest η‖v‖ met (the premise)',
        ...largestOf(results.map(({ evidence }) => evidence.stride)),
        expected: 'at most 1',
        tolerance: [0, 1],
      },
    ];
  },
  controls: [{ name: 'steps too large', settings: { stepSize: 8 } }],
};
