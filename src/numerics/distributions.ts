import { exp, log, log1p } from './elementary.ts';

/** Coefficients of Lanczos's approximation of Γ with g = 7. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x ≥ 1/2, to some 1e-13. */
export function logGamma(x: number): number {
  let sum = LANCZOS[0]!;
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (x - 1 + i);
  const t = x + 6.5;
  return 0.5 * log(2 * Math.PI) + (x - 0.5) * log(t) - t + log(sum);
}

const TINY = 1e-300;
const PRECISION = 1e-15;
const MOST_TERMS = 10_000;

/** The continued fraction of the incomplete beta function, by Lentz's method; converges fast below the mean. */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    for (const term of [even, odd]) {
      d = 1 / nonZero(1 + term * d);
      c = nonZero(1 + term / c);
      fraction *= c * d;
    }
    if (Math.abs(c * d - 1) < PRECISION) break;
  }
  return fraction;
}

const nonZero = (value: number) => (Math.abs(value) < TINY ? TINY : value);

/** P(X ≤ x) of a beta variable, the regularized incomplete beta function I_x(a, b); a, b ≥ 1/2. */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x));
  if (x > (a + 1) / (a + b + 2)) return 1 - (front * betaFraction(1 - x, b, a)) / b;
  return (front * betaFraction(x, a, b)) / a;
}

/** The x in [0, 1] with P(X ≤ x) = probability, by bisection to the last bits. */
export function betaQuantile(probability: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (betaCdf(middle, a, b) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The t with P(T ≤ t) = probability for Student's T with so many degrees of freedom (≥ 1, any real number). */
export function studentQuantile(probability: number, degrees: number): number {
  if (probability === 0.5) return 0;
  if (probability < 0.5) return -studentQuantile(1 - probability, degrees);
  const x = betaQuantile(2 * (1 - probability), degrees / 2, 0.5);
  return Math.sqrt((degrees * (1 - x)) / x);
}

/** The x with P(F ≤ x) = probability for the ratio F of two mean squares with so many degrees of freedom. */
export function ratioQuantile(probability: number, above: number, below: number): number {
  const x = betaQuantile(probability, above / 2, below / 2);
  return (below * x) / (above * (1 - x));
}

/** P(X ≤ x) of χ² with so many degrees of freedom (≥ 1), by its power series. */
function chiSquareCdf(x: number, degrees: number): number {
  if (x <= 0) return 0;
  const [a, half] = [degrees / 2, x / 2];
  let term = exp(a * log(half) - half - logGamma(a + 1));
  let sum = 0;
  for (let k = 1; k < MOST_TERMS && sum + term > sum; k++) {
    sum += term;
    term *= half / (a + k);
  }
  return Math.min(1, sum);
}

/** The x with P(X ≤ x) = probability < 1 for χ² with so many degrees of freedom, by bisection. */
export function chiSquareQuantile(probability: number, degrees: number): number {
  let [low, high] = [0, degrees];
  // in steps of a few standard deviations: far beyond the mean the series underflows
  while (chiSquareCdf(high, degrees) < probability) high += 4 * Math.sqrt(2 * degrees);
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (chiSquareCdf(middle, degrees) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
