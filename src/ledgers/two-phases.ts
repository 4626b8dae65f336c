import { squaredNorms } from '../metrics/neuron-parts.ts';
import type { View } from '../metrics/view.ts';
import { otherParts } from './heavy-set.ts';
import type { Inequality, Moment } from './inequality.ts';

const source = 'after arXiv 2309.15111, two-phase analysis; constants derived';

/** The index of the largest value; 0 for NaN throughout. */
function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let j = 1; j < values.length; j++) if (values[j]! > values[best]!) best = j;
  return best;
}

/** E over neurons as in the network's output: outputScale · Σ_j, the mean over neurons in mean form. */
function expected(view: View, values: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < values.length; j++) sum += values[j]!;
  return view.network.outputScale * sum;
}

const smallestRestricted = ({ restricted }: Moment) => Math.min(...restricted!);
const signalMass = ({ view }: Moment) =>
  expected(
    view,
    view.parts.signal.map((s) => s * s),
  );

/**
 * While |f| ≤ c the derivative of the logistic loss differs from the one at 0, which the first-order loss has
 * throughout, by a factor 1 − tanh(y f/2): by c/2 of it at most. So 0.2 means a tenth.
 */
const outputSmall: Inequality = {
  name: 'output-small',
  symbol: 'max |f(x)| ≤ output',
  doc: 'the output is small on every test sample, so that the loss is close to its first-order form',
  source,
  scope: 'finding',
  constants: ['output'],
  measure: ({ view, constants }) => ({ left: view.test.largestOutput, right: constants.output }),
};

/**
 * Batch noise adds η² a² (d − 2)/(2n) to ‖w_perp‖² a step: by the end of phase 1 1.2533 ln d · η d/(2n) of what was
 * there. At factor 2 noise has become as large as the start; that is n/(η d) = 0.63 ln d, 2.9 at d = 100, about where
 * runs begin to fail. The neuron is the one that grew most.
 */
const noiseSmall: Inequality = {
  name: 'noise-small',
  symbol: 'E‖w_perp‖² ≤ noise · E‖w_perp(0)‖²',
  doc: 'batch noise has not added to the perpendicular parts more than was there at the start',
  source,
  scope: 'finding',
  constants: ['noise'],
  measure({ view, constants, startParts }) {
    const now = view.parts.perpendicular.map((r) => r * r);
    const start = startParts.perpendicular.map((r) => r * r);
    return {
      left: expected(view, now),
      right: constants.noise * expected(view, start),
      neuron: argmax(now.map((square, j) => square / start[j]!)),
    };
  },
};

/** Unit roundoff of the numbers a network is kept in; its first layer may have been rotated in float64 since. */
const roundoff = ({ layers }: View) => (layers.secondLayer instanceof Float32Array ? 2 ** -24 : 2 ** -53);

/**
 * |a_j| ≤ ‖w_j‖ for the neuron with the largest |a_j| − ‖w_j‖. The start has equality, and the two sides are rounded by
 * one unit each: 2u|a_j(0)|; a² − ‖w‖² only falls after that, while η times the gradient is below 1. The norm itself is
 * a sum of d squares in float64: d 2⁻⁵³ of it.
 */
const layersBalanced: Inequality = {
  name: 'layers-balanced',
  symbol: '|a_j| ≤ ‖w_j‖ for all j',
  doc: 'no second-layer weight outgrows its neuron',
  source,
  scope: 'always',
  constants: [],
  measure({ view }) {
    const norms = squaredNorms(view.parts).map(Math.sqrt);
    const { secondLayer } = view.layers;
    const neuron = argmax(norms.map((norm, j) => Math.abs(secondLayer[j]!) - norm));
    const [left, right] = [Math.abs(secondLayer[neuron]!), norms[neuron]!];
    const start = Math.abs(view.start.secondLayer[neuron]!);
    const tolerance = 2 * roundoff(view) * start + view.network.inputDim * 2 ** -53 * right;
    return { left, right, neuron, tolerance };
  },
};

/** For the heavy neuron that has most besides its signal. It holds by definition when tuning begins. */
const heavyPartsSmall: Inequality = {
  name: 'heavy-parts-small',
  symbol: 'exp(6H)‖w_perp‖ + ‖w_opp‖ ≤ ζ‖w_sig‖ for all j ∈ S',
  doc: 'the neurons that were heavy when tuning began stay heavy',
  source,
  scope: 'tuning',
  constants: ['zeta', 'headroom'],
  measure({ view, constants, heavy }) {
    const { signal } = view.parts;
    const other = otherParts(view, constants);
    const neuron = argmax(other.map((part, j) => (heavy![j] ? part / signal[j]! : -1)));
    return { left: other[neuron]!, right: constants.zeta * signal[neuron]!, neuron };
  },
};

/** The neuron is the largest of the light ones. */
const lightMassSmall: Inequality = {
  name: 'light-mass-small',
  symbol: 'E[1(j ∉ S)‖w_j‖²] ≤ ζ γ̃_min',
  doc: 'the other neurons weigh little against the smallest margin that heavy neurons make',
  source,
  scope: 'tuning',
  constants: ['zeta'],
  measure(moment) {
    const { view, constants, heavy } = moment;
    const light = squaredNorms(view.parts).map((square, j) => (heavy![j] ? 0 : square));
    const right = constants.zeta * smallestRestricted(moment);
    return { left: expected(view, light), right, neuron: argmax(light) };
  },
};

/** The neuron is the one with the most that is not signal. */
const massIsSignal: Inequality = {
  name: 'mass-is-signal',
  symbol: 'E‖w‖² ≤ E‖w_sig‖² + ζ γ̃_min',
  doc: 'nearly all of the squared norm is signal',
  source,
  scope: 'tuning',
  constants: ['zeta'],
  measure(moment) {
    const { view, constants } = moment;
    const { signal } = view.parts;
    const squares = squaredNorms(view.parts);
    return {
      left: expected(view, squares),
      right: signalMass(moment) + constants.zeta * smallestRestricted(moment),
      neuron: argmax(squares.map((square, j) => square - signal[j]! * signal[j]!)),
    };
  },
};

/**
 * Heavy neurons alone have Σ_μ γ̃_μ = √2 E[1(S)|a|‖w_sig‖], since w·μ = √2 ‖w_sig‖ on a neuron's own cluster. With
 * |a| ≤ ‖w‖ ≈ ‖w_sig‖ this makes E‖w_sig‖² at least about Σ γ̃/√2: 2√2 γ̃ where the four margins are equal, with equality
 * for |a| = ‖w_sig‖. In mean form a factor of 2 could therefore never hold for balanced clusters. The default is 4,
 * √2 times the ideal 2√2: room for ζ γ̃_min on the left, as much light mass (2ζ = 0.43 at d = 100), and |a| some 20 %
 * below ‖w_sig‖; unbalanced clusters need less than 2√2.
 */
const massBounded: Inequality = {
  name: 'mass-bounded',
  symbol: 'E‖w_sig‖² + ζ γ̃_min ≤ mass · γ̃_max',
  doc: 'the squared norm is not larger than the margins it makes account for',
  source,
  scope: 'tuning',
  constants: ['zeta', 'mass'],
  measure(moment) {
    const left = signalMass(moment) + moment.constants.zeta * smallestRestricted(moment);
    return { left, right: moment.constants.mass * Math.max(...moment.restricted!) };
  },
};

/**
 * Each neuron commits to one of four clusters by a fair draw, and its |a|‖w_sig‖ grows from the square of a Gaussian: so
 * the four margins are like sums of ξ² over the cells of a fair four-way split of p Gaussians ξ. Drawn 10⁵ times at
 * p = 100, the largest of four such sums is above 4 times the smallest in 41 of 1000 cases and above 8 times in 1. Hence
 * the default 8: a narrow network breaks it, one of a hundred neurons hardly ever. Imbalance costs time, not the proof: by
 * γ′ = γ/√2 a cluster 8 times lighter is tuned √2 ln 8 = 2.9 later.
 */
const clustersBalanced: Inequality = {
  name: 'clusters-balanced',
  symbol: 'γ_max ≤ balance · γ_min',
  doc: 'no cluster margin is left far behind the largest',
  source,
  scope: 'tuning',
  constants: ['balance'],
  measure({ values, constants }) {
    const margins = values.clusterMargins as readonly number[];
    return { left: Math.max(...margins), right: constants.balance * Math.min(...margins) };
  },
};

/** The hypotheses of paper A's two-phase analysis, in the order of its proof. */
export const twoPhaseInequalities: readonly Inequality[] = [
  layersBalanced,
  outputSmall,
  noiseSmall,
  heavyPartsSmall,
  lightMassSmall,
  massIsSignal,
  massBounded,
  clustersBalanced,
];
