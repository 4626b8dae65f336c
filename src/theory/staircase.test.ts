import { describe, expect, it } from 'vitest';
import type { Expansion } from '../formulas/expansion.ts';
import { climb } from './climb.ts';
import { rotateTerms } from './rotate-terms.ts';
import { staircaseOf } from './staircase.ts';

type Entry = readonly [exponents: readonly number[], coefficient: number, errorBound?: number];

/** An expansion from its orthonormal coefficients. */
function expansion(entries: readonly Entry[], basis: Expansion['basis'] = 'hermite'): Expansion {
  const terms = entries.map(([exponents, coefficient, errorBound = 0]) => ({
    exponents,
    coefficient,
    errorBound,
  }));
  const degree = Math.max(...entries.map(([exponents]) => exponents.reduce((sum, e) => sum + e)));
  const value = terms.reduce((sum, { coefficient }) => sum + coefficient * coefficient, 0);
  return {
    basis,
    variables: entries[0]![0].map((_, v) => v + 1),
    degree,
    isComplete: true,
    terms,
    zeroBound: 0,
    secondMoment: { value, errorBound: 0 },
  };
}

const steps = (target: Expansion) => staircaseOf(target).map(({ name, step }) => [name, step]);
const leaps = (target: Expansion) => climb(target).map(({ leap }) => leap);

describe('the staircase of a target', () => {
  it('finds the one direction of a function of z1 + z2, written in z1 and z2', () => {
    // He3((z1+z2)/√2) = (He3(z1) + 3 He2(z1) z2 + 3 z1 He2(z2) + He3(z2))/(2√2)
    const [a, b] = [Math.sqrt(6) / Math.sqrt(8), (3 * Math.SQRT2) / Math.sqrt(8)];
    const target = expansion([
      [[3, 0], a],
      [[2, 1], b],
      [[1, 2], b],
      [[0, 3], a],
    ]);
    expect(steps(target)).toEqual([['(z1+z2)/√2', null]]);
    expect(leaps(target)).toEqual([3]);
  });

  it('climbs from z1+z2 to z1−z2 through z1^2−z2^2, and never through z1^2+z2^2', () => {
    const squares = (sign: number) =>
      expansion([
        [[1, 0], 1],
        [[0, 1], 1],
        [[2, 0], Math.SQRT2],
        [[0, 2], sign * Math.SQRT2],
      ]);
    expect(steps(squares(-1))).toEqual([
      ['(z1+z2)/√2', 1],
      ['(z1−z2)/√2', 2],
    ]);
    expect(steps(squares(1))).toEqual([
      ['(z1+z2)/√2', 1],
      ['(z1−z2)/√2', null],
    ]);
    expect(leaps(squares(1))).toEqual([1, 2]);
  });

  it('counts as 0 what the error bounds leave open, and not what they leave certain', () => {
    const nearly = (errorBound: number) =>
      expansion([
        [[1], 0.001, errorBound],
        [[3], 1],
      ]);
    expect(leaps(nearly(0.0005))).toEqual([1]);
    expect(leaps(nearly(0.002))).toEqual([3]);
  });

  it('keeps as many directions as it found where they are hardly certain', () => {
    const target = expansion([
      [[1, 0, 0], 0.6, 0.4],
      [[0, 1, 0], 0.5, 0.4],
      [[0, 0, 1], 0.4, 0.3],
    ]);
    expect(climb(target).map(({ directions }) => directions.length)).toEqual([1]);
  });

  it('on the cube learns coordinates, whatever a rotation would gather', () => {
    const target = expansion(
      [
        [[1, 0, 0], 1],
        [[0, 1, 0], 1],
        [[1, 1, 1], 1],
      ],
      'walsh',
    );
    expect(steps(target)).toEqual([
      ['x1', 1],
      ['x2', 1],
      ['x3', 2],
    ]);
  });
});

describe('an expansion in another basis', () => {
  it('has the values that the function has at the same points', () => {
    const c = 0.6;
    const s = 0.8;
    const rotated = rotateTerms(
      [
        { exponents: [3, 0], coefficient: 1, errorBound: 0 },
        { exponents: [1, 1], coefficient: -2, errorBound: 0 },
      ],
      [
        [c, s],
        [-s, c],
      ],
    );
    const he = [
      (_: number) => 1,
      (x: number) => x,
      (x: number) => (x * x - 1) / Math.SQRT2,
      (x: number) => (x * x * x - 3 * x) / Math.sqrt(6),
    ];
    for (const [x, y] of [
      [0.3, -1.2],
      [2.1, 0.4],
    ] as const) {
      const before = he[3]!(x) - 2 * x * y;
      const [u, v] = [c * x + s * y, c * y - s * x];
      const after = rotated.reduce(
        (sum, { exponents: [i, j], coefficient }) => sum + coefficient * he[i!]!(u) * he[j!]!(v),
        0,
      );
      expect(after).toBeCloseTo(before, 12);
    }
  });
});
