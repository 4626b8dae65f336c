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
