import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawGaussians } from '../numerics/gaussian.ts';
import { seedsFrom, streamKey } from '../numerics/streams.ts';
import { hermiteExpansion, walshExpansion } from './expand.ts';
import type { Expansion } from './expansion.ts';
import { hermite } from './functions.ts';
import { parseFormula } from './parse.ts';

const expand = (text: string, degree = 8) => hermiteExpansion(parseFormula(text), degree);
const onCube = (text: string) => walshExpansion(parseFormula(text, 'x'));

/** The coefficient of a product, such as '1,2'. */
const coefficient = ({ terms }: Expansion, exponents: string) =>
  terms.find((term) => term.exponents.join() === exponents)?.coefficient ?? 0;

const table = ({ terms }: Expansion) =>
  Object.fromEntries(terms.map((term) => [term.exponents.join(), term.coefficient]));

const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));

/** Every coefficient is within its bound, or the bound of zeros, of what it should be. */
function expectCoefficients(expansion: Expansion, expected: (exponents: number[]) => number, most: number) {
  for (let k = 0; k <= expansion.degree; k++) {
    const term = expansion.terms.find(({ exponents }) => exponents[0] === k);
    // a bound of 0 says: exact but for rounding, which is up to 2^-46 of the coefficient
    const bound = term ? term.errorBound || 2 ** -46 * Math.abs(term.coefficient) : expansion.zeroBound;
    expect(bound).toBeLessThan(most);
    expect(Math.abs((term?.coefficient ?? 0) - expected([k]))).toBeLessThanOrEqual(bound);
  }
}

describe('the expansion of a polynomial', () => {
  it.each([
    ['He3(z1)', { 3: Math.sqrt(6) }],
    ['z1*z2', { '1,1': 1 }],
    ['z1 + z1*z2 + z1*z2*z3', { '1,0,0': 1, '1,1,0': 1, '1,1,1': 1 }],
    ['z1 + z2 - z2', { 1: 1 }],
    ['-z3^2', { 0: -1, 2: -Math.sqrt(2) }],
    ['He2((z1+z2)/sqrt(2))', { '2,0': Math.SQRT1_2, '1,1': 1, '0,2': Math.SQRT1_2 }],
    ['0.1*z1 + 0.2*z1 - 0.3*z1 + z2', { 1: 1 }],
    ['(z1 + z2)^2 - z1*z1 - z2*z2', { '1,1': 2 }],
    ['abs(z1^2*z2^2)/z2^2', { 0: 1, 2: Math.sqrt(2) }],
  ])('of %s is what it is by hand', (text, expected) => {
    const expansion = expand(text);
    expect(Object.keys(table(expansion)).sort()).toEqual(Object.keys(expected).sort());
    for (const [exponents, value] of Object.entries(expected)) {
      expect(coefficient(expansion, exponents)).toBeCloseTo(value, 14);
    }
    expect(expansion.isComplete).toBe(true);
    expect(expansion.zeroBound).toBe(0);
  });

  it('has the variance of claim C13, .7708', () => {
    const { terms, secondMoment } = expand('(z1 + He2(z1)/2 + He4(z1)/24 + z2 + He2(z2)/2 + He4(z2)/24)/2');
    expect(secondMoment.value).toBeCloseTo(0.5 + 0.25 + 1 / 48, 14);
    expect(terms[0]!.exponents).toEqual([1, 0]);
  });

  it('is cut at the degree asked for, its second moment is not', () => {
    const expansion = expand('He4(z1) + z1', 3);
    expect(table(expansion)).toEqual({ 1: 1 });
    expect(expansion).toMatchObject({ isComplete: false, degree: 3, secondMoment: { value: 25 } });
  });

  it('gives back the coefficients of any sum of products of Hermite polynomials', () => {
    const product = fc.record({
      weight: fc.integer({ min: 1, max: 9 }),
      exponents: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(product, { minLength: 1, maxLength: 5, selector: (p) => p.exponents.join() }),
        (sum) => {
          const known = sum.filter(({ exponents }) => exponents.some((k) => k > 0));
          if (known.length === 0) return;
          const text = known
            .map(({ weight, exponents }) => `${weight}*${exponents.map(inPowers).join('*')}`)
            .join(' + ');
          const { terms, variables } = expand(text, 12);
          expect(terms).toHaveLength(known.length);
          for (const { weight, exponents } of known) {
            const found = terms.find((term) =>
              exponents.every((k, v) => (term.exponents[variables.indexOf(v + 1)] ?? 0) === k),
            );
            const norm = exponents.reduce((square, k) => square * factorial(k), 1);
            expect(found!.coefficient).toBeCloseTo(weight * Math.sqrt(norm), 11);
          }
        },
      ),
      { numRuns: 100, seed: 3 },
    );
  });

  it('has tensors whose norms do not change when coordinates are rotated', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 6.28, noNaN: true }), (angle) => {
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        const [u, v] = [`(${c}*z1 + ${s}*z2)`, `(${c}*z2 - ${s}*z1)`];
        const { terms } = expand(`${u} + 2*${u}*${v} - ${v}^3 + ${u}^2*${v}^2`);
        const norms = [0, 0, 0, 0, 0];
        for (const { exponents, coefficient } of terms)
          norms[exponents[0]! + exponents[1]!]! += coefficient ** 2;
        // by hand: u²v² = He2He2 + He2 + He2 + 1, v³ = He3 + 3v
        for (const [degree, norm] of [1, 1 + 9, 4 + 2 + 2, 6, 4].entries())
          expect(norms[degree]).toBeCloseTo(norm, 10);
      }),
      { numRuns: 30, seed: 4 },
    );
  });
});

/** He_k(z_{v+1}) in powers. */
function inPowers(k: number, v: number): string {
  const z = `z${v + 1}`;
  return ['1', z, `(${z}^2 - 1)`, `(${z}^3 - 3*${z})`][k]!;
}

describe('the expansion of what is no polynomial', () => {
  const inv = 1 / Math.sqrt(2 * Math.PI);
  /** E[relu h_k] = He_{k−2}(0)/√(2π k!). */
  const relu = (k: number) =>
    k === 0 ? inv : k === 1 ? 0.5 : (hermite(k - 2, 0) * inv) / Math.sqrt(factorial(k));
  /** E[sign h_k] = 2 φ(0) He_{k−1}(0)/√k!. */
  const sign = (k: number) => (k === 0 ? 0 : (2 * inv * hermite(k - 1, 0)) / Math.sqrt(factorial(k)));

  it('is that of papers: ReLU, |z|, sign, exponentials, sines', () => {
    const root = (k: number) => Math.sqrt(factorial(k));
    expectCoefficients(expand('relu(z1)', 12), ([k]) => relu(k!), 1e-13);
    expectCoefficients(expand('abs(z1)', 12), ([k]) => (k! % 2 ? 0 : 2 * relu(k!)), 1e-13);
    expectCoefficients(expand('sign(z1)', 12), ([k]) => sign(k!), 1e-13);
    expectCoefficients(expand('exp(z1)', 12), ([k]) => Math.exp(0.5) / root(k!), 1e-13);
    expectCoefficients(
      expand('sin(z1)', 12),
      ([k]) => (k! % 2 ? ([1, -1][((k! - 1) / 2) % 2]! * Math.exp(-0.5)) / root(k!) : 0),
      1e-13,
    );
    expectCoefficients(
      expand('exp(z1^2/5)', 2),
      ([k]) => [Math.sqrt(5 / 3), 0, (Math.sqrt(5 / 3) * (2 / 3)) / Math.SQRT2][k!]!,
      1e-13,
    );
    expect(expand('exp(z1^2/5)').secondMoment.value).toBeCloseTo(Math.sqrt(5), 13);
  });

  it('is that of a fine sum for tanh and erf', () => {
    for (const name of ['tanh', 'erf']) {
      // the trapezoidal rule, which for such functions converges faster than any power of its step
      const { evaluate } = parseFormula(`${name}(z1)`);
      const nodes = Float64Array.from({ length: 4001 }, (_, i) => (i - 2000) * 0.005);
      const values = new Float64Array(nodes.length);
      evaluate([nodes], nodes.length, values);
      const sum = (k: number) =>
        (values.reduce(
          (total, value, i) => total + value * hermite(k, nodes[i]!) * Math.exp(-(nodes[i]! ** 2) / 2),
          0,
        ) *
          (0.005 * inv)) /
        Math.sqrt(factorial(k));
      expectCoefficients(expand(`${name}(z1)`, 6), ([k]) => sum(k!), 1e-13);
    }
  });

  it('factorizes over coordinates: sign(z1 z2) is sign(z1) sign(z2)', () => {
    for (const text of ['sign(z1*z2)', '-sign(-2*z1*z2^3)']) {
      const expansion = expand(text, 6);
      for (const [i, j] of [
        [1, 1],
        [3, 1],
        [3, 3],
        [0, 2],
        [5, 1],
      ] as const) {
        expect(coefficient(expansion, `${i},${j}`)).toBeCloseTo(sign(i) * sign(j), 13);
      }
      expect(coefficient(expansion, '1,1')).toBeCloseTo(2 / Math.PI, 14);
      expect(expansion.secondMoment.value).toBeCloseTo(1, 13);
    }
  });

  it('turns with a direction: relu of a linear form has the tensors c_k u^⊗k', () => {
    const expansion = expand('relu(0.6*z1 - 0.8*z3)', 6);
    expect(expansion.variables).toEqual([1, 3]);
    for (const [i, j] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [2, 0],
      [1, 1],
      [2, 2],
      [1, 3],
      [3, 0],
    ] as const) {
      const binomial = factorial(i + j) / factorial(i) / factorial(j);
      const expected = relu(i + j) * Math.sqrt(binomial) * 0.6 ** i * (-0.8) ** j;
      expect(coefficient(expansion, `${i},${j}`)).toBeCloseTo(expected, 13);
    }
  });

  it('is the same in several directions as where it comes apart', () => {
    // 4 sign(z1 + z2) sign(z1 − z2): rotated by 45 degrees, sign(z1) sign(z2)
    const both = expand('sign(z1 + z2)*sign(z1 - z2)', 4);
    expect(coefficient(both, '2,0')).toBeCloseTo((2 / Math.PI) * Math.SQRT1_2, 12);
    expect(coefficient(both, '1,1')).toBe(0);
    // E exp(z1 z2/4) = (1 − 1/16)^(−1/2)
    expect(coefficient(expand('exp(z1*z2/4)', 2), '0,0')).toBeCloseTo(1 / Math.sqrt(15 / 16), 12);
    expect(coefficient(expand('z1*(exp(z1) - 1)/z1', 2), '1')).toBeCloseTo(Math.exp(0.5), 13);
  });

  it('adds up to the second moment, as far as it goes', () => {
    for (const text of ['tanh(2*z1)*z2 + He3(z3)', 'exp(z1/2) + z1^2', 'sin(z1 + z2)']) {
      const { terms, secondMoment } = expand(text, 30);
      const sum = terms.reduce((total, { coefficient }) => total + coefficient ** 2, 0);
      expect(sum).toBeLessThan(secondMoment.value + 1e-12);
      expect(sum).toBeGreaterThan(secondMoment.value * 0.99);
    }
  });

  it('agrees with a mean over samples within five standard errors and its bound', () => {
    const formula = parseFormula('relu(z1*z2 + 1/2)');
    const { terms } = hermiteExpansion(formula, 2);
    const count = 20000;
    const columns = [0, 1].map(() => new Float64Array(count));
    const z = new Float64Array(2);
    for (let s = 0; s < count; s++) {
      drawGaussians(streamKey(seedsFrom(1), 'test'), s, z);
      for (const [v, column] of columns.entries()) column[s] = z[v]!;
    }
    const values = new Float64Array(count);
    formula.evaluate(columns, count, values);
    for (const { exponents, coefficient, errorBound } of terms) {
      const products = values.map((value, s) =>
        exponents.reduce(
          (product, k, v) => (product * hermite(k, columns[v]![s]!)) / Math.sqrt(factorial(k)),
          value,
        ),
      );
      const mean = products.reduce((sum, x) => sum + x, 0) / count;
      const variance = products.reduce((sum, x) => sum + (x - mean) ** 2, 0) / count;
      expect(Math.abs(mean - coefficient)).toBeLessThanOrEqual(5 * Math.sqrt(variance / count) + errorBound);
    }
  });

  /** E exp(−s (z − m)²). */
  const bump = (s: number, m: number) => Math.exp((-m * m * s) / (1 + 2 * s)) / Math.sqrt(1 + 2 * s);

  it.each([
    ['z1 + exp(-20000*(z1-0.3)^2)', bump(20000, 0.3)],
    ['exp(-20000*(z1-0.3)^2)', bump(20000, 0.3)],
    ['exp(-1e8*(z1-.7)^2)', bump(1e8, 0.7)],
    ['abs(z1*z2) + exp(-20000*(z1-z2-0.3)^2)', 2 / Math.PI + bump(40000, 0.3 / Math.SQRT2)],
    // a tent 0.001 wide on each side: 0.001 φ(0.3) (1 + (0.09 − 1) 10^−6/12)
    ['z1 + relu(1-1000*abs(z1-.3))', 0.001 * inv * Math.exp(-0.045) * (1 - 0.91e-6 / 12)],
  ])('sees what is narrow: the mean of %s', (text, mean) => {
    const [constant] = expand(text, 1).terms;
    expect(Math.abs(constant!.coefficient / mean - 1)).toBeLessThan(1e-11);
    expect(constant!.errorBound).toBeLessThan(1e-11 * mean);
  });

  it.each([
    ['exp(-1e8*((z1-.3)^2 + (z2-.3)^2) + z1*z2)', 'it changes too fast somewhere'],
    ['sin(1e6*z1)', 'it changes too fast somewhere'],
    ['exp(z1^2)', 'E[f²] is infinite, or converges too slowly to be told'],
    ['exp(z1^2/4)', 'E[f²] is infinite, or converges too slowly to be told'],
    ['1/z1', 'E[f²] is infinite, or converges too slowly to be told near z1 = 0'],
    ['z2 + 1/(z1 - 1)^2', 'E[f²] is infinite, or converges too slowly to be told near z1 = 1'],
    ['1/(z1 - z2)', 'E[f²] is infinite, or converges too slowly to be told'],
    ['exp(z1*z2)', 'E[f²] is infinite, or converges too slowly to be told'],
    ['sqrt(z1)', 'it is not a number everywhere near z1 = -0.5'],
    ['tanh(z1*z2 + z3*z4 + z5)', 'it mixes z1, z2, z3, z4, z5 in a part that is no polynomial: at most 3'],
    [
      `(${Array.from({ length: 30 }, (_, k) => `z${k + 1}`).join('+')})^6`,
      'multiplied out, it has more than 50000 terms',
    ],
  ])('refuses %s', (text, message) => {
    expect(() => expand(text, 4)).toThrow(message);
  });
});

describe('the Walsh expansion', () => {
  it.each([
    ['x1*x2*x3', { '1,1,1': 1 }],
    ['x1^2*x2 + x3*x3', { 0: 1, 1: 1 }],
    ['sign(x1 + x2 + x3)', { '1,0,0': 0.5, '0,1,0': 0.5, '0,0,1': 0.5, '1,1,1': -0.5 }],
    ['relu(x1 + x2)', { '0,0': 0.5, '1,0': 0.5, '0,1': 0.5, '1,1': 0.5 }],
    ['exp(x5 - x5 + x2) + abs(x7)', { 0: Math.cosh(1) + 1, 1: Math.sinh(1) }],
  ])('of %s is what it is by hand', (text, expected) => {
    const expansion = onCube(text);
    expect(Object.keys(table(expansion)).sort()).toEqual(Object.keys(expected).sort());
    for (const [exponents, value] of Object.entries(expected)) {
      expect(coefficient(expansion, exponents)).toBeCloseTo(value, 14);
    }
    const sum = expansion.terms.reduce((total, term) => total + term.coefficient ** 2, 0);
    expect(expansion.secondMoment.value).toBeCloseTo(sum, 13);
  });

  it('of a polynomial takes many coordinates, of anything else 16', () => {
    const names = Array.from({ length: 17 }, (_, k) => `x${k + 1}`);
    expect(onCube(names.join('*')).terms).toHaveLength(1);
    expect(() => onCube(`tanh(${names.join('+')})`)).toThrow('depends on 17 coordinates: at most 16');
  });

  it('refuses what is not finite, and says where', () => {
    expect(() => onCube('1/(x1 + x2)')).toThrow('it is infinite at x1 = -1, x2 = 1');
  });
});
