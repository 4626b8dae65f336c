import type { Expansion } from './expansion.ts';
import type { Formula } from './formula.ts';

/** The Hermite expansion of a formula under standard Gaussian inputs, up to a total degree. */
export function hermiteExpansion(formula: Formula, degree: number): Expansion {
  throw new Error(`not there yet: ${formula.text} to degree ${degree}`);
}

/** The Fourier–Walsh expansion of a formula under uniform signs. */
export function walshExpansion(formula: Formula): Expansion {
  throw new Error(`not there yet: ${formula.text}`);
}
