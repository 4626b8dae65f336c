import { Decimal as AnyDecimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import * as elementary from './elementary.ts';

const { fround } = Math;

/** Forty digits: more than enough to judge float64. */
const Decimal = AnyDecimal.clone({ precision: 40 });
type Decimal = AnyDecimal;

const PI = Decimal.acos(-1);
const TWO_OVER_SQRT_PI = new Decimal(2).div(PI.sqrt());

/** erf x = 2/√π exp(−x²) Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n+1)); all terms have one sign. */
function erf(x: Decimal): Decimal {
  if (x.abs().gt(10)) return new Decimal(Decimal.sign(x));
  const twice = x.times(x).times(2);
  let term = x;
  let sum = x;
  for (let odd = 3; term.abs().gt(sum.abs().times(1e-40)); odd += 2) {
    term = term.times(twice).div(odd);
    sum = sum.plus(term);
  }
  return sum.times(TWO_OVER_SQRT_PI).times(x.times(x).neg().exp());
}

/** Below 10⁻¹⁰ by its series: 1 + x would lose the digits of x. */
function log1p(x: Decimal): Decimal {
  if (x.abs().gt(1e-10)) return x.plus(1).ln();
  return x.minus(x.pow(2).div(2)).plus(x.pow(3).div(3)).minus(x.pow(4).div(4));
}

/** Below 10⁻¹⁰ by its series: the difference of exponentials would lose digits. */
function tanh(x: Decimal): Decimal {
  return x.abs().lt(1e-10) ? x.minus(x.pow(3).div(3)) : x.tanh();
}

const bits = new DataView(new ArrayBuffer(8));

function toBits(x: number): bigint {
  bits.setFloat64(0, x);
  return bits.getBigInt64(0);
}

function fromBits(pattern: bigint): number {
  bits.setBigInt64(0, pattern);
  return bits.getFloat64(0);
}

const powersOfTwo = new Map<number, Decimal>();

function powerOfTwo(exponent: number): Decimal {
  const known = powersOfTwo.get(exponent) ?? Decimal.pow(2, exponent);
  powersOfTwo.set(exponent, known);
  return known;
}

/** The value of a float64, exact to forty digits (`new Decimal(x)` would read its shortest decimal string). */
function decimal(x: number): Decimal {
  const pattern = toBits(Math.abs(x));
  const exponent = pattern >> 52n;
  const mantissa = BigInt.asUintN(52, pattern) + (exponent > 0n ? 2n ** 52n : 0n);
  const magnitude = new Decimal(String(mantissa)).times(powerOfTwo(Math.max(Number(exponent), 1) - 1075));
  return x < 0 ? magnitude.neg() : magnitude;
}

/** `count` numbers spread evenly from `from` to `to`. */
function even(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => from + ((to - from) * k) / (count - 1));
}

/** `count` numbers from `from` to `to`, both positive, evenly over their bit patterns: every size is met equally. */
function sizes(from: number, to: number, count: number): number[] {
  const first = toBits(from);
  const span = toBits(to) - first;
  return Array.from({ length: count }, (_, k) => fromBits(first + (span * BigInt(k)) / BigInt(count - 1)));
}

const bothSigns = (points: number[]) => points.flatMap((x) => [x, -x]);

/** The float64 numbers nearest to multiples of π/2, up to `largest`. */
function nearZeros(largest: number, count: number): number[] {
  const multiples = Math.floor((2 * largest) / Math.PI);
  return even(1, multiples, count).map((n) => PI.times(Math.floor(n)).div(2).toNumber());
}

interface Precision {
  readonly digits: number;
  readonly tiny: number;
  readonly huge: number;
  /** Up to here sin and cos promise accuracy. */
  readonly reach: number;
  readonly round: (x: number) => number;
}
const float64: Precision = { digits: 53, tiny: 2 ** -1074, huge: 1.7e308, reach: 2 ** 20, round: (x) => x };
const float32: Precision = { digits: 24, tiny: 2 ** -149, huge: 3.4e38, reach: 2 ** 13, round: fround };

/** The distance of `actual` from `exact`, in units in the last place of `exact`. */
function ulps(actual: number, exact: Decimal, { digits, tiny }: Precision): number {
  const exponent = Math.max(Number((toBits(exact.abs().toNumber()) >> 52n) & 2047n), 1) - 1023;
  return exact
    .minus(decimal(actual))
    .abs()
    .div(Math.max(2 ** (exponent - digits + 1), tiny))
    .toNumber();
}

const aroundZero = ({ tiny }: Precision) => bothSigns([...sizes(tiny, 1, 500), ...even(0.001, 1.3, 500)]);
const angles = (precision: Precision) =>
  bothSigns([
    ...sizes(precision.tiny, 1, 200),
    ...even(0.01, 8, 300),
    ...even(8, precision.reach, 300),
    ...nearZeros(precision.reach, 300),
  ]);

/** What each function is checked against, its values at 0, -0, ∞ and -∞, where to try it, the bounds in ulps. */
const claims = [
  {
    name: 'exp',
    limits: [1, 1, Infinity, 0],
    exact: (x: Decimal) => x.exp(),
    points: (p: Precision) => {
      const [lowest, highest] = p === float64 ? [-745.1, 709.78] : [-103.9, 88.72];
      return [...aroundZero(p), ...even(lowest, highest, 1000), ...even(lowest, lowest * 0.9, 300)];
    },
    versions: [
      { precision: float64, compute: elementary.exp, bound: 1 },
      { precision: float32, compute: elementary.expF32, bound: 1.1 },
    ],
  },
  {
    name: 'log',
    limits: [-Infinity, -Infinity, Infinity, NaN],
    exact: (x: Decimal) => x.ln(),
    points: (p: Precision) => {
      const around = sizes(p === float64 ? 2 ** -53 : 2 ** -24, 0.1, 500);
      return [...sizes(p.tiny, p.huge, 1000), ...even(0.4, 3, 1000), ...bothSigns(around).map((x) => 1 + x)];
    },
    versions: [
      { precision: float64, compute: elementary.log, bound: 0.9 },
      { precision: float32, compute: elementary.logF32, bound: 0.9 },
    ],
  },
  {
    name: 'log1p',
    limits: [0, -0, Infinity, NaN],
    exact: log1p,
    points: (p: Precision) => {
      const nearMinusOne = sizes(p === float64 ? 2 ** -53 : 2 ** -24, 0.5, 300).map((x) => x - 1);
      return [
        ...bothSigns(sizes(p.tiny, 0.9, 500)),
        ...even(-0.5, 3, 1000),
        ...sizes(1, p.huge, 300),
        ...nearMinusOne,
      ];
    },
    versions: [
      { precision: float64, compute: elementary.log1p, bound: 0.9 },
      { precision: float32, compute: elementary.log1pF32, bound: 0.9 },
    ],
  },
  {
    name: 'sin',
    limits: [0, -0, NaN, NaN],
    exact: (x: Decimal) => x.sin(),
    points: angles,
    versions: [
      { precision: float64, compute: elementary.sin, bound: 1.6 },
      { precision: float32, compute: elementary.sinF32, bound: 1.6 },
    ],
  },
  {
    name: 'cos',
    limits: [1, 1, NaN, NaN],
    exact: (x: Decimal) => x.cos(),
    points: angles,
    versions: [
      { precision: float64, compute: elementary.cos, bound: 1.6 },
      { precision: float32, compute: elementary.cosF32, bound: 1.6 },
    ],
  },
  {
    name: 'tanh',
    limits: [0, -0, 1, -1],
    exact: tanh,
    points: (p: Precision) => [...aroundZero(p), ...bothSigns(even(1, 24, 500))],
    versions: [
      { precision: float64, compute: elementary.tanh, bound: 2.7 },
      { precision: float32, compute: elementary.tanhF32, bound: 2.7 },
    ],
  },
  {
    name: 'erf',
    limits: [0, -0, 1, -1],
    exact: erf,
    points: (p: Precision) => [...aroundZero(p), ...bothSigns(even(0.9, 7, 500))],
    versions: [
      { precision: float64, compute: elementary.erf, bound: 1.4 },
      { precision: float32, compute: elementary.erfF32, bound: 1.4 },
    ],
  },
].flatMap(({ versions, ...claim }) =>
  versions.map((version) => ({ ...claim, ...version, digits: version.precision.digits })),
);

describe('the distance from the exact value', () => {
  it.each(claims)(
    'of $name with $digits bits is below $bound ulp',
    ({ exact, points, precision, compute, bound }) => {
      let worst = { x: Number.NaN, error: 0 };
      for (const x of points(precision).map(precision.round)) {
        const error = ulps(compute(x), exact(decimal(x)), precision);
        if (!(error <= worst.error)) worst = { x, error };
      }
      expect(worst.error, `at ${worst.x}`).toBeLessThan(bound);
    },
  );

  it('of sincosTurnF32 is below 2 ulp in both results, and zero at quarter turns', () => {
    const out = new Float32Array(2);
    for (let k = 0; k < 2 ** 24; k += 16381) {
      elementary.sincosTurnF32(k / 2 ** 24, out);
      const angle = PI.times(2 * k).div(2 ** 24);
      expect(ulps(out[0]!, angle.sin(), float32)).toBeLessThan(2);
      expect(ulps(out[1]!, angle.cos(), float32)).toBeLessThan(2);
    }
    const quarters = [0, 0.25, 0.5, 0.75].map((turn) => {
      elementary.sincosTurnF32(turn, out);
      return [...out].map((x) => x + 0);
    });
    expect(quarters).toEqual([
      [0, 1],
      [1, 0],
      [0, -1],
      [-1, 0],
    ]);
  });
});

describe('special values', () => {
  it.each(claims)(
    'of $name with $digits bits are $limits at 0, -0, ∞, -∞ and NaN at NaN',
    ({ compute, limits }) => {
      expect([0, -0, Infinity, -Infinity, NaN].map(compute)).toEqual([...limits, NaN]);
    },
  );

  it('of exp lie where the exact result overflows or is less than half of the smallest number', () => {
    expect([709.79, -745.1, -745.2].map(elementary.exp)).toEqual([Infinity, float64.tiny, 0]);
    expect([88.73, -103.9, -104].map(fround).map(elementary.expF32)).toEqual([Infinity, float32.tiny, 0]);
  });

  it('of the logarithms are -∞ at the pole and NaN left of it', () => {
    expect([-float64.tiny, -1, 0, 1].map(elementary.log)).toEqual([NaN, NaN, -Infinity, 0]);
    expect([-float32.tiny, -1, 0, 1].map(elementary.logF32)).toEqual([NaN, NaN, -Infinity, 0]);
    expect([-2, -1 - 2 ** -52, -1].map(elementary.log1p)).toEqual([NaN, NaN, -Infinity]);
    expect([-2, -1 - 2 ** -23, -1].map(elementary.log1pF32)).toEqual([NaN, NaN, -Infinity]);
  });
});

describe('symmetry and range', () => {
  it('sin, tanh and erf are odd and cos is even, to the last bit', () => {
    for (const { name, precision, points, compute } of claims) {
      if (!['sin', 'cos', 'tanh', 'erf'].includes(name)) continue;
      const sign = name === 'cos' ? 1 : -1;
      for (const x of points(precision).map(precision.round)) expect(compute(-x)).toBe(sign * compute(x));
    }
  });

  it('sin and cos stay within [-1, 1] for every finite argument', () => {
    for (const { name, precision, compute } of claims) {
      if (name !== 'sin' && name !== 'cos') continue;
      for (const x of sizes(precision.reach, precision.huge, 2000).map(precision.round))
        expect(Math.abs(compute(x)), `${name} ${x}`).toBeLessThanOrEqual(1);
    }
  });
});
