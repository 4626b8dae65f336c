/**
 * exp, log, log1p, sin, cos, tanh and erf from + - * / and bit operations alone.
 *
 * `Math.exp` and its kin differ from one JavaScript engine to the next. These give the same bits everywhere:
 * those of `kernels/elementary.h`, which holds the same expressions in the same order, under the same names.
 * The float32 versions round every operation to float32; their arguments must be float32.
 *
 * Errors are in ulps, units in the last place of the exact result: the largest one measured, rounded up (over
 * all float32 arguments, over millions of float64 ones). They hold for subnormals too. NaN gives NaN.
 */

const { abs, fround, max, min } = Math;

// ---------------------------------------------------------------- constants (tables: highest power first)

/** Adding it rounds to an integer, which then stands in the low bits of the sum. */
const ROUNDER = 0x18000000000000;
const ROUNDER_F32 = 0xc00000;

/** ln 2 in two parts; the first times an exponent is exact. float64: fdlibm, float32: Cephes. */
const LOG2_E = Math.LOG2E;
const LN2_HIGH = 6.931471803691238e-1;
const LN2_LOW = 1.9082149292705877e-10;
const LOG2_E_F32 = fround(LOG2_E);
const LN2_HIGH_F32 = 0.693359375;
const LN2_LOW_F32 = fround(-2.1219444e-4);

/** (eʳ − 1 − r)/r² on |r| ≤ ln(2)/2: our own Remez fit, error of eʳ − 1 below 2^−58.9 and 2^−26. */
const EXP = Float64Array.of(
  2.0960172320672813e-9,
  2.5110479481942525e-8,
  2.755715018371465e-7,
  2.755724032713092e-6,
  2.4801587439775357e-5,
  1.9841269889680287e-4,
  1.3888888888842683e-3,
  8.33333333332037e-3,
  4.166666666666671e-2,
  1.6666666666666677e-1,
  0.5,
);
const EXP_F32 = Float32Array.of(
  1.383681665e-3,
  8.367103525e-3,
  4.166775197e-2,
  1.666653901e-1,
  4.999999702e-1,
);

/** Past these, exp is 0 or infinite. */
const EXP_LOWEST = -746;
const EXP_HIGHEST = 710;
const EXP_LOWEST_F32 = -104;
const EXP_HIGHEST_F32 = 89;

/** (log((1 + s)/(1 − s))/s − 2)/s² as a polynomial in s². float64: fdlibm, float32: FreeBSD e_logf.c. */
const LOG = Float64Array.of(
  1.4798198605116586e-1,
  1.5313837699209373e-1,
  1.818357216161805e-1,
  2.2222198432149784e-1,
  2.857142874366239e-1,
  3.999999999940942e-1,
  6.666666666666735e-1,
);
const LOG_F32 = Float32Array.of(0.24279078841, 0.28498786688, 0.40000972152, 0.66666662693);

/** The high word of the float64, and the bits of the float32, 0x1.6a09ep-1 ≈ √½. */
const SQRT_HALF_HIGH_BITS = 0x3fe6a09e;
const SQRT_HALF_F32_BITS = 0x3f3504f0;

/** Subnormals are multiplied by 2^LIFT first. */
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const SMALLEST_NORMAL_F32 = 1.1754943508222875e-38;
const LIFT = 54;
const LIFT_F32 = 24;
const LIFT_POWER = 0x40000000000000;
const LIFT_POWER_F32 = 0x1000000;

/**
 * π/2 cut in parts of 33 and 11 bits (the last one full): their products with the quadrant are exact
 * for |x| ≤ 2²⁰ and 2¹³. So many parts because x may lie within 2⁻⁵⁷ (2⁻²⁵) of a zero.
 */
const TWO_OVER_PI = 6.366197723675814e-1;
const HALF_PI = Float64Array.of(
  1.5707963267341256,
  6.077100506303966e-11,
  2.0222662487111665e-21,
  8.4784276603689e-32,
);
const TWO_OVER_PI_F32 = fround(0.636619772);
const HALF_PI_F32 = Float32Array.of(
  1.5703125,
  4.8351287841796875e-4,
  3.1385570764541626e-7,
  6.070877134334296e-11,
  6.223371969669989e-14,
);
const TWO_PI_F32 = fround(6.28318531);

/** A little more than π/4: no remainder is larger where the reduction is exact. */
const LARGEST_REMAINDER = 0.79;
const LARGEST_REMAINDER_F32 = fround(0.79);

/** (sin r − r)/r³ and cos r as polynomials in r², |r| ≤ π/4. float64: fdlibm, float32: Cephes sinf.c. */
const SIN = Float64Array.of(
  1.58969099521155e-10,
  -2.5050760253406863e-8,
  2.7557313707070068e-6,
  -1.984126982985795e-4,
  8.33333333332249e-3,
  -1.6666666666666632e-1,
);
const COS = Float64Array.of(
  -1.1359647557788195e-11,
  2.087572321298175e-9,
  -2.7557314351390663e-7,
  2.480158728947673e-5,
  -1.388888888887411e-3,
  4.16666666666666e-2,
  -0.5,
  1,
);
const SIN_F32 = Float32Array.of(-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1);
const COS_F32 = Float32Array.of(2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2, -0.5, 1);

/** tanh and erf round to 1 from here on. */
const TANH_ONE = 20;
const TANH_ONE_F32 = 10;
const ERF_ONE = 6;
const ERF_ONE_F32 = 4;

/** erf(x)/x − 1 as a polynomial in x², |x| ≤ 1: our own Remez fit, error of erf below 2^−56 and 2^−29.3. */
const ERF = Float64Array.of(
  -7.607828339175795e-10,
  1.3616707405561363e-8,
  -1.6183992851121067e-7,
  1.6444150751864504e-6,
  -1.4924465650720624e-5,
  1.2055280496943411e-4,
  -8.548325485005235e-4,
  5.223977596735929e-3,
  -2.686617064195914e-2,
  1.128379167093695e-1,
  -3.7612638903183343e-1,
  1.2837916709551256e-1,
);
const ERF_F32 = Float32Array.of(
  7.806903159e-5,
  -7.997853099e-4,
  5.187162198e-3,
  -2.68533472e-2,
  1.128357872e-1,
  -3.761262596e-1,
  1.283791661e-1,
);

/** log(1 − erf x) on 1 ≤ x ≤ ERF_ONE: our own Remez fit, error of erf below 2^−59.7 and 2^−29.5. */
const ERFC_LOG = Float64Array.of(
  -1.783726485370687e-13,
  8.927787263204362e-12,
  -2.1050005735554854e-10,
  3.10780433237299e-9,
  -3.2191166617059836e-8,
  2.481149490507048e-7,
  -1.4695815239963603e-6,
  6.783647393090831e-6,
  -2.427863369539129e-5,
  6.475682050713199e-5,
  -1.107743189650442e-4,
  2.1991497265588874e-5,
  5.523841246042297e-4,
  -1.6749909683019288e-3,
  2.0232648684711317e-4,
  1.9128030715132298e-2,
  -1.0277080903874124e-1,
  -6.366207364048851e-1,
  -1.128378915262213,
  -2.7846508074649692e-8,
);
const ERFC_LOG_F32 = Float32Array.of(
  1.86378049e-4,
  -2.947642934e-3,
  2.183799446e-2,
  -1.031066105e-1,
  -6.381449699e-1,
  -1.127089143,
  -3.41523235e-4,
);

// ---------------------------------------------------------------- bits

const double = new Float64Array(1);
/** Low and high word of `double`: typed arrays are little-endian wherever this runs. */
const words = new Int32Array(double.buffer);
const single = new Float32Array(1);
const word = new Int32Array(single.buffer);

/** 2^(biased − 1023). */
function power(biased: number): number {
  words[0] = 0;
  words[1] = biased << 20;
  return double[0]!;
}

/** 2^(biased − 127). */
function powerF32(biased: number): number {
  word[0] = biased << 23;
  return single[0]!;
}

/** The value at x of the odd function that is y at |x| (and x itself at ±0 and NaN). */
function odd(x: number, y: number): number {
  return x > 0 ? y : x < 0 ? -y : x;
}

// ---------------------------------------------------------------- float64

function horner(x: number, table: Float64Array): number {
  let y = table[0]!;
  for (let i = 1; i < table.length; i++) y = y * x + table[i]!;
  return y;
}

/** x / ln 2 rounded to an integer. */
function nearestExponent(x: number): number {
  return x * LOG2_E + ROUNDER - ROUNDER;
}

/** exp(x − n ln 2) − 1. */
function expm1Reduced(x: number, n: number): number {
  const r = x - n * LN2_HIGH - n * LN2_LOW;
  return r + r * r * horner(r, EXP);
}

/** eˣ. Error below 1 ulp; exp(−∞) = 0, exp(∞) = ∞. */
export function exp(x: number): number {
  const clamped = max(min(x, EXP_HIGHEST), EXP_LOWEST);
  const n = nearestExponent(clamped);
  const y = 1 + expm1Reduced(clamped, n);
  // 2ⁿ in two factors, both normal: n reaches from below the subnormals to above the largest number.
  const twiceBiased = n + 2046;
  const half = twiceBiased >> 1;
  return y * power(half) * power(twiceBiased - half);
}

/** tanh x = (e²ˣ − 1)/(e²ˣ + 1). Error below 2.7 ulp; tanh(±0) = ±0, tanh(±∞) = ±1. */
export function tanh(x: number): number {
  const y = 2 * min(abs(x), TANH_ONE);
  const n = nearestExponent(y);
  const q = expm1Reduced(y, n);
  const scale = power(n + 1023);
  const expm1 = scale * q + (scale - 1);
  return odd(x, expm1 / (expm1 + 2));
}

/** erf x. Error below 1.4 ulp; erf(±0) = ±0, erf(±∞) = ±1. */
export function erf(x: number): number {
  const y = abs(x);
  if (y < 1) return odd(x, y + y * horner(y * y, ERF));
  return odd(x, 1 - exp(horner(min(y, ERF_ONE), ERFC_LOG)));
}

/** log(u / 2^lift) + tail, after fdlibm: u = 2ᵏ(1 + f) with 1 + f in [√½, √2). */
function logSum(u: number, lift: number, tail: number): number {
  if (!(u > 0)) return u === 0 ? -Infinity : NaN;
  if (u === Infinity) return u;
  double[0] = u;
  const high = words[1]!;
  const k = (high - SQRT_HALF_HIGH_BITS) >> 20;
  words[1] = high - (k << 20);
  const n = k - lift;
  const f = double[0] - 1;
  const s = f / (2 + f);
  const z = s * s;
  const h = 0.5 * f * f;
  return s * (h + z * horner(z, LOG)) + (n * LN2_LOW + tail) - h + f + n * LN2_HIGH;
}

/** The natural logarithm. Error below 0.9 ulp; log(±0) = −∞, log(∞) = ∞, NaN for x < 0. */
export function log(x: number): number {
  return x < SMALLEST_NORMAL ? logSum(x * LIFT_POWER, LIFT, 0) : logSum(x, 0, 0);
}

/** log(1 + x). Error below 0.9 ulp; log1p(±0) = ±0, log1p(−1) = −∞, log1p(∞) = ∞, NaN for x < −1. */
export function log1p(x: number): number {
  if (x === 0) return x;
  const u = 1 + x;
  const lost = x > 1 ? 1 - (u - x) : x - (u - 1);
  return logSum(u, 0, lost / u);
}

/** sin(q π/2 + r), |r| ≤ π/4; only the low two bits of q count. */
function sinQuadrant(q: number, r: number): number {
  const z = r * r;
  const y = q & 1 ? horner(z, COS) : r + r * z * horner(z, SIN);
  return q & 2 ? -y : y;
}

/** sin(x + quarters π/2) for x ≥ 0. */
function sinFrom(x: number, quarters: number): number {
  const shifted = x * TWO_OVER_PI + ROUNDER;
  const n = shifted - ROUNDER;
  let r = x;
  let lost = 0;
  // Kahan's sum: r is rounded about once.
  for (let i = 0; i < HALF_PI.length; i++) {
    const part = n * HALF_PI[i]! - lost;
    const next = r - part;
    lost = r - next - part;
    r = next;
  }
  r = max(min(r, LARGEST_REMAINDER), -LARGEST_REMAINDER);
  double[0] = shifted;
  return sinQuadrant(words[0]! + quarters, r);
}

/**
 * sin x. Error below 1.6 ulp for |x| ≤ 2²⁰; sin(±0) = ±0, sin(±∞) = NaN.
 * Past 2²⁰ no accuracy is promised: some number in [−1, 1], the same everywhere.
 */
export function sin(x: number): number {
  return odd(x, sinFrom(abs(x), 0));
}

/** cos x. Error, domain and special values as for {@link sin}; cos(±0) = 1. */
export function cos(x: number): number {
  return sinFrom(abs(x), 1);
}

// ---------------------------------------------------------------- float32

function hornerF32(x: number, table: Float32Array): number {
  let y = table[0]!;
  for (let i = 1; i < table.length; i++) y = fround(fround(y * x) + table[i]!);
  return y;
}

function nearestExponentF32(x: number): number {
  return fround(fround(fround(x * LOG2_E_F32) + ROUNDER_F32) - ROUNDER_F32);
}

function expm1ReducedF32(x: number, n: number): number {
  const r = fround(fround(x - fround(n * LN2_HIGH_F32)) - fround(n * LN2_LOW_F32));
  return fround(r + fround(fround(r * r) * hornerF32(r, EXP_F32)));
}

/** {@link exp} in float32. Error below 1.1 ulp. */
export function expF32(x: number): number {
  const clamped = max(min(x, EXP_HIGHEST_F32), EXP_LOWEST_F32);
  const n = nearestExponentF32(clamped);
  const y = fround(1 + expm1ReducedF32(clamped, n));
  const twiceBiased = n + 254;
  const half = twiceBiased >> 1;
  return fround(fround(y * powerF32(half)) * powerF32(twiceBiased - half));
}

/** {@link tanh} in float32. Error below 2.7 ulp. */
export function tanhF32(x: number): number {
  const y = fround(2 * min(abs(x), TANH_ONE_F32));
  const n = nearestExponentF32(y);
  const q = expm1ReducedF32(y, n);
  const scale = powerF32(n + 127);
  const expm1 = fround(fround(scale * q) + fround(scale - 1));
  return odd(x, fround(expm1 / fround(expm1 + 2)));
}

/** {@link erf} in float32. Error below 1.4 ulp. */
export function erfF32(x: number): number {
  const y = abs(x);
  if (y < 1) return odd(x, fround(y + fround(y * hornerF32(fround(y * y), ERF_F32))));
  return odd(x, fround(1 - expF32(hornerF32(min(y, ERF_ONE_F32), ERFC_LOG_F32))));
}

function logSumF32(u: number, lift: number, tail: number): number {
  if (!(u > 0)) return u === 0 ? -Infinity : NaN;
  if (u === Infinity) return u;
  single[0] = u;
  const bits = word[0]!;
  const k = (bits - SQRT_HALF_F32_BITS) >> 23;
  word[0] = bits - (k << 23);
  const n = k - lift;
  const f = fround(single[0] - 1);
  const s = fround(f / fround(2 + f));
  const z = fround(s * s);
  const h = fround(fround(0.5 * f) * f);
  const series = fround(s * fround(h + fround(z * hornerF32(z, LOG_F32))));
  const low = fround(fround(n * LN2_LOW_F32) + tail);
  return fround(fround(fround(fround(series + low) - h) + f) + fround(n * LN2_HIGH_F32));
}

/** {@link log} in float32. Error below 0.9 ulp. */
export function logF32(x: number): number {
  return x < SMALLEST_NORMAL_F32 ? logSumF32(fround(x * LIFT_POWER_F32), LIFT_F32, 0) : logSumF32(x, 0, 0);
}

/** {@link log1p} in float32. Error below 0.9 ulp. */
export function log1pF32(x: number): number {
  if (x === 0) return x;
  const u = fround(1 + x);
  const lost = x > 1 ? fround(1 - fround(u - x)) : fround(x - fround(u - 1));
  return logSumF32(u, 0, fround(lost / u));
}

function sinQuadrantF32(q: number, r: number): number {
  const z = fround(r * r);
  const y = q & 1 ? hornerF32(z, COS_F32) : fround(r + fround(fround(r * z) * hornerF32(z, SIN_F32)));
  return q & 2 ? -y : y;
}

function sinFromF32(x: number, quarters: number): number {
  const shifted = fround(fround(x * TWO_OVER_PI_F32) + ROUNDER_F32);
  const n = fround(shifted - ROUNDER_F32);
  let r = x;
  let lost = 0;
  for (let i = 0; i < HALF_PI_F32.length; i++) {
    const part = fround(fround(n * HALF_PI_F32[i]!) - lost);
    const next = fround(r - part);
    lost = fround(fround(r - next) - part);
    r = next;
  }
  r = max(min(r, LARGEST_REMAINDER_F32), -LARGEST_REMAINDER_F32);
  single[0] = shifted;
  return sinQuadrantF32(word[0]! + quarters, r);
}

/** {@link sin} in float32. Error below 1.6 ulp for |x| ≤ 2¹³; past that as for {@link sin}. */
export function sinF32(x: number): number {
  return odd(x, sinFromF32(abs(x), 0));
}

/** {@link cos} in float32. Error and domain as for {@link sinF32}. */
export function cosF32(x: number): number {
  return sinFromF32(abs(x), 1);
}

/**
 * sin and cos of 2π turn in float32, 0 ≤ turn < 1 (the Box–Muller angle); the reduction is exact.
 * Error below 2 ulp.
 *
 * @param out receives the sine, then the cosine
 */
export function sincosTurnF32(turn: number, out: Float32Array): void {
  const shifted = fround(fround(turn * 4) + ROUNDER_F32);
  const n = fround(shifted - ROUNDER_F32);
  const r = fround(fround(turn - fround(n * 0.25)) * TWO_PI_F32);
  single[0] = shifted;
  const q = word[0]!;
  out[0] = sinQuadrantF32(q, r);
  out[1] = sinQuadrantF32(q + 1, r);
}
