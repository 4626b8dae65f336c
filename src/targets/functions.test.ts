import { describe, expect, it } from 'vitest';
import { hermiteExpansion } from '../formulas/expand.ts';
import { expression } from './expression.ts';
import { multiIndex } from './multi-index.ts';
import { singleIndex } from './single-index.ts';
import { staircase } from './staircase.ts';
import type { Target } from './target.ts';

const shape = { inputDim: 8, width: 1 };
const expansionOf = ({ formula }: Target) => hermiteExpansion(formula!, 6);
const table = (target: Target) =>
  Object.fromEntries(
    expansionOf(target).terms.map(({ exponents, coefficient }) => [exponents.join(''), coefficient]),
  );

describe('targets that are formulas', () => {
  it('the multi-index target by default is that of claim C8, of variance .7708', () => {
    const target = multiIndex.create({
      ...shape,
      link: 'z1 + He2(z1)/2 + He4(z1)/24',
      directionCount: 2,
      linkScale: 'mean',
    });
    expect(expansionOf(target).secondMoment.value).toBeCloseTo(0.770833, 6);
    expect(table(target)).toMatchObject({ '10': 0.5, '01': 0.5 });
    expect(target.relevant).toEqual([1, 2]);
  });

  it('the multi-index target over √r keeps the variance of its link', () => {
    const target = multiIndex.create({ ...shape, link: 'He3(z1)', directionCount: 5, linkScale: 'root' });
    expect(expansionOf(target).secondMoment.value).toBeCloseTo(6, 12);
    expect(target.relevant).toEqual([1, 2, 3, 4, 5]);
  });

  it('the single-index target is its link', () => {
    expect(table(singleIndex.create({ ...shape, link: 'He2(z1)' }))).toEqual({ 2: Math.SQRT2 });
  });

  it('the staircase has one product of each order', () => {
    expect(table(staircase.create({ ...shape, order: 4 }))).toEqual({
      '1000': 1,
      '1100': 1,
      '1110': 1,
      '1111': 1,
    });
  });

  it.each(['z1^2 + 3', 'relu(z1) - z2', 'exp(z1/2)'])('%s normalized has mean 0 and variance 1', (text) => {
    const { terms, secondMoment } = expansionOf(
      expression.create({ ...shape, expression: text, normalize: true }),
    );
    const mean = terms[0]!.exponents.every((k) => k === 0) ? terms[0]!.coefficient : 0;
    expect(mean).toBeCloseTo(0, 14);
    expect(secondMoment.value).toBeCloseTo(1, 13);
  });

  it('are refused where the input has too few coordinates, or the variance is infinite', () => {
    const fault = (kind: { rules?: typeof expression.rules }, settings: Record<string, unknown>) =>
      kind.rules!.map((rule) => rule({ inputDim: 2, ...settings })).find(Boolean)?.allowed;
    expect(fault(expression, { expression: 'z1*z3' })).toBe('a formula in z1 to z2');
    expect(fault(expression, { expression: '1/z1', normalize: true })).toMatch(
      'a formula that can be normalized: E[f²] is infinite, or converges too slowly to be told near z1 = 0',
    );
    expect(fault(singleIndex, { link: 'z2' })).toBe('a formula in z1 to z1');
    expect(fault(multiIndex, { link: 'z1', directionCount: 3 })).toBe('at most the input dimension 2');
    expect(fault(staircase, { order: 3 })).toBe('at most the input dimension 2');
    expect(fault(staircase, { order: 2 })).toBeUndefined();
  });
});
