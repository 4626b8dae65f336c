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
  /** Derivatives of each run's term where a search ended: by η, twice, and by η and τ. */
  readonly eta: Float64Array;
  readonly etaEta: Float64Array;
  readonly etaTau: Float64Array;
}

/** Room for n runs; they all have one level and count once until told otherwise. */
export const createResiduals = (n: number): Residuals => ({
  low: new Float64Array(n),
  high: new Float64Array(n),
  weight: new Float64Array(n).fill(1),
  group: new Int32Array(n),
  eta: new Float64Array(n),
  etaEta: new Float64Array(n),
  etaTau: new Float64Array(n),
});

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
/** Steps are halved down to this share before a search gives up. */
const LEAST_SHARE = 1e-12;
/** Once Newton's method promises less gain than this, its next step is the last: the error is then below its square. */
const LAST_PROMISE = 1e-5;
/** What rounding leaves of a promise where no step improves any more. */
const ROUNDING = 1e-6;

/** Where a search is: a point, the log-likelihood there, its gradient and its negative second derivatives. */
interface Place {
  readonly point: { readonly eta: Float64Array; tau: number };
  value: number;
  readonly eta: Float64Array;
  tau: number;
  readonly etaEta: Float64Array;
  readonly etaTau: Float64Array;
  tauTau: number;
}

const createPlace = (groups: number): Place => ({
  point: { eta: new Float64Array(groups), tau: 1 },
  value: 0,
  eta: new Float64Array(groups),
  tau: 0,
  etaEta: new Float64Array(groups),
  etaTau: new Float64Array(groups),
  tauTau: 0,
});

const term = emptyTerm();

/** Sums the terms of all runs at the point of a place. */
function addUp(runs: Residuals, out: Place): void {
  const { eta, tau } = out.point;
  out.value = out.tau = out.tauTau = 0;
  for (let g = 0; g < eta.length; g++) out.eta[g] = out.etaEta[g] = out.etaTau[g] = 0;
  for (let i = 0; i < runs.low.length; i++) {
    const w = runs.weight[i]!;
    const g = runs.group[i]!;
    termOf(runs.low[i]!, runs.high[i]!, eta[g]!, tau, term);
    out.value += w * term.value;
    out.tau += w * term.tau;
    out.tauTau -= w * term.tauTau;
    out.eta[g]! += w * term.eta;
    out.etaEta[g]! -= w * term.etaEta;
    out.etaTau[g]! -= w * term.etaTau;
    runs.eta[i] = term.eta;
    runs.etaEta[i] = term.etaEta;
    runs.etaTau[i] = term.etaTau;
  }
}

/** Curvature by τ when the levels follow: never negative, the log-likelihood being concave. */
function followedCurvature({ tauTau, etaTau, etaEta }: Place): number {
  let left = tauTau;
  for (let g = 0; g < etaEta.length; g++) if (etaEta[g]! > 0) left -= (etaTau[g]! * etaTau[g]!) / etaEta[g]!;
  return left;
}

/** Newton's step into `step`, the levels then τ; τ stays at its edge. @returns twice the gain it promises */
function newtonStep(here: Place, step: Float64Array): number {
  const { eta, etaEta, etaTau, tau } = here;
  const groups = eta.length;
  let right = tau;
  for (let g = 0; g < groups; g++) if (etaEta[g]! > 0) right -= (etaTau[g]! / etaEta[g]!) * eta[g]!;
  const curvature = followedCurvature(here);
  const isAtEdge = here.point.tau >= 1 / LEAST_SIGMA && tau > 0;
  const tauStep = isAtEdge || !(curvature > 0) ? 0 : right / curvature;
  let promise = tauStep * tau;
  for (let g = 0; g < groups; g++) {
    step[g] = etaEta[g]! > 0 ? (eta[g]! - etaTau[g]! * tauStep) / etaEta[g]! : 0;
    promise += step[g]! * eta[g]!;
  }
  step[groups] = tauStep;
  return promise;
}

/** Goes a share of a step and adds up there. @returns whether σ is then within its bounds */
function go(runs: Residuals, from: Place, step: Float64Array, share: number, to: Place): boolean {
  const groups = step.length - 1;
  to.point.tau = Math.min(1 / LEAST_SIGMA, from.point.tau + share * step[groups]!);
  if (to.point.tau < 1 / MOST_SIGMA) return false;
  for (let g = 0; g < groups; g++) to.point.eta[g] = from.point.eta[g]! + share * step[g]!;
  addUp(runs, to);
  return true;
}

/**
 * The levels and the scatter under which runs are likeliest, by Newton's method with halved steps. The log-likelihood
 * is concave, so wherever it starts it comes to the same maximum.
 */
export function fitLevels(
  runs: Residuals,
  start: { readonly eta: Float64Array; readonly tau: number },
): LevelFit {
  const groups = start.eta.length;
  let here = createPlace(groups);
  let there = createPlace(groups);
  const step = new Float64Array(groups + 1);
  here.point.eta.set(start.eta);
  here.point.tau = Math.min(1 / LEAST_SIGMA, start.tau);
  addUp(runs, here);
  for (let k = 0; k < MOST_STEPS; k++) {
    const promise = newtonStep(here, step);
    const isLast = promise < LAST_PROMISE;
    let share = 1;
    const improves = () => there.value >= here.value + 1e-4 * share * promise;
    while (share > LEAST_SHARE && !(go(runs, here, step, share, there) && (isLast || improves()))) share /= 2;
    if (share <= LEAST_SHARE) {
      addUp(runs, here);
      return fitAt(here, promise < ROUNDING);
    }
    [here, there] = [there, here];
    if (isLast) return fitAt(here, true);
  }
  return fitAt(here, false);
}

function fitAt(place: Place, converged: boolean): LevelFit {
  return {
    eta: place.point.eta,
    tau: place.point.tau,
    logLikelihood: place.value,
    etaEta: place.etaEta,
    etaTau: place.etaTau,
    tauTau: followedCurvature(place),
    converged: converged && Number.isFinite(place.value),
  };
}

/** Where a search starts: the means and the standard deviation of what is known of each run. */
export function firstGuess({ low, high, group }: Residuals, groups: number) {
  const sums = new Float64Array(groups);
  const counts = new Float64Array(groups);
  const known = (i: number) => {
    if (low[i] === -Infinity) return high[i] === Infinity ? 0 : high[i]!;
    return high[i] === Infinity ? low[i]! : 0.5 * (low[i]! + high[i]!);
  };
  for (let i = 0; i < low.length; i++) {
    sums[group[i]!]! += known(i);
    counts[group[i]!]! += 1;
  }
  const means = sums.map((sum, g) => sum / Math.max(1, counts[g]!));
  let squares = 0;
  for (let i = 0; i < low.length; i++) {
    const offset = known(i) - means[group[i]!]!;
    squares += offset * offset;
  }
  const tau = 1 / Math.min(10, Math.max(2 * LEAST_SIGMA, Math.sqrt(squares / low.length)));
  return { eta: means.map((mean) => mean * tau), tau };
}
