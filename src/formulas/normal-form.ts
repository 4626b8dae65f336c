import { Misuse } from '../settings/misuse.ts';
import { divide, exact, isZero, multiply, rounded } from './bounded.ts';
import { calledWith } from './calls.ts';
import type { Bounded, Inputs } from './expansion.ts';
import type { FormulaNode } from './formula.ts';
import { power as powerOfNumbers } from './functions.ts';
import { faithful, finite, one, partOf } from './parts.ts';
import {
  constant,
  constantOf,
  coordinate,
  degreeOfPolynomial,
  type Generator,
  isCoordinate,
  keyOf,
  type Monomial,
  type Polynomial,
  plus,
  polynomialOf,
  powerOf,
  scaled,
  times,
  toPower,
  variablesOf,
  withoutZeros,
} from './polynomial.ts';

const HIGHEST_DEGREE = 128;

/**
 * A formula multiplied out: a polynomial in coordinates and in those of its parts that are no polynomials, with what
 * cancels left out. Functions of products and exponentials of sums come apart where they can.
 *
 * @throws Misuse where it divides by 0, or is too large to be multiplied out
 */
export function normalForm(node: FormulaNode, inputs: Inputs): Polynomial {
  const form = (part: FormulaNode) => normalForm(part, inputs);
  switch (node.type) {
    case 'number':
      return withoutZeros(constant(literal(node.value)));
    case 'variable':
      return powerOf(coordinate(node.index));
    case 'negative':
      return scaled(form(node.argument), exact(-1));
    case 'sum':
      return withoutZeros(plus(form(node.left), form(node.right)));
    case 'difference':
      return withoutZeros(plus(form(node.left), scaled(form(node.right), exact(-1))));
    case 'product':
      return product(form(node.left), form(node.right), inputs);
    case 'quotient':
      return quotient(node, form(node.left), form(node.right), inputs);
    case 'power':
      return power(node, form(node.left), form(node.right), inputs);
    case 'call':
      return calledWith(node, form(node.argument), {
        inputs,
        product: (p, q) => product(p, q, inputs),
      });
  }
}

/** Multiples of 2^−20 are written without rounding, most others are not. */
const literal = (value: number): Bounded =>
  Number.isSafeInteger(value * 2 ** 20) ? exact(value) : rounded(value);

function product(p: Polynomial, q: Polynomial, inputs: Inputs): Polynomial {
  const degree = degreeOfPolynomial(p) + degreeOfPolynomial(q);
  if (inputs === 'gaussian' && degree > HIGHEST_DEGREE) throw tooHigh(degree);
  const full = times(p, q);
  return withoutZeros(inputs === 'hypercube' ? polynomialOf([...full.values()].map(withSquaresOne)) : full);
}

const tooHigh = (degree: number) =>
  new Misuse(`multiplied out, it has degree ${degree}: at most ${HIGHEST_DEGREE} can be expanded`);

/** A monomial on the hypercube. */
const withSquaresOne = ({ powers, coefficient }: Monomial): Monomial => ({
  coefficient,
  powers: powers
    .map(([generator, k]) => [generator, isCoordinate(generator) ? k % 2 : k] as const)
    .filter(([, k]) => k > 0),
});

function natural(p: Polynomial, exponent: number, inputs: Inputs): Polynomial {
  const degree = degreeOfPolynomial(p) * exponent;
  if (inputs === 'gaussian') {
    if (degree > HIGHEST_DEGREE) throw tooHigh(degree);
    return withoutZeros(toPower(p, exponent));
  }
  let result = constant(exact(1));
  for (let k = 0; k < exponent; k++) result = product(result, p, inputs);
  return result;
}

type Binary = Extract<FormulaNode, { readonly left: FormulaNode }>;

/** Where the divisor shares no coordinate with a factor of what it divides, that factor is taken out. */
function quotient(node: Binary, above: Polynomial, below: Polynomial, inputs: Inputs): Polynomial {
  const divisor = constantOf(below);
  if (divisor) return scaled(above, inverse(divisor));
  if (constantOf(above)?.value === 0) return above;
  const ratio = ratioOf(above, below);
  if (ratio) return constant(ratio);
  const [outside, inside] = split(above, variablesOf(below));
  const shared = ratioOf(inside, below);
  if (shared) return scaled(outside, shared);
  const rest = { ...node, left: faithful(node.left, inside), right: faithful(node.right, below) };
  return product(outside, partOf(rest, [inside, below]), inputs);
}

function inverse(divisor: Bounded): Bounded {
  if (isZero(divisor)) throw new Misuse('it divides by 0');
  return divide(exact(1), divisor);
}

/** p / q where that is a number. */
function ratioOf(p: Polynomial, q: Polynomial): Bounded | undefined {
  const [key, first] = q.entries().next().value!;
  const other = p.get(key);
  if (!other || p.size !== q.size) return undefined;
  const ratio = divide(other.coefficient, first.coefficient);
  const rest = withoutZeros(plus(p, scaled(q, multiply(ratio, exact(-1)))));
  return rest.size === 0 ? ratio : undefined;
}

/** A polynomial as a product: one that does not depend on certain coordinates, if possible, and the rest. */
function split(p: Polynomial, variables: readonly number[]): readonly [Polynomial, Polynomial] {
  const depends = ([generator]: readonly [Generator, number]) =>
    generator.variables.some((v) => variables.includes(v));
  const monomials = [...p.values()];
  const inside = monomials[0]!.powers.filter(depends);
  const isShared = monomials.every(({ powers }) => keyOf(powers.filter(depends)) === keyOf(inside));
  if (!isShared) return [constant(exact(1)), p];
  const outside = monomials.map(({ powers, coefficient }) => ({
    coefficient,
    powers: powers.filter((entry) => !depends(entry)),
  }));
  return [polynomialOf(outside), polynomialOf([{ powers: inside, coefficient: exact(1) }])];
}

function power(node: Binary, base: Polynomial, exponent: Polynomial, inputs: Inputs): Polynomial {
  const [from, to] = [constantOf(base), constantOf(exponent)];
  if (to && Number.isInteger(to.value)) {
    if (to.value >= 0) return natural(base, to.value, inputs);
    const inverted = quotient(
      { type: 'quotient', left: one, right: node.left },
      constant(exact(1)),
      base,
      inputs,
    );
    return natural(inverted, -to.value, inputs);
  }
  if (to && from)
    return constant(rounded(finite(powerOfNumbers(from.value, to.value), `${from.value}^${to.value}`), 16));
  const part = { ...node, left: faithful(node.left, base), right: faithful(node.right, exponent) };
  return partOf(part, [base, exponent]);
}
