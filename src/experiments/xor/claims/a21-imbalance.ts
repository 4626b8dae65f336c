import { exp } from '../../../numerics/elementary.ts';
import { meanOf } from '../../../numerics/inference.ts';
import { marginVelocity } from '../../../theory/xor.ts';
import { type Claim, type Finding, learningControls, type Result } from '../../claim.ts';
import { meanOfAll, seedsOf } from '../../evidence.ts';
import { type PlantedEvidence, type PlantedJob, plantedImbalance } from './planted-imbalance.ts';

type Results = readonly Result<PlantedJob, PlantedEvidence>[];

/** One cluster far behind: of order one, or |ℓ′| would hardly differ. */
const MARGINS = [1, 1, 0.5, 2];
/** Wide enough that the opposite part moves little against it in the first look. */
const SPREAD = 0.25;
/** The first look: T = 0.1. */
const FIRST = { stepSize: 0.025, steps: 4 };
/** The last look: T = 16. */
const LAST = { stepSize: 0.1, steps: 160 };

/** |ℓ′| at a margin, 1 at margin 0. */
const pull = (margin: number) => 2 / (1 + exp(margin));

/**
 * Growth of the opposite part over that of the signal for a neuron of ±μ₁. Half of the samples of μ₂ and half of
 * those of −μ₂ lie on its active side, so that opp′ = −(√2/8) a (g(μ₂) − g(−μ₂)), while sig′ = (√2/4) a g(±μ₁).
 */
const imbalance = ([a, b, c, d]: readonly number[]) => (pull(c!) - pull(d!)) / (pull(a!) + pull(b!));

/**
 * The margins at the last look: each cluster for itself, γ′ = √2 γ/(1 + e^γ) with both layers and, as a stays what
 * it was planted with, γ′ = (a²/8) g = γ(0)/(√2 (1 + e^γ)) with a frozen.
 */
function predictedMargins(secondLayerRate: number): number[] {
  return MARGINS.map((start) => {
    let margin = start;
    for (let step = 0; step < LAST.steps; step++) {
      const speed = marginVelocity(margin, 2) * (secondLayerRate === 0 ? start / (2 * margin) : 1);
      margin += LAST.stepSize * speed;
    }
    return margin;
  });
}

const at = (results: Results, { steps }: typeof FIRST, secondLayerRate: number) =>
  results.filter(({ job }) => job.steps === steps && job.secondLayerRate === secondLayerRate);

/** The mean of a number over seeds; one that is missing leaves nothing to say. */
function averaged(
  quantity: string,
  results: Results,
  measure: (evidence: PlantedEvidence) => number | null,
  alpha: number,
): Pick<Finding, 'quantity' | 'estimate' | 'interval'> {
  const values = results.map(({ evidence }) => measure(evidence));
  return { quantity, ...meanOfAll(values, alpha) };
}

/** 15 % of what theory says. */
const near = (expected: number): Pick<Finding, 'expected' | 'tolerance'> => {
  const reach = 0.15 * Math.abs(expected);
  return { expected, tolerance: [expected - reach, expected + reach] };
};

const remaining = ({ margins }: PlantedEvidence) => (margins ? imbalance(margins) : null);

/** A21: margins that differ push neurons off their cluster; trained jointly, the difference dies out. */
export const harmlessImbalance: Claim<PlantedJob, PlantedEvidence> = {
  id: 'A21',
  name: 'xor/imbalance',
  title: 'Joint training evens the clusters out',
  source: 'arXiv 2309.15111; formulas derived',
  statement:
    'Where one cluster of a label is ahead of the other, neurons of the other label grow in their opposite direction; joint training of the second layer makes that harmless.',
  prediction:
    "opp'/sig' = (g(μ₂) − g(−μ₂))/(2 g(±μ₁)), g = 2/(1 + e^γ); from margins 1, 1, 1/2, 2 it dies out by T = 16 " +
    'with both layers and rises to the inverse of the start when a is frozen, both by the margin equation',
  work: plantedImbalance,
  jobs({ quick, seed, dimFactor }) {
    const inputDim = 64 * dimFactor;
    const common = { inputDim, margins: MARGINS, spread: SPREAD };
    return seedsOf({ seed }, quick ? 8 : 16).flatMap((each) => [
      { ...common, ...LAST, batchSize: 20 * inputDim, secondLayerRate: 1, seed: each },
      { ...common, ...LAST, batchSize: 20 * inputDim, secondLayerRate: 0, seed: each },
      { ...common, ...FIRST, batchSize: 64 * inputDim, secondLayerRate: 1, seed: each },
      { ...common, ...FIRST, batchSize: 64 * inputDim, secondLayerRate: 0, seed: each },
    ]);
  },
  judge(results, alpha) {
    const part = alpha / 7;
    const arms = [
      ['both trained', 1],
      ['a frozen', 0],
    ] as const;
    const [joint, frozen] = arms.map(([, rate]) =>
      at(results, LAST, rate).flatMap(({ evidence }) => remaining(evidence) ?? []),
    );
    const shares = joint!.map((value, k) => value / (frozen![k] ?? Number.NaN));
    return [
      ...arms.map(([arm, rate]) => ({
        ...averaged(
          `opp'/sig' towards μ₂ at the start, ${arm}`,
          at(results, FIRST, rate),
          ({ drift }) => drift,
          part,
        ),
        ...near(-imbalance(MARGINS)),
      })),
      ...arms.map(([arm, rate]) => ({
        ...averaged(
          `opp'/sig' that the margins at T = 16 make, ${arm}`,
          at(results, LAST, rate),
          remaining,
          part,
        ),
        ...near(imbalance(predictedMargins(rate))),
      })),
      {
        quantity: 'that ratio with both trained over that with a frozen',
        ...meanOf(shares, part),
        expected: 'below 1/2',
        tolerance: [-Infinity, 0.5],
      },
      ...arms.map(([arm, rate]) => ({
        ...averaged(
          `‖w_opp‖/‖w_sig‖ at T = 16, ${arm}`,
          at(results, LAST, rate),
          ({ opposite }) => opposite,
          part,
        ),
        expected: `below ${HARMLESS}`,
        tolerance: [-Infinity, HARMLESS] as const,
      })),
    ];
  },
  controls: learningControls,
};

/** A tenth of the planted perpendicular part: where it ends in either arm, as that part shrinks and holds it. */
const HARMLESS = 0.1 * SPREAD;
