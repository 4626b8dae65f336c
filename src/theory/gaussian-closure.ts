import { erf, exp } from '../numerics/elementary.ts';

/** One neuron of XOR by the sizes of its parts. */
export interface ClosedNeuron {
  /** ‖w_sig‖ and ‖w_opp‖, at least 0. */
  readonly signal: number;
  readonly opposite: number;
  /** ‖w_perp‖, at least 0. */
  readonly perpendicular: number;
  /** a in units of its sign at the start: below 0 once a has changed sign. */
  readonly secondLayer: number;
}

/** How fast each layer follows its gradient, in units of the rate of mean-field SGD. */
export interface LayerRates {
  readonly first: number;
  readonly second: number;
}

const ROOT_2_OVER_PI = Math.sqrt(2 / Math.PI);

/**
 * d(neuron)/dT under the population gradient of −y f, with the perpendicular sum w_perp·ξ taken as Gaussian
 * of variance r² = ‖w_perp‖². With A = |a|, sig, opp as in `ClosedNeuron`:
 *
 *   sig′ = (√2/4) A erf(sig/r),  opp′ = −(√2/4) A erf(opp/r),
 *   r′ = −(A/4) √(2/π) (e^(−opp²/r²) − e^(−sig²/r²)),
 *   A′ = ¼ [√2 (sig erf(sig/r) − opp erf(opp/r)) + √(2/π) r (e^(−sig²/r²) − e^(−opp²/r²))].
 *
 * It conserves A²/second − ‖w‖²/first. Source: derived.
 */
export function closureVelocity(neuron: ClosedNeuron, { first, second }: LayerRates): ClosedNeuron {
  const { signal, opposite, perpendicular: r, secondLayer: a } = neuron;
  const sign1 = ratio(signal, r, erf, 1);
  const sign2 = ratio(opposite, r, erf, 1);
  const pull = r > 0 ? ROOT_2_OVER_PI * (gaussian(opposite / r) - gaussian(signal / r)) : 0;
  return {
    signal: first * (Math.SQRT2 / 4) * a * sign1,
    opposite: -first * (Math.SQRT2 / 4) * a * sign2,
    perpendicular: (-first * a * pull) / 4,
    secondLayer: (second * (Math.SQRT2 * (signal * sign1 - opposite * sign2) - r * pull)) / 4,
  };
}

const gaussian = (x: number) => exp(-x * x);

/** f(part/r), with its limit where r is 0; 0 where the part is 0 too. */
function ratio(part: number, r: number, f: (x: number) => number, limit: number): number {
  if (part <= 0) return 0;
  return r > 0 ? f(part / r) : limit;
}

/** Share of a neuron's shortest time scale that a step takes: 10⁻⁸ of accuracy, by halving it. */
const STEP = 0.05;

/** A perpendicular part below this share of its neuron is gone: it falls to 0 in finite time. */
const GONE = 1e-9;

/**
 * The closure a time later, by Runge and Kutta's method of order 4, each neuron at steps of its own: the law
 * changes on the scale r/A, which shrinks to 0 as the perpendicular part vanishes.
 *
 * @param time in mean-field form under a loss with −∂ℓ/∂f = y, at least 0
 * @param step share of the shortest time scale that a step takes
 */
export function closureAfter(
  neuron: ClosedNeuron,
  time: number,
  rates: LayerRates,
  step = STEP,
): ClosedNeuron {
  let now = neuron;
  for (let left = time; left > 0; ) {
    const { perpendicular: r, secondLayer: a } = now;
    const scale = 1 / Math.max(rates.first, rates.second, 1e-3);
    const longest = step * scale * (r > 0 ? Math.min(1, r / Math.abs(a)) : 1);
    const dt = Math.min(left, longest);
    now = settled(rungeKutta(now, dt, rates));
    left = dt === left ? 0 : left - dt;
  }
  return now;
}

function rungeKutta(start: ClosedNeuron, dt: number, rates: LayerRates): ClosedNeuron {
  const k1 = closureVelocity(start, rates);
  const k2 = closureVelocity(moved(start, dt / 2, k1), rates);
  const k3 = closureVelocity(moved(start, dt / 2, k2), rates);
  const k4 = closureVelocity(moved(start, dt, k3), rates);
  return moved(moved(moved(moved(start, dt / 6, k1), dt / 3, k2), dt / 3, k3), dt / 6, k4);
}

const moved = (from: ClosedNeuron, dt: number, velocity: ClosedNeuron): ClosedNeuron => ({
  signal: from.signal + dt * velocity.signal,
  opposite: from.opposite + dt * velocity.opposite,
  perpendicular: from.perpendicular + dt * velocity.perpendicular,
  secondLayer: from.secondLayer + dt * velocity.secondLayer,
});

/** Norms stay at 0 once they are there; what is left of the opposite part, of order r², goes with r. */
function settled({ signal, opposite, perpendicular, secondLayer }: ClosedNeuron): ClosedNeuron {
  const size = Math.max(signal, opposite, Math.abs(secondLayer));
  return {
    signal: Math.max(signal, 0),
    opposite: Math.max(opposite, 0),
    perpendicular: perpendicular > GONE * size ? perpendicular : 0,
    secondLayer,
  };
}
