import { createLayers, type Layers } from '../../../engines/engine.ts';
import type { LinearPart } from '../../../theory/giant-step-laws.ts';
import type { Plan, Work } from '../../claim.ts';
import { asJson, type Measured, seedsOf } from '../../evidence.ts';

/** A target of z_1 and z_2 with a linear part. */
interface Example extends LinearPart {
  readonly name: string;
  readonly expression: string;
  /** C_1 over its norm. */
  readonly direction: readonly [number, number];
}

/** C_1 = (2, 1/2) and (1/2, 1/2); squares from E[z²] = 1, E[z⁴] = 3. */
export const examples: readonly Example[] = [
  {
    name: '(4z₁+z₁²+z₂)/2',
    expression: '(4*z1 + z1^2 + z2)/2',
    direction: [4 / Math.sqrt(17), 1 / Math.sqrt(17)],
    mean: 0.5,
    secondMoment: 5,
    linearSquare: 4.25,
  },
  {
    name: '(z₁+z₁²+z₂−z₂²)/2',
    expression: '(z1 + z1^2 + z2 - z2^2)/2',
    direction: [Math.SQRT1_2, Math.SQRT1_2],
    mean: 0,
    secondMoment: 1.5,
    linearSquare: 0.5,
  },
];

/** A first gradient. */
export interface GradientJob {
  /** Which of `examples`. */
  readonly example: number;
  readonly inputDim: number;
  readonly width: number;
  readonly batchSize: number;
  readonly seed: number;
}

/** What one gradient showed, means over neurons. */
export interface GradientEvidence {
  /** cos ∠(∓g, C_1), with the sign of −a: where a step moves a neuron of a > 0. */
  readonly along: Measured;
  /** |cos ∠(g, v)|, v the direction of z_1 and z_2 that is orthogonal to C_1. */
  readonly beside: Measured;
  /** s_1/s_2 of the gradient matrix. */
  readonly spikeRatio: Measured;
  /** |cos| of its leading right singular vector and Zᵀy. */
  readonly spikeCosine: Measured;
}

/** The readout draws from streams of its own and is not looked at. */
const WITHOUT_READOUT = { readoutSize: 1, testSize: 1, compareWith: [] };

/** The gradient of the first layer at the start, against C_1. */
export const firstGradient: Work<GradientJob, GradientEvidence> = {
  name: 'giant-first-gradient',
  run({ example, seed, ...sizes }, lab) {
    const { expression, direction } = examples[example]!;
    const settings = { ...sizes, expression, stepSize: 1, steps: 1, ...WITHOUT_READOUT };
    const trial = lab.start(settings, seed, 'giant/steps');
    while (trial.advance());
    const { engine, network, gradient } = trial.run;
    const layers = createLayers(engine, network.inputDim, network.width);
    engine.readLayers({ ...network, ...gradient }, layers);
    const signs = trial.layers().secondLayer;
    const { spikeRatio, spikeCosine } = trial.snapshots.at(-1)!.values;
    return asJson({ ...towards(direction, layers, signs), spikeRatio, spikeCosine } as GradientEvidence);
  },
};

function towards([u, v]: Example['direction'], { firstLayer }: Layers, signs: Layers['secondLayer']) {
  const width = signs.length;
  const d = firstLayer.length / width;
  let [along, beside] = [0, 0];
  for (let j = 0; j < width; j++) {
    const row = firstLayer.subarray(j * d, (j + 1) * d);
    let square = 0;
    for (const entry of row) square += entry * entry;
    const [first, second, norm] = [row[0]!, row[1]!, Math.sqrt(square)];
    along -= (Math.sign(signs[j]!) * (u * first + v * second)) / norm / width;
    beside += Math.abs(v * first - u * second) / norm / width;
  }
  return { along, beside };
}

const WIDTH = 64;

/** n/d of the gradients. */
export const SHARES = [16, 4, 1];

/** Seeds at each of `SHARES`: small batches vary more and cost less, and the second target's cosines more. */
const SEEDS = [
  [32, 32, 96],
  [32, 32, 160],
];
const QUICK_SEEDS = [
  [10, 14, 28],
  [12, 44, 110],
];

/** Jobs that the claims about a first gradient share. */
export function gradientJobs(plan: Plan): GradientJob[] {
  const inputDim = (plan.quick ? 256 : 512) * plan.dimFactor;
  const seeds = plan.quick ? QUICK_SEEDS : SEEDS;
  return SHARES.flatMap((share, i) =>
    examples.flatMap((_, example) =>
      seedsOf(plan, seeds[example]![i]!).map((seed) => ({
        example,
        inputDim,
        width: WIDTH,
        batchSize: share * inputDim,
        seed,
      })),
    ),
  );
}
