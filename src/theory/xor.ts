import { exp, log } from '../numerics/elementary.ts';

/** |ℓ′| at f = 0 relative to paper A's loss: logistic with lossScale 2 gives 1. */
const atZero = (lossScale: number) => lossScale / 2;

/** Rate at which the signal grows and the opposite part shrinks at the start, per unit time: lossScale/(2√(2π)). */
export function findingRate(lossScale: number): number {
  return atZero(lossScale) / Math.sqrt(2 * Math.PI);
}

/** Rate at which signal and |a| of a heavy neuron grow while margins are small: (lossScale/2)·√2/4. */
export function tuningRate(lossScale: number): number {
  return (atZero(lossScale) * Math.SQRT2) / 4;
}

/** Time at which the signal of a typical neuron catches up with its perpendicular part, without batch noise. */
export function phase1Time(inputDim: number, lossScale: number): number {
  return log(inputDim) / (2 * findingRate(lossScale));
}

/** Time at which the mean margin reaches 1 from θ = initScale in mean form, without batch noise (paper A's loss). */
export function phase2Time(inputDim: number, initScale: number, lossScale: number): number {
  return phase1Time(inputDim, lossScale) + (log(1.68 / initScale) / tuningRate(2) + 0.93) / atZero(lossScale);
}

/** dγ/dT of a cluster margin once its neurons are heavy: (lossScale/2)·√2·γ/(1 + e^γ). */
export function marginVelocity(margin: number, lossScale: number): number {
  return (atZero(lossScale) * Math.SQRT2 * margin) / (1 + exp(margin));
}

/**
 * A cluster margin a little later, by one step of Heun's method on the margin equation.
 *
 * @param time in mean-field form; the error of a step is of the order time³
 */
export function marginAfter(margin: number, time: number, lossScale: number): number {
  const first = marginVelocity(margin, lossScale);
  return margin + (time / 2) * (first + marginVelocity(margin + time * first, lossScale));
}

/** The population gradient of E[−y f] for one neuron of the sum form, divided by −a (first layer) or −1 (second). */
export interface NeuronForce {
  /** Along μ₁/√2. */
  readonly first: number;
  /** Along μ₂/√2. */
  readonly second: number;
  /** Coordinates 3 … d. */
  readonly perpendicular: Float64Array;
  /** d a. */
  readonly secondLayer: number;
}

/**
 * Closed form of that gradient for XOR on coordinates 1 and 2: with u₁ = w·μ₁, u₂ = w·μ₂, s = w_perp·ξ,
 * (√2/4) sign(u₁) P(|s|<|u₁|), −(√2/4) sign(u₂) P(|s|<|u₂|), −¼ E[ξ sign(s)(1{|s|<|u₁|} − 1{|s|<|u₂|})]
 * and ¼ E[max(|s|,|u₁|) − max(|s|,|u₂|)], the expectations over ξ by enumeration.
 *
 * @param neuron w, of dimension 3 … 20
 */
export function populationForce(neuron: Float64Array): NeuronForce {
  const dim = neuron.length - 2;
  const total = 2 ** dim;
  const u1 = neuron[0]! - neuron[1]!;
  const u2 = neuron[0]! + neuron[1]!;
  const force = { first: 0, second: 0, perpendicular: new Float64Array(dim), secondLayer: 0 };
  for (let bits = 0; bits < total; bits++) {
    let s = 0;
    for (let k = 0; k < dim; k++) s += (bits >> k) & 1 ? -neuron[k + 2]! : neuron[k + 2]!;
    const below1 = Math.abs(s) < Math.abs(u1) ? 1 : 0;
    const below2 = Math.abs(s) < Math.abs(u2) ? 1 : 0;
    force.first += (Math.SQRT2 / 4) * Math.sign(u1) * (below1 / total);
    force.second -= (Math.SQRT2 / 4) * Math.sign(u2) * (below2 / total);
    const pull = (-Math.sign(s) * (below1 - below2)) / (4 * total);
    for (let k = 0; k < dim; k++) force.perpendicular[k]! += (bits >> k) & 1 ? -pull : pull;
    force.secondLayer +=
      (Math.max(Math.abs(s), Math.abs(u1)) - Math.max(Math.abs(s), Math.abs(u2))) / (4 * total);
  }
  return force;
}
