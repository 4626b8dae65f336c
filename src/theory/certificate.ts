import type { Bounded, Term } from '../formulas/expansion.ts';
import type { Floor } from './floors.ts';
import type { Method, Prediction } from './predictions.ts';
import type { Direction } from './staircase.ts';

/** What can be said of learning a target before any network has seen it. */
export interface Certificate {
  /** Paper C's: the smallest k ≥ 1 whose Hermite tensor (on the cube: Walsh part) C_k is not 0; null where none is found. */
  readonly leapIndex: number | null;
  /** The same number by its older name, which comes from targets with one direction. */
  readonly informationExponent: number | null;
  /** The largest leap of the staircase: what is left to overcome when everything learned before helps. */
  readonly leapComplexity: number | null;
  /** Orthonormal, in the order in which they are learned; those of rung 1 span V*_ℓ. */
  readonly directions: readonly Direction[];
  /** The staircase with leaps, from its foot. */
  readonly staircase: readonly CertifiedRung[];
  /** The same of the part that neurons with the activation can see. */
  readonly seen: Seen;
  readonly predictions: readonly Prediction[];
  /** Exponents to draw beside measurements. */
  readonly referenceLines: readonly ReferenceLine[];
  readonly floors: readonly Floor[];
  readonly mean: Bounded;
  readonly variance: Bounded;
  /** Up to which total degree the target was expanded. */
  readonly degree: number;
  /** Whether that is all of it. */
  readonly isComplete: boolean;
  /** Coordinates of vectors and exponents. */
  readonly variables: readonly string[];
  /** In the orthonormal basis: products of He_k/√k!, or parities. */
  readonly coefficients: readonly Term[];
  readonly errorBounds: ErrorBounds;
  /** How far the numbers carry. */
  readonly notes: readonly string[];
}

/** A rung, what it costs and what it brings. */
export interface CertifiedRung {
  /** Batches of the order of d^leap show its directions. */
  readonly leap: number;
  readonly directions: readonly string[];
  /** The smallest singular value of the tensor that shows them. */
  readonly strength: number;
  /** What could not have been told from 0. */
  readonly within: number;
  /** E Var(f | what is learned up to here). */
  readonly left: Bounded;
}

/** What an activation lets neurons see. */
export interface Seen {
  readonly activation: string;
  /** c_k = E[σ(x) He_k(x)], up to the target's degree. */
  readonly activationCoefficients: readonly number[];
  /** Degrees that the target has and neurons do not see. */
  readonly blind: readonly number[];
  /** Σ of squares of the target's coefficients of those degrees. */
  readonly unseen: number;
  readonly leapIndex: number | null;
  readonly leapComplexity: number | null;
  readonly staircase: readonly Pick<CertifiedRung, 'leap' | 'directions'>[];
}

/** How far numbers may be off: bounds for polynomials and on the cube, for all else estimates from two resolutions of a quadrature. */
interface ErrorBounds {
  /** The largest of the coefficients listed. */
  readonly coefficient: number;
  /** The largest size of a coefficient that is not listed, up to the degree. */
  readonly zero: number;
  /** E[f²] beyond the degree. */
  readonly beyondDegree: Bounded;
  /** Radians by which directions may be off. */
  readonly directions: number;
}

/** A power of d that samples are predicted to follow. */
export interface ReferenceLine {
  readonly method: Method;
  readonly exponent: number;
  readonly logPower: number;
  readonly text: string;
}
