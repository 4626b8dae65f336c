/** What coordinates are: standard Gaussians, or uniform signs, whose squares are 1. */
export type Inputs = 'gaussian' | 'hypercube';

/** One term of an expansion: coefficient · Π_v h_{exponents[v]}(variable v). */
export interface Term {
  /** One a variable of the expansion, in their order. */
  readonly exponents: readonly number[];
  readonly coefficient: number;
  /**
   * |coefficient − the true one| is at most this, and less than |coefficient|: 0 where it is exact but for rounding. Of
   * what is no polynomial an estimate, from two resolutions of a quadrature; what these cannot resolve is refused.
   */
  readonly errorBound: number;
}

/** A number and how far it may be from the true one: a bound of rounding, an estimate of quadrature. */
export interface Bounded {
  readonly value: number;
  readonly errorBound: number;
}

/**
 * A function in an orthonormal basis of products: Hermite polynomials He_k/√k! under Gaussian inputs, parities under
 * uniform signs. Σ_α coefficient_α² = E[f²].
 */
export interface Expansion {
  readonly basis: 'hermite' | 'walsh';
  /** Coordinates it depends on, counted from 1, ascending. */
  readonly variables: readonly number[];
  /** All terms of at most this total degree are here, those that are 0 left out. */
  readonly degree: number;
  /** Whether there are no others: the function is a polynomial of this degree. */
  readonly isComplete: boolean;
  /** By total degree, then by falling powers of the first variable, the second, …; the first is the mean where it is not 0. */
  readonly terms: readonly Term[];
  /** A coefficient up to `degree` that is not among the terms is at most this, an estimate too: 0 where all others are 0. */
  readonly zeroBound: number;
  /** E[f²], terms of higher degree included. */
  readonly secondMoment: Bounded;
}
