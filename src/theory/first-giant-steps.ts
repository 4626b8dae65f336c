/** φ(0) of the standard normal density. */
const DENSITY_AT_0 = 0.3989422804014327;

/** What the first giant step of ReLU neurons from f = 0 depends on; E f* = 0. */
export interface FirstStep {
  /** c = η/p, the size of a step per neuron. */
  readonly stepSize: number;
  /** n/d. */
  readonly samplesPerInput: number;
  /** ‖C₁‖², C₁ = E[∇f*]. */
  readonly slopeSquare: number;
  /** E f*². */
  readonly secondMoment: number;
}

/**
 * E‖w‖² after the step, to leading order in d: the start, half of C₁, and the noise of n samples, E[f*²σ′²]/n in each
 * of d directions. The product of start and step is 0 on average, since a is ± with equal chance.
 */
function normSquare({ stepSize, samplesPerInput, slopeSquare, secondMoment }: FirstStep): number {
  return 1 + stepSize * stepSize * (slopeSquare / 4 + secondMoment / (2 * samplesPerInput));
}

/** ‖w‖ after the step. */
export const firstStepNorm = (step: FirstStep) => Math.sqrt(normSquare(step));

/** |cos ∠(w, C₁)| after the step. */
export function firstStepOverlap(step: FirstStep): number {
  return (step.stepSize * Math.sqrt(step.slopeSquare)) / 2 / firstStepNorm(step);
}

/**
 * ⟨g, v⟩/⟨g, u⟩ of the second gradient of a ReLU neuron at angle θ from u and none of v, of the loss −y f with
 * f* = u/√2 + uv: E[v uv 1{w·z > 0}] = E[u 1{w·z > 0}] = φ(0) cos θ over E[u²/√2 · 1{w·z > 0}] = 1/(2√2).
 *
 * @param overlap cos θ
 */
export const secondStepRatio = (overlap: number) => 2 * Math.SQRT2 * DENSITY_AT_0 * overlap;
