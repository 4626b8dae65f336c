import { apply, exact } from './bounded.ts';
import type { Bounded, Inputs } from './expansion.ts';
import type { FormulaNode, FunctionName } from './formula.ts';
import { functions } from './functions.ts';
import { apart } from './groups.ts';
import { faithful, finite, partOf, treeOf } from './parts.ts';
import {
  constant,
  constantOf,
  type Generator,
  isCoordinate,
  type Monomial,
  type Polynomial,
  plus,
  polynomialOf,
  powerOf,
  scaled,
  variablesOf,
  withoutZeros,
} from './polynomial.ts';

type Call = Extract<FormulaNode, { readonly type: 'call' }>;

/** How a call is multiplied out. */
interface Setting {
  readonly inputs: Inputs;
  readonly product: (p: Polynomial, q: Polynomial) => Polynomial;
}

/** A function of a polynomial, multiplied out: He_k of one is one; signs and absolute values of products are products. */
export function calledWith(node: Call, argument: Polynomial, setting: Setting): Polynomial {
  const { name } = node;
  const value = constantOf(argument);
  if (value) return constant(constantCall(name, value));
  if (name.startsWith('He')) return hermiteOf(Number(name.slice(2)), argument, setting);
  if (name === 'exp') return exponential(node, argument, setting);
  if (argument.size === 1 && (name === 'sign' || name === 'abs')) return ofFactors(name, argument, setting);
  if (name === 'relu' && isProduct(argument)) {
    const absolute = ofFactors('abs', argument, setting);
    return withoutZeros(scaled(plus(argument, absolute), exact(0.5)));
  }
  return generic(node, argument);
}

const generic = (node: Call, argument: Polynomial) =>
  partOf({ ...node, argument: faithful(node.argument, argument) }, [argument]);

function constantCall(name: FunctionName, value: Bounded): Bounded {
  const there = apply(functions.get(name)!, value);
  finite(there.value, `${name}(${value.value})`);
  return there;
}

function hermiteOf(degree: number, x: Polynomial, { product }: Setting): Polynomial {
  let [before, he]: [Polynomial, Polynomial] = [new Map(), constant(exact(1))];
  for (let k = 0; k < degree; k++) {
    [before, he] = [he, withoutZeros(plus(product(x, he), scaled(before, exact(-k))))];
  }
  return he;
}

/** Whether it is a product of several powers, or one even power. */
function isProduct(p: Polynomial): boolean {
  const [{ powers }] = [...p.values()] as [Monomial];
  return p.size === 1 && (powers.length > 1 || powers[0]![1] % 2 === 0);
}

/** sign or abs of a product: that of its factors; even powers are positive. */
function ofFactors(name: 'sign' | 'abs', p: Polynomial, { inputs, product }: Setting): Polynomial {
  const [{ powers, coefficient }] = [...p.values()] as [Monomial];
  let result = constant(exact(1));
  if (name === 'sign') result = constant(exact(Math.sign(coefficient.value)));
  else result = constant({ ...coefficient, value: Math.abs(coefficient.value) });
  for (const [generator, power] of powers) {
    const isOdd = power % 2 === 1;
    if (isOdd) result = product(result, ofGenerator(name, generator, inputs));
    if (name === 'abs' && power > 1) result = product(result, powerOf(generator, power - Number(isOdd)));
  }
  return result;
}

function ofGenerator(name: 'sign' | 'abs', generator: Generator, inputs: Inputs): Polynomial {
  const argument = powerOf(generator);
  if (inputs === 'hypercube' && isCoordinate(generator))
    return name === 'abs' ? constant(exact(1)) : argument;
  return partOf({ type: 'call', name, argument: generator.node }, [argument]);
}

/** e^30 and e^−30: what is larger may go out of range before it meets what makes up for it. */
const LARGE = 30;
const isLarge = (argument: Polynomial) => Math.abs(argument.get('')?.coefficient.value ?? 0) > LARGE;

/** exp of a sum: the product of those of parts that share no coordinates. */
function exponential(node: Call, argument: Polynomial, { product }: Setting): Polynomial {
  const groups = apart([...argument.values()], (monomial) => variablesOf(polynomialOf([monomial])));
  if (groups.length === 1 || isLarge(argument)) return generic(node, argument);
  return groups.map(polynomialOf).reduce(
    (result, group) => {
      const value = constantOf(group);
      const factor = value
        ? constant(constantCall('exp', value))
        : partOf({ ...node, argument: treeOf(group) }, [group]);
      return product(result, factor);
    },
    constant(exact(1)),
  );
}
