import { hermite } from '../../../formulas/functions.ts';
import { normalDensity } from '../../../numerics/normal.ts';
import type { SingleIndexStep, StudentMoments } from '../../../theory/giant-step-laws.ts';

/** c_0 … c_6 of ReLU, and E[1{z > 0}]. */
export const reluMoments: StudentMoments = {
  coefficients: Array.from({ length: 7 }, (_, k) =>
    k === 1 ? 0.5 : normalDensity(0) * (k === 0 ? 1 : hermite(k - 2, 0)),
  ),
  slopeSquare: 0.5,
};

/** f* = He_2(z_1)/√2 with η = p √d. */
export const leapTwo: SingleIndexStep = {
  leap: 2,
  scale: Math.SQRT1_2,
  stepSize: Math.sqrt,
  activation: reluMoments,
};

/** f* = He_3(z_1) with η = p d. */
export const leapThree = (activation: StudentMoments): SingleIndexStep => ({
  leap: 3,
  scale: 1,
  stepSize: (inputDim) => inputDim,
  activation,
});
