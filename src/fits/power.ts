import { exp, log } from '../numerics/elementary.ts';
import { normalCdf } from '../numerics/normal.ts';
import { Misuse } from '../settings/misuse.ts';
import { REJECTED_ABOVE } from './compare.ts';
import type { Law } from './laws.ts';
import { meanParameters, spanOf } from './sample.ts';

/** A sweep, made or planned, and two laws it should tell apart. */
export interface PowerQuestion {
  /** Distinct values of x. */
  readonly xs: readonly number[];
  /** Runs at each x. */
  readonly seeds: number;
  /** Standard deviation of ln y between seeds, measured or assumed. */
  readonly sigma: number;
  /** The law taken for true, with its coefficients in the order of its `params`; a fit is one. */
  readonly truth: { readonly law: Law; readonly coefficients: readonly number[] };
  readonly rival: Law;
}

/** A larger sweep and its chance to decide. */
export interface Extension {
  readonly xs: readonly number[];
  readonly seeds: number;
  readonly power: number;
  /** Sum of the medians of y over all its runs: samples, say. */
  readonly cost: number;
}

/** The chance that BIC rejects the rival, and what it takes to make it 0.9. */
export interface PowerAnswer {
  /** If all runs finish; null where fewer than `LEAST_DEGREES` degrees of freedom are left for the scatter. */
  readonly power: number | null;
  /** Standard deviation, over x, of ln truth − ln rival where the rival is fitted best. */
  readonly misfit: number;
  /** Sweeps with a chance of 0.9: the fewest seeds at these x, at x up to twice as large, four times, …; those in reach. */
  readonly extensions: readonly Extension[];
  /** The cheapest of them. */
  readonly cheapest: Extension | null;
  readonly words: string;
}

const WANTED = 0.9;
const MOST_SEEDS = 1000;
/** Runs beyond the parameters of the larger law: with fewer the scatter is as good as unknown. */
const LEAST_DEGREES = 3;
const MOST_DOUBLINGS = 8;
/** Below this, the rival can imitate the truth exactly. */
const NO_MISFIT = 1e-9;
/** A step of an exponent after which another one changes nothing that is printed. */
const LAST_STEP = 1e-10;

/**
 * The chance that the rival's BIC exceeds the true law's by more than 10, runs taken for finished and exact (censored
 * ones tell less), and the smallest sweeps with a chance of 0.9. Before a sweep, take σ and the truth from a guess.
 *
 * @throws Misuse when there is one x only, or no seed, or no scatter
 */
export function powerToSeparate(question: PowerQuestion): PowerAnswer {
  const { xs, seeds, sigma } = question;
  if (new Set(xs).size < 2 || !xs.every((x) => x > 0))
    throw new Misuse('xs must be at least two different numbers above 0');
  if (!(Number.isInteger(seeds) && seeds >= 1))
    throw new Misuse(`seeds must be an integer of at least 1, got ${seeds}`);
  if (!(sigma > 0 && sigma < Infinity)) throw new Misuse(`sigma must be a number above 0, got ${sigma}`);
  const misfit = misfitOf(question);
  if (degreesOf(question) < LEAST_DEGREES)
    return { power: null, misfit, extensions: [], cheapest: null, words: tooFewInWords(question) };
  const power = powerOf(question, misfit);
  const extensions = Array.from({ length: MOST_DOUBLINGS + 1 }, (_, doublings) =>
    enoughSeeds({ ...question, xs: extended(xs, doublings) }),
  ).filter((extension) => extension !== null);
  const cheapest = extensions.reduce<Extension | null>(
    (best, each) => (best && best.cost <= each.cost ? best : each),
    null,
  );
  return { power, misfit, extensions, cheapest, words: inWords(question, power, extensions) };
}

const degreesOf = ({ xs, seeds, truth, rival }: PowerQuestion) =>
  xs.length * seeds - Math.max(meanParameters(truth.law), meanParameters(rival));

const tooFewInWords = ({ xs, seeds }: PowerQuestion) =>
  `No chance to tell laws apart is stated: with ${seedsText(seeds)} at each of ${xs.length} d, fewer than ${LEAST_DEGREES} degrees of freedom are left for the scatter.`;

const extended = (xs: readonly number[], doublings: number) => {
  const largest = xs.reduce((most, x) => Math.max(most, x));
  return [...xs, ...Array.from({ length: doublings }, (_, k) => largest * 2 ** (k + 1))];
};

/**
 * By normal approximations (derived): in units of σ² the truth leaves R ≈ n − k squares and the rival Q more; rejected is
 * it where n ln(1 + Q/R) + (k′ − k) ln n exceeds 10, that is, Q > tR. With λ = n misfit²/σ², Q is about (√λ + Z)² where
 * the rival has fewer parameters, else λ + 2√λ Z + k − k′. Within 0.03 of simulation.
 */
function powerOf({ xs, seeds, sigma, truth, rival }: PowerQuestion, misfit: number): number {
  const runs = xs.length * seeds;
  const [own, other] = [meanParameters(truth.law), meanParameters(rival)];
  const degrees = runs - own;
  if (degrees < 1) return 0;
  const lambda = (runs * misfit * misfit) / (sigma * sigma);
  const threshold = exp((REJECTED_ABOVE - (other - own) * log(runs)) / runs) - 1;
  if (other < own) {
    const gain = Math.sqrt(lambda) - Math.sqrt(threshold * degrees);
    return normalCdf(gain / Math.sqrt(1 + threshold / 2));
  }
  const gain = lambda + own - other - threshold * degrees;
  const spread = 4 * lambda + 2 * (other - own) + 2 * threshold * threshold * degrees;
  return normalCdf(gain / Math.sqrt(spread));
}

/** Root mean square, over x, of ln truth − ln rival, the rival fitted by least squares (Gauss and Newton's steps). */
function misfitOf({ xs, truth, rival }: PowerQuestion): number {
  const logs = xs.map((x) => log(x));
  const span = spanOf(Float64Array.from(logs));
  const target = logs.map((logX) => truth.law.logMedian(truth.coefficients, logX));
  const leftAt = (exponent: number) =>
    centered(logs.map((logX, i) => target[i]! - rival.shape(logX, exponent, span)));
  let exponent = 1;
  let left = leftAt(exponent);
  let step = rival.exponent === null ? 0 : 1;
  for (let k = 0; k < 50 && Math.abs(step) > LAST_STEP; k++) {
    const slopes = centered(logs.map((logX) => rival.slope(logX, exponent, span)[0]));
    step = dot(left, slopes) / dot(slopes, slopes);
    exponent += step;
    left = leftAt(exponent);
  }
  return Math.sqrt(dot(left, left) / logs.length);
}

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

function centered(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

/** The fewest seeds, not fewer than there are, with the wanted chance; null where MOST_SEEDS do not have it. */
function enoughSeeds(question: PowerQuestion): Extension | null {
  const { xs, seeds, truth } = question;
  const misfit = misfitOf(question);
  const powerWith = (count: number) => powerOf({ ...question, seeds: count }, misfit);
  if (misfit < NO_MISFIT || powerWith(MOST_SEEDS) < WANTED) return null;
  let [few, enough] = [seeds - 1, Math.max(seeds, MOST_SEEDS)];
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2);
    if (powerWith(middle) < WANTED) few = middle;
    else enough = middle;
  }
  const cost = xs.reduce((sum, x) => sum + enough * exp(truth.law.logMedian(truth.coefficients, log(x))), 0);
  return { xs, seeds: enough, power: powerWith(enough), cost };
}

function inWords(question: PowerQuestion, power: number, extensions: readonly Extension[]): string {
  const { xs, seeds, truth, rival } = question;
  if (misfitOf({ ...question, xs: extended(xs, MOST_DOUBLINGS) }) < NO_MISFIT)
    return `${rival.name} contains ${truth.law.name}: no sweep rejects it.`;
  const pair = `${rival.name} from ${truth.law.name}`;
  const chance = `The chance to tell ${pair} with ${seedsText(seeds)} at each of these d is ${percent(power)} if all runs finish`;
  if (power >= WANTED) return `${chance}.`;
  if (extensions.length === 0)
    return `${chance}; neither ${MOST_SEEDS} seeds nor d ${2 ** MOST_DOUBLINGS} times as large make it 90 %.`;
  const options = extensions
    .filter((option, i) => i === 0 || option.seeds < extensions[i - 1]!.seeds)
    .slice(0, 3)
    .map((option) => describe(option, xs));
  return `${chance}; 90 % takes ${options.join(', or ')}.`;
}

const seedsText = (count: number) => (count === 1 ? '1 seed' : `${count} seeds`);

const percent = (share: number) => (share < 0.01 ? 'below 1 %' : `${Math.floor(100 * share)} %`);

const describe = ({ xs, seeds }: Extension, old: readonly number[]) =>
  xs.length === old.length
    ? `${seedsText(seeds)} at these d`
    : `${seedsText(seeds)} at d up to ${Math.max(...xs)} by factors of 2`;
