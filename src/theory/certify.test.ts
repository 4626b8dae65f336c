import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hermiteExpansion, walshExpansion } from '../formulas/expand.ts';
import { parseFormula } from '../formulas/parse.ts';
import type { Certificate } from './certificate.ts';
import { certify } from './certify.ts';
import type { Sight } from './sight.ts';

const exactly = (values: readonly number[]) => values.map((value) => ({ value, errorBound: 0 }));
/** c_0 … c_8 as in papers.md, and enough beyond. */
const relu: Sight = {
  activation: 'relu',
  coefficients: exactly([0.398942, 0.5, 0.398942, 0, -0.398942, 0, 1.196827, 0, -5.984134, 0, 41.9, 0, -377]),
};
/** No c_k is 0. */
const seeing: Sight = { activation: 'all', coefficients: exactly(new Array(30).fill(1)) };

const gaussian = (text: string, sight = relu, degree = 8) =>
  certify(hermiteExpansion(parseFormula(text), degree), sight);
const cube = (text: string, sight = relu) => certify(walshExpansion(parseFormula(text, 'x')), sight);

/** Leap index, leap complexity, and the ladder as `leap: directions`. */
const inShort = ({ leapIndex, leapComplexity, staircase }: Certificate) => [
  leapIndex,
  leapComplexity,
  ...staircase.map(({ leap, directions }) => `${leap}: ${directions.join(' ')}`),
];

type Known = readonly [text: string, leapIndex: number, leapComplexity: number, ...rungs: string[]];

describe('the certificate of a known target', () => {
  const known: readonly Known[] = [
    ['He3(z1)', 3, 3, '3: z1'],
    ['z1*z2', 2, 2, '2: z1 z2'],
    ['z1 + z1*z2 + z1*z2*z3', 1, 1, '1: z1', '1: z2', '1: z3'],
    ['z1*z2*z3', 3, 3, '3: z1 z2 z3'],
    ['z1+z2+z1^2-z2^2', 1, 1, '1: (z1+z2)/√2', '1: (z1−z2)/√2'],
    ['z1+z2+z1^2+z2^2', 1, 2, '1: (z1+z2)/√2', '2: (z1−z2)/√2'],
    ['(z1+z2)^2', 2, 2, '2: (z1+z2)/√2'],
    ['He3((3*z1+4*z4)/5) + (4*z1-3*z4)*z2', 2, 3, '2: z2 (4z1−3z4)/5', '3: (3z1+4z4)/5'],
    ['He2((z1+2*z3)/sqrt(5)) * (2*z1-z3)', 3, 3, '3: z1 z3'],
    // With s = z1+z2+z3 of variance 3, s^3 has the linear part 9 s.
    ['z1 + (z1+z2+z3)^3', 1, 1, '1: (10z1+9z2+9z3)/√262', '1: (9z1−5z2−5z3)/√131'],
    ['tanh(z1) + He3(z2)', 1, 3, '1: z1', '3: z2'],
    ['sign(z1*z2)', 2, 2, '2: z1 z2'],
    ['relu(z1)', 1, 1, '1: z1'],
    ['abs((z1-z2)/sqrt(2))', 2, 2, '2: (z1−z2)/√2'],
    ['sin(z1+z2)*z3', 2, 2, '2: z3 (z1+z2)/√2'],
  ];
  for (const [text, ...short] of known) {
    it(`${text} under Gaussian inputs`, () => expect(inShort(gaussian(text))).toEqual(short));
  }

  const onCube: readonly Known[] = [
    ['x1*x2*x3', 3, 3, '3: x1 x2 x3'],
    ['x1 + x1*x2 + x1*x2*x3', 1, 1, '1: x1', '1: x2', '1: x3'],
    ['x1 + x1*x2*x3 + x2*x3*x4*x5*x6', 1, 3, '1: x1', '2: x2 x3', '3: x4 x5 x6'],
    ['x1*x2 + x2*x3*x4', 2, 2, '2: x1 x2', '2: x3 x4'],
    ['(x1+x2)^2', 2, 2, '2: x1 x2'],
  ];
  for (const [text, ...short] of onCube) {
    it(`${text} on the cube`, () => expect(inShort(cube(text))).toEqual(short));
  }
});

describe('what a certificate predicts', () => {
  const exponents = ({ predictions }: Certificate) =>
    Object.fromEntries(predictions.map(({ method, exponent, logPower }) => [method, [exponent, logPower]]));

  it('XOR takes d ln d in small steps and d^2 in one giant step or with a kernel', () => {
    for (const certificate of [gaussian('-z1*z2'), cube('-x1*x2')]) {
      expect(exponents(certificate)).toEqual({
        'giant-step': [2, 0],
        'giant-steps-linear': [null, 0],
        'online-sgd': [1, 1],
        kernel: [2, 0],
        'random-features': [2, 0],
      });
    }
  });

  it('a leap of 3 takes d^2 in small steps and d^3 in a giant one, and is out of reach of ReLU', () => {
    expect(exponents(gaussian('He3(z1)', seeing))).toMatchObject({
      'giant-step': [3, 0],
      'online-sgd': [2, 0],
    });
    expect(exponents(gaussian('He3(z1)'))).toMatchObject({
      'giant-step': [null, 0],
      'online-sgd': [null, 0],
      'random-features': [null, 0],
      kernel: [3, 0],
    });
  });

  it('small steps are proved for one product of two signs and ReLU alone', () => {
    const sgd = (certificate: Certificate) =>
      certificate.predictions.find(({ method }) => method === 'online-sgd');
    expect(sgd(cube('-x1*x2'))).toMatchObject({ status: 'proved', misses: [] });
    expect(sgd(cube('x1*x2', seeing))).toMatchObject({ status: 'conjectured' });
    const more = sgd(cube('x1*x2 + x3*x4*x5'))!;
    expect(more).toMatchObject({ status: 'conjectured', misses: ['x3', 'x4', 'x5'] });
    expect(more.text).toContain('never x3, x4, x5');
  });

  it('the kernel of ReLU has no degree 3, and no samples take its floor away', () => {
    const text = (sight: Sight) =>
      gaussian('He3(z1)', sight).predictions.find(({ method }) => method === 'kernel')!.text;
    expect(text(relu)).toMatch(/^one with all degrees.*that of relu has no degree 3$/);
    expect(text(seeing)).not.toContain('has no degree');
    const last = ({ floors }: Certificate, rungs: number) =>
      floors.filter((floor) => floor.rungs === rungs).at(-1)!.value;
    expect(last(gaussian('He3(z1)'), 0)).toBeCloseTo(6, 12);
    expect(last(gaussian('He3(z1)'), 1)).toBeCloseTo(6, 12);
    expect(gaussian('He3(z1)').staircase[0]!.left.value).toBe(0);
    expect(last(gaussian('He3(z1)', seeing), 0)).toBe(0);
  });

  it('ReLU climbs z1 + z1*z2 + z1*z2*z3 up to z2, an activation that sees degree 3 to its end', () => {
    const learned = (sight: Sight) =>
      gaussian('z1 + z1*z2 + z1*z2*z3', sight).predictions.find(
        ({ method }) => method === 'giant-steps-linear',
      );
    expect(learned(relu)).toMatchObject({ learns: ['z1', 'z2'], misses: ['z3'] });
    expect(learned(seeing)).toMatchObject({ learns: ['z1', 'z2', 'z3'], misses: [] });
  });

  it('names what is missed even where what is seen lies askew to it', () => {
    const certificate = gaussian('z1 + He3((z1+z2)/sqrt(2))');
    const [step] = certificate.predictions;
    expect(step).toMatchObject({ learns: ['z1'], misses: ['z2'] });
    expect(certificate.seen).toMatchObject({ blind: [3], leapIndex: 1 });
    expect(certificate.seen.unseen).toBeCloseTo(6, 12);
  });
});

describe('what an expansion leaves open', () => {
  it('stands in the notes and in the floors of a target that is no polynomial', () => {
    const { errorBounds, notes, floors, isComplete } = gaussian('sign(z1*z2)', relu, 4);
    // Σ of squares up to degree 4 is that of sign(z1) by itself: (2/π)(1 + 1/6) for degrees 1 and 3.
    const known = (4 / (Math.PI * Math.PI)) * (1 + 2 / 6);
    expect(isComplete).toBe(false);
    expect(errorBounds.beyondDegree.value).toBeCloseTo(1 - known, 9);
    expect(notes[0]).toContain(`${(100 * known).toPrecision(4)} % of the variance`);
    expect(floors.find(({ rungs, degree }) => rungs === 0 && degree === 4)!.value).toBeCloseTo(1 - known, 9);
  });

  it('is said where a leap rests on what cannot be told from 0, or on little', () => {
    expect(gaussian('z1/100 + He3(z2)').notes[0]).toMatch(/^rung 1 rests on 0\.0017 % of the variance/);
  });

  it('a variance that float64 cannot hold is refused, a small one beside a large mean is kept', () => {
    expect(() => gaussian('He3(z1)*1e-200')).toThrow('its variance comes out as 0 in double precision');
    expect(() => gaussian('z1*1e200')).toThrow('its variance comes out as Infinity in double precision');
    expect(gaussian('1e9 + z1/1000').variance.value).toBeCloseTo(1e-6, 18);
  });

  it('a target without any term up to the degree has no leap index', () => {
    const { leapIndex, predictions, notes } = gaussian('He8(z1) + tanh(z1)*0', seeing, 4);
    expect(leapIndex).toBeNull();
    expect(predictions.map(({ exponent }) => exponent)).toEqual([null, null, null, null, null]);
    expect(notes[0]).toMatch(/^no term of degree 1 to 4 was found/);
  });
});

describe('floors', () => {
  it('are those of papers.md for (h(z1)+h(z2))/2 with h = z + He2/2 + He4/24', () => {
    const h = (z: string) => `${z} + He2(${z})/2 + He4(${z})/24`;
    const { floors, variance } = gaussian(`(${h('z1')} + ${h('z2')})/2`);
    const floor = (rungs: number, degree: number) =>
      floors.find((one) => one.rungs === rungs && one.degree === degree)!.value;
    // Σ k! a_k² = 1 + 2/4 + 24/576, halved; without its linear part; with u = (z1+z2)/√2 known.
    expect(variance.value).toBeCloseTo(37 / 48, 12);
    expect([floor(0, 0), floor(0, 1)].map((x) => x.toFixed(4))).toEqual(['0.7708', '0.2708']);
    expect(floor(1, 0).toFixed(4)).toBe('0.1432');
    expect(floor(2, 0)).toBe(0);
  });
});

/** A polynomial whose staircase is known: rung j is He_{k_j}(u_j) times Π_{i<j} He_{k_i}(u_i), the u_i rotated. */
const built = fc.record({
  leaps: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
  weights: fc.array(fc.double({ min: 0.2, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 }),
  angles: fc.array(fc.double({ min: 0, max: 6.28, noNaN: true }), { minLength: 3, maxLength: 3 }),
  extra: fc.double({ min: -2, max: 2, noNaN: true }),
});

/** Orthonormal rows from three angles. */
function rotation([a, b, c]: readonly number[]): number[][] {
  const turned = (rows: number[][], i: number, j: number, angle: number) =>
    rows.map((row, r) => {
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      if (r === i) return row.map((x, v) => cos * x + sin * rows[j]![v]!);
      return r === j ? row.map((x, v) => cos * x - sin * rows[i]![v]!) : row;
    });
  const axes = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  return turned(turned(turned(axes, 0, 1, a!), 1, 2, b!), 0, 1, c!);
}

const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));

describe('a polynomial built to have a known staircase, written out in rotated coordinates', () => {
  it('gets that staircase, its directions and what is left after each rung', () => {
    const property = fc.property(built, ({ leaps, weights, angles, extra }) => {
      const rows = rotation(angles);
      const u = rows.map((row) => `(${row.map((x, v) => `(${x})*z${v + 1}`).join(' + ')})`);
      const parts = leaps.map((_, j) => leaps.slice(0, j + 1).map((k, i) => `He${k}(${u[i]})`));
      const text = parts.map((factors, j) => `${weights[j]}*${factors.join('*')}`).join(' + ');
      const certificate = gaussian(`${text} + (${extra})*He${leaps[0]! + 1}(${u[0]})`, seeing, 12);

      expect(certificate.staircase.map(({ leap }) => leap)).toEqual(leaps);
      expect(certificate.leapComplexity).toBe(Math.max(...leaps));
      for (const [j, { vector }] of certificate.directions.entries()) {
        const entry = (v: number) => vector[certificate.variables.indexOf(`z${v + 1}`)] ?? 0;
        const cosine = rows[j]!.reduce((sum, x, v) => sum + x * entry(v), 0);
        expect(Math.abs(cosine)).toBeCloseTo(1, 12);
      }
      const norms = leaps.map((_, j) =>
        leaps.slice(0, j + 1).reduce((norm, k) => norm * factorial(k), weights[j]! * weights[j]!),
      );
      for (const [j, { left }] of certificate.staircase.entries()) {
        const rest = norms.slice(j + 1).reduce((sum, norm) => sum + norm, 0);
        expect(left.value).toBeCloseTo(rest, 8);
      }
    });
    fc.assert(property, { numRuns: 25, seed: 6 });
  });
});
