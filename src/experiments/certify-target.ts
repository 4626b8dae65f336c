import { activations } from '../activations/index.ts';
import type { Activation } from '../engines/engine.ts';
import { hermiteExpansion, walshExpansion } from '../formulas/expand.ts';
import type { Expansion, Inputs } from '../formulas/expansion.ts';
import { parseFormula } from '../formulas/parse.ts';
import { polynomialDegree } from '../formulas/polynomial-degree.ts';
import type { AnyKind, Shape } from '../settings/kind.ts';
import { Misuse } from '../settings/misuse.ts';
import { activationCoefficients } from '../theory/activation-coefficients.ts';
import type { Certified } from '../theory/certificate-words.ts';
import { certify } from '../theory/certify.ts';

/** A target to certify, as it was typed. */
export interface TargetTyped {
  readonly expression: string;
  readonly inputs: Inputs;
  /** Name of the activation of the network that is to learn it. */
  readonly activation: string;
  /** Up to which it is expanded; undefined is all of a polynomial, and 8 of others. */
  readonly degree?: number | undefined;
}

/** No activation depends on it. */
const anySize = { inputDim: 1, width: 1 };

/** Of targets that are no polynomials. */
const USUAL_DEGREE = 8;

/**
 * The certificate of a target that was typed.
 *
 * @param settings of the activation, by default its own defaults
 * @throws Misuse with what is wrong with the expression, and where
 */
export function certifyTarget(
  { expression, inputs, activation: name, degree }: TargetTyped,
  settings: Readonly<Record<string, unknown>> = {},
): Certified {
  const kind = activations.find((one) => one.name === name)!;
  const activation = kind.create({ ...defaultsOf(kind), ...settings, ...anySize });
  const expansion = expand(expression, inputs, degree);
  const coefficients = activationCoefficients(activation, expansion.degree);
  return { expression, inputs, ...certify(expansion, { activation: name, coefficients }) };
}

const defaultsOf = ({ settings }: AnyKind<Activation>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(settings as Shape).map(([key, type]) => [key, type.safeParse(undefined).data]),
  );

function expand(expression: string, inputs: Inputs, degree: number | undefined): Expansion {
  const formula = parseFormula(expression, inputs === 'gaussian' ? 'z' : 'x');
  if (inputs === 'hypercube') return walshExpansion(formula);
  const own = polynomialDegree(formula, inputs);
  if (own !== undefined && degree !== undefined && degree < own) {
    throw new Misuse(`degree must be at least ${own}, which the polynomial has, got ${degree}`);
  }
  return hermiteExpansion(formula, degree ?? own ?? USUAL_DEGREE);
}
