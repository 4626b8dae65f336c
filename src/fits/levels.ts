import { emptyTerm, termOf } from './likelihood.ts';

/** ln y of runs, measured from the shape of a law: what levels and a scatter are fitted to. */
export interface Residuals {
  /** Ends of the interval each run's ln y lies in, possibly infinite. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** How often each run counts. */
  readonly weight: Float64Array;
  /** Which level each run has, 0 … levels − 1. */
  readonly group: Int32Array;
}

/** Levels η_g = τ × mean and the precision τ = 1/σ that runs are likeliest under, and the curvature there. */
export interface LevelFit {
  readonly logLikelihood: number;
  readonly eta: Float64Array;
  readonly tau: number;
  /** Negative second derivatives: by η_g, by η_g and τ, and by τ with the levels following. */
  readonly etaEta: Float64Array;
  readonly etaTau: Float64Array;
  readonly tauTau: number;
  readonly converged: boolean;
}

/** σ is between these; a scatter at the lower end is none. */
export const LEAST_SIGMA = 1e-6;
const MOST_SIGMA = 1e3;

const MOST_STEPS = 200;
/** Stop once Newton's own estimate of what is left to gain in ln likelihood is below. */
const TOLERANCE = 1e-11;

interface Sums {
  value: number;
  readonly eta: Float64Array;
  readonly etaEta: Float64Array;
  readonly etaTau: Float64Array;
  tau: number;
  tauTau: number;
}

const emptySums = (groups: number): Sums => ({
  value: 0,
  eta: new Float64Array(groups),
  etaEta: new Float64Array(groups),
  etaTau: new Float64Array(groups),
  tau: 0,
  tauTau: 0,
});

const term = emptyTerm();

/** Log-likelihood, its gradient and its negative second derivatives. */
function addUp({ low, high, weight, group }: Residuals, eta: Float64Array, tau: number, out: Sums): void {
  out.value = out.tau = out.tauTau = 0;
  for (const sums of [out.eta, out.etaEta, out.etaTau]) sums.fill(0);
  for (let i = 0; i < low.length; i++) {
    const w = weight[i]!;
    const g = group[i]!;
    termOf(low[i]!, high[i]!, eta[g]!, tau, term);
    out.value += w * term.value;
    out.tau += w * term.tau;
    out.tauTau -= w * term.tauTau;
    out.eta[g]! += w * term.eta;
    out.etaEta[g]! -= w * term.etaEta;
    out.etaTau[g]! -= w * term.etaTau;
  }
}

/** Curvature by τ when the levels follow: never negative, the log-likelihood being concave. */
function followedCurvature({ tauTau, etaTau, etaEta }: Sums): number {
  return etaEta.reduce((left, a, g) => left - (a > 0 ? (etaTau[g]! * etaTau[g]!) / a : 0), tauTau);
}

/** Newton's step into `step`, the levels then τ. @returns twice the gain it promises */
function newtonStep(sums: Sums, holdTau: boolean, step: Float64Array): number {
  const { eta, etaEta, etaTau, tau } = sums;
  const groups = eta.length;
  let right = tau;
  for (let g = 0; g < groups; g++) if (etaEta[g]! > 0) right -= (etaTau[g]! / etaEta[g]!) * eta[g]!;
  const curvature = followedCurvature(sums);
  const tauStep = holdTau || !(curvature > 0) ? 0 : right / curvature;
  let promise = tauStep * tau;
  for (let g = 0; g < groups; g++) {
    step[g] = etaEta[g]! > 0 ? (eta[g]! - etaTau[g]! * tauStep) / etaEta[g]! : 0;
    promise += step[g]! * eta[g]!;
  }
  step[groups] = tauStep;
  return promise;
}

/** Where the search starts: the means and the standard deviation of the intervals' middles. */
export function firstGuess(
  { low, high, group }: Residuals,
  groups: number,
): { eta: Float64Array; tau: number } {
  const sums = new Float64Array(groups);
  const counts = new Float64Array(groups);
  const middle = (i: number) => {
    if (low[i] === -Infinity) return high[i] === Infinity ? 0 : high[i]!;
    return high[i] === Infinity ? low[i]! : 0.5 * (low[i]! + high[i]!);
  };
  for (let i = 0; i < low.length; i++) {
    sums[group[i]!]! += middle(i);
    counts[group[i]!]! += 1;
  }
  const means = sums.map((sum, g) => sum / Math.max(1, counts[g]!));
  let squares = 0;
  for (let i = 0; i < low.length; i++) {
    const offset = middle(i) - means[group[i]!]!;
    squares += offset * offset;
  }
  const tau = 1 / Math.min(10, Math.max(1e-6, Math.sqrt(squares / low.length)));
  return { eta: means.map((mean) => mean * tau), tau };
}

/**
 * The levels and the scatter under which runs are likeliest, by Newton's method with halved steps. The log-likelihood
 * is concave, so wherever it starts it comes to the same maximum.
 */
export function fitLevels(
  residuals: Residuals,
  start: { readonly eta: Float64Array; readonly tau: number },
): LevelFit {
  const groups = start.eta.length;
  let eta = start.eta.slice();
  let tau = start.tau;
  let next = eta.slice();
  let sums = emptySums(groups);
  let trial = emptySums(groups);
  const step = new Float64Array(groups + 1);
  addUp(residuals, eta, tau, sums);
  let converged = false;
  for (let k = 0; k < MOST_STEPS && !converged; k++) {
    const atEdge = tau >= 1 / LEAST_SIGMA && sums.tau > 0;
    const promise = newtonStep(sums, atEdge, step);
    if (!(promise > TOLERANCE)) {
      converged = promise >= -TOLERANCE;
      break;
    }
    let share = 1;
    for (; share > 1e-12; share /= 2) {
      const nextTau = Math.min(1 / LEAST_SIGMA, tau + share * step[groups]!);
      if (nextTau < 1 / MOST_SIGMA) continue;
      for (let g = 0; g < groups; g++) next[g] = eta[g]! + share * step[g]!;
      addUp(residuals, next, nextTau, trial);
      if (trial.value >= sums.value + 1e-4 * share * promise) {
        [eta, next] = [next, eta];
        [sums, trial] = [trial, sums];
        tau = nextTau;
        break;
      }
    }
    if (share <= 1e-12) {
      // No step improves: at the last bits of the log-likelihood.
      converged = promise < 1e-6;
      break;
    }
  }
  const { value, etaEta, etaTau } = sums;
  return { logLikelihood: value, eta, tau, etaEta, etaTau, tauTau: followedCurvature(sums), converged };
}
