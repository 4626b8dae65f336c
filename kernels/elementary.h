/* exp, log, log1p, sin, cos, tanh and erf as 128-bit SIMD, in float32 and float64, without libc.
 *
 * Only + - * / and bit operations: every IEEE machine gives the same bits. src/numerics/elementary.ts holds the
 * same expressions for scalars and gives the same bits too; domains, errors and special values are stated there.
 * No branches: both sides of a choice are computed, then WHERE picks bits.
 *
 * One template serves both precisions: this file includes itself once per precision, with the types and FN
 * defined. The constants stand first, then the template, then the instances, then the array versions.
 */
#ifndef FN
#ifndef ELEMENTARY_H
#define ELEMENTARY_H

typedef float f32x4 __attribute__((vector_size(16)));
typedef int i32x4 __attribute__((vector_size(16)));
typedef unsigned u32x4 __attribute__((vector_size(16)));
typedef double f64x2 __attribute__((vector_size(16)));
typedef long long i64x2 __attribute__((vector_size(16)));
typedef unsigned long long u64x2 __attribute__((vector_size(16)));

#ifndef EXPORT
#ifdef __wasm__
#define EXPORT(name) __attribute__((export_name(#name), visibility("default"))) name
#else
#define EXPORT(name) name
#endif
#endif

/* ---------------------------------------------------------------- constants (tables: highest power first) */

/* Adding it rounds to an integer, which then stands in the low bits of the sum. */
static const float ROUNDER_f32 = 0x1.8p23f;
static const double ROUNDER_f64 = 0x1.8p52;

/* ln 2 in two parts; the first times an exponent is exact. float32: Cephes, float64: fdlibm. */
static const float LOG2_E_f32 = 1.44269504f, LN2_HIGH_f32 = 0.693359375f, LN2_LOW_f32 = -2.1219444e-4f;
static const double LOG2_E_f64 = 1.4426950408889634;
static const double LN2_HIGH_f64 = 6.931471803691238e-1, LN2_LOW_f64 = 1.9082149292705877e-10;

/* (e^r - 1 - r) / r^2 on |r| <= ln(2)/2: our own Remez fit, error of e^r - 1 below 2^-26 and 2^-58.9. */
static const float EXP_f32[] = {
	1.383681665e-3f, 8.367103525e-3f, 4.166775197e-2f, 1.666653901e-1f, 4.999999702e-1f,
};
static const double EXP_f64[] = {
	2.0960172320672813e-9, 2.5110479481942525e-8, 2.755715018371465e-7, 2.755724032713092e-6,
	2.4801587439775357e-5, 1.9841269889680287e-4, 1.3888888888842683e-3, 8.33333333332037e-3,
	4.166666666666671e-2, 1.6666666666666677e-1, 0.5,
};

/* Past these, exp is 0 or infinite. */
static const float EXP_LOWEST_f32 = -104, EXP_HIGHEST_f32 = 89;
static const double EXP_LOWEST_f64 = -746, EXP_HIGHEST_f64 = 710;

/* (log((1 + s) / (1 - s)) / s - 2) / s^2 as a polynomial in s^2.
 * float32: FreeBSD e_logf.c, float64: fdlibm. */
static const float LOG_f32[] = {0.24279078841f, 0.28498786688f, 0.40000972152f, 0.66666662693f};
static const double LOG_f64[] = {
	1.4798198605116586e-1, 1.5313837699209373e-1, 1.818357216161805e-1, 2.2222198432149784e-1,
	2.857142874366239e-1, 3.999999999940942e-1, 6.666666666666735e-1,
};

/* Near sqrt(1/2), in few bits: the low 32 of the float64 are zeros. */
static const float SQRT_HALF_f32 = 0x1.6a09ep-1f;
static const double SQRT_HALF_f64 = 0x1.6a09ep-1;

/* Subnormals are multiplied by 2^LIFT first. */
static const float SMALLEST_NORMAL_f32 = 0x1p-126f, LIFT_f32 = 24, LIFT_POWER_f32 = 0x1p24f;
static const double SMALLEST_NORMAL_f64 = 0x1p-1022, LIFT_f64 = 54, LIFT_POWER_f64 = 0x1p54;

/* pi/2 cut in parts of 11 and 33 bits (the last one full): their products with the quadrant are exact
 * for |x| <= 2^13 and 2^20. So many parts because x may lie within 2^-25 (2^-57) of a zero. */
static const float TWO_OVER_PI_f32 = 0.636619772f;
static const double TWO_OVER_PI_f64 = 6.366197723675814e-1;
static const float HALF_PI_f32[] = {0x1.92p0f, 0x1.fbp-12f, 0x1.51p-22f, 0x1.0bp-34f, 0x1.184698p-44f};
static const double HALF_PI_f64[] = {
	0x1.921fb544p0, 0x1.0b4611a6p-34, 0x1.3198a2ep-69, 0x1.b839a252049c1p-104,
};

/* A little more than pi/4: no remainder is larger where the reduction is exact. */
static const float LARGEST_REMAINDER_f32 = 0.79f;
static const double LARGEST_REMAINDER_f64 = 0.79;

/* (sin r - r) / r^3 and cos r as polynomials in r^2, |r| <= pi/4. float32: Cephes sinf.c, float64: fdlibm. */
static const float SIN_f32[] = {-1.9515295891e-4f, 8.3321608736e-3f, -1.6666654611e-1f};
static const float COS_f32[] = {
	2.443315711809948e-5f, -1.388731625493765e-3f, 4.166664568298827e-2f, -0.5f, 1.0f,
};
static const double SIN_f64[] = {
	1.58969099521155e-10, -2.5050760253406863e-8, 2.7557313707070068e-6,
	-1.984126982985795e-4, 8.33333333332249e-3, -1.6666666666666632e-1,
};
static const double COS_f64[] = {
	-1.1359647557788195e-11, 2.087572321298175e-9, -2.7557314351390663e-7,
	2.480158728947673e-5, -1.388888888887411e-3, 4.16666666666666e-2, -0.5, 1.0,
};

/* tanh and erf round to 1 from here on. */
static const float TANH_ONE_f32 = 10, ERF_ONE_f32 = 4;
static const double TANH_ONE_f64 = 20, ERF_ONE_f64 = 6;

/* erf(x)/x - 1 as a polynomial in x^2, |x| <= 1: our own Remez fit, error of erf below 2^-29.3 and 2^-56. */
static const float ERF_f32[] = {
	7.806903159e-5f, -7.997853099e-4f, 5.187162198e-3f, -2.68533472e-2f,
	1.128357872e-1f, -3.761262596e-1f, 1.283791661e-1f,
};
static const double ERF_f64[] = {
	-7.607828339175795e-10, 1.3616707405561363e-8, -1.6183992851121067e-7, 1.6444150751864504e-6,
	-1.4924465650720624e-5, 1.2055280496943411e-4, -8.548325485005235e-4, 5.223977596735929e-3,
	-2.686617064195914e-2, 1.128379167093695e-1, -3.7612638903183343e-1, 1.2837916709551256e-1,
};

/* log(1 - erf x) on 1 <= x <= ERF_ONE: our own Remez fit, error of erf below 2^-29.5 and 2^-59.7. */
static const float ERFC_LOG_f32[] = {
	1.86378049e-4f, -2.947642934e-3f, 2.183799446e-2f, -1.031066105e-1f,
	-6.381449699e-1f, -1.127089143f, -3.41523235e-4f,
};
static const double ERFC_LOG_f64[] = {
	-1.783726485370687e-13, 8.927787263204362e-12, -2.1050005735554854e-10, 3.10780433237299e-9,
	-3.2191166617059836e-8, 2.481149490507048e-7, -1.4695815239963603e-6, 6.783647393090831e-6,
	-2.427863369539129e-5, 6.475682050713199e-5, -1.107743189650442e-4, 2.1991497265588874e-5,
	5.523841246042297e-4, -1.6749909683019288e-3, 2.0232648684711317e-4, 1.9128030715132298e-2,
	-1.0277080903874124e-1, -6.366207364048851e-1, -1.128378915262213, -2.7846508074649692e-8,
};

/* ---------------------------------------------------------------- the two instances of the template */

#define WHERE(condition, yes, no) FN(where)((U)(condition), yes, no)
#define HORNER(x, table) FN(horner)(x, FN(table), sizeof FN(table) / sizeof *FN(table))
#define SPLAT(number) FN(splat)((REAL)(number))
#define BITS(number) (U)SPLAT(number)

#define FN(name) name##_f32
#define REAL float
#define F f32x4
#define I i32x4
#define U u32x4
#define BIAS 127
#define MANTISSA 23
#include "elementary.h"
#undef FN
#undef REAL
#undef F
#undef I
#undef U
#undef BIAS
#undef MANTISSA

#define FN(name) name##_f64
#define REAL double
#define F f64x2
#define I i64x2
#define U u64x2
#define BIAS 1023
#define MANTISSA 52
#include "elementary.h"
#undef FN
#undef REAL
#undef F
#undef I
#undef U
#undef BIAS
#undef MANTISSA

#undef WHERE
#undef HORNER
#undef SPLAT
#undef BITS

/* sin and cos of 2 pi turn, 0 <= turn < 1 (the Box-Muller angle); the reduction is exact. */
static inline void sincos_turn_f32(f32x4 turn, f32x4 *sine, f32x4 *cosine)
{
	const f32x4 shifted = turn * 4.0f + ROUNDER_f32, n = shifted - ROUNDER_f32;
	const f32x4 r = (turn - n * 0.25f) * 6.28318531f;
	*sine = sin_quadrant_f32((u32x4)shifted, r);
	*cosine = sin_quadrant_f32((u32x4)shifted + 1, r);
}

/* ---------------------------------------------------------------- array versions */

#define ARRAY(function, vector, real) \
	void EXPORT(function##_array)(int n, const real *in, real *out) \
	{ \
		enum { LANES = sizeof(vector) / sizeof(real) }; \
		int i = 0; \
		for (vector x; i + LANES <= n; i += LANES) { \
			__builtin_memcpy(&x, in + i, sizeof x); \
			x = function(x); \
			__builtin_memcpy(out + i, &x, sizeof x); \
		} \
		for (; i < n; i++) \
			out[i] = function((vector){in[i]})[0]; \
	}
#define ARRAYS(name) ARRAY(name##_f32, f32x4, float) ARRAY(name##_f64, f64x2, double)

ARRAYS(exp)
ARRAYS(log)
ARRAYS(log1p)
ARRAYS(sin)
ARRAYS(cos)
ARRAYS(tanh)
ARRAYS(erf)

#undef ARRAYS
#undef ARRAY

#endif
#else /* FN is defined: the template */

static inline F FN(splat)(REAL x) { return x - (F){0}; }
static inline F FN(where)(U mask, F yes, F no) { return (F)((mask & (U)yes) | (~mask & (U)no)); }
static inline F FN(at_most)(F x, REAL limit) { return WHERE(x > limit, SPLAT(limit), x); }
static inline F FN(at_least)(F x, REAL limit) { return WHERE(x < limit, SPLAT(limit), x); }
static inline F FN(magnitude)(F x) { return (F)((U)x & ~BITS(-0.0)); }
/* The value at x of the odd function that is y at |x|. */
static inline F FN(odd)(F x, F y) { return (F)((U)y ^ ((U)x & BITS(-0.0))); }

static inline F FN(horner)(F x, const REAL *table, int terms)
{
	F y = SPLAT(table[0]);
	for (int i = 1; i < terms; i++)
		y = y * x + table[i];
	return y;
}

/* ---------------------------------------------------------------- exp, tanh, erf */

/* x / ln 2 rounded to an integer n, plus ROUNDER. */
static inline F FN(shifted_exponent)(F x) { return x * FN(LOG2_E) + FN(ROUNDER); }

/* exp(x - n ln 2) - 1. */
static inline F FN(expm1_reduced)(F x, F n)
{
	const F r = x - n * FN(LN2_HIGH) - n * FN(LN2_LOW);
	return r + r * r * HORNER(r, EXP);
}

static inline F FN(exp)(F x)
{
	x = FN(at_least)(FN(at_most)(x, FN(EXP_HIGHEST)), FN(EXP_LOWEST));
	const F shifted = FN(shifted_exponent)(x);
	const F y = 1 + FN(expm1_reduced)(x, shifted - FN(ROUNDER));
	/* 2^n in two factors, both normal: n reaches from below the subnormals to above the largest number. */
	const U twice_biased = (U)shifted - BITS(FN(ROUNDER)) + 2 * BIAS, half = twice_biased >> 1;
	return y * (F)(half << MANTISSA) * (F)((twice_biased - half) << MANTISSA);
}

/* (e^2x - 1) / (e^2x + 1). */
static inline F FN(tanh)(F x)
{
	const F y = 2 * FN(at_most)(FN(magnitude)(x), FN(TANH_ONE));
	const F shifted = FN(shifted_exponent)(y);
	const F q = FN(expm1_reduced)(y, shifted - FN(ROUNDER));
	const F power = (F)(((U)shifted - BITS(FN(ROUNDER)) + BIAS) << MANTISSA);
	const F expm1 = power * q + (power - 1);
	return FN(odd)(x, expm1 / (expm1 + 2));
}

static inline F FN(erf)(F x)
{
	const F y = FN(magnitude)(x);
	const F near = y + y * HORNER(y * y, ERF);
	const F far = 1 - FN(exp)(HORNER(FN(at_most)(y, FN(ERF_ONE)), ERFC_LOG));
	return FN(odd)(x, WHERE(y < 1, near, far));
}

/* ---------------------------------------------------------------- log, log1p */

/* log(u / 2^lift) + tail, after fdlibm: u = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt 2). */
static inline F FN(log_sum)(F u, F lift, F tail)
{
	const I k = (I)((U)u - BITS(FN(SQRT_HALF))) >> MANTISSA;
	const F n = (F)((U)k + BITS(FN(ROUNDER))) - FN(ROUNDER) - lift;
	const F f = (F)((U)u - ((U)k << MANTISSA)) - 1;
	const F s = f / (2 + f), z = s * s, h = (REAL)0.5 * f * f;
	const F y = s * (h + z * HORNER(z, LOG)) + (n * FN(LN2_LOW) + tail) - h + f + n * FN(LN2_HIGH);
	const F finite = WHERE(u < (REAL)__builtin_inf(), y, u);
	return WHERE(u > 0, finite, WHERE(u == 0, SPLAT(-__builtin_inf()), SPLAT(__builtin_nan(""))));
}

static inline F FN(log)(F x)
{
	const U subnormal = (U)(x < FN(SMALLEST_NORMAL));
	const F u = WHERE(subnormal, x * FN(LIFT_POWER), x);
	return FN(log_sum)(u, WHERE(subnormal, SPLAT(FN(LIFT)), SPLAT(0)), SPLAT(0));
}

static inline F FN(log1p)(F x)
{
	const F u = 1 + x;
	const F lost = WHERE(x > 1, 1 - (u - x), x - (u - 1));
	return WHERE(x == 0, x, FN(log_sum)(u, SPLAT(0), lost / u));
}

/* ---------------------------------------------------------------- sin, cos */

/* sin(q pi/2 + r), |r| <= pi/4; only the low two bits of q count. */
static inline F FN(sin_quadrant)(U q, F r)
{
	const F z = r * r;
	const F y = WHERE(-(q & 1), HORNER(z, COS), r + r * z * HORNER(z, SIN));
	return (F)((U)y ^ ((q & 2) << (8 * sizeof(REAL) - 2)));
}

/* sin(x + quarters pi/2) for x >= 0. */
static inline F FN(sin_from)(F x, int quarters)
{
	const F shifted = x * FN(TWO_OVER_PI) + FN(ROUNDER), n = shifted - FN(ROUNDER);
	F r = x, lost = SPLAT(0);
	/* Kahan's sum: r is rounded about once. */
	for (unsigned i = 0; i < sizeof FN(HALF_PI) / sizeof *FN(HALF_PI); i++) {
		const F part = n * FN(HALF_PI)[i] - lost, next = r - part;
		lost = (r - next) - part;
		r = next;
	}
	r = FN(at_least)(FN(at_most)(r, FN(LARGEST_REMAINDER)), -FN(LARGEST_REMAINDER));
	return FN(sin_quadrant)((U)shifted + quarters, r);
}

static inline F FN(sin)(F x) { return FN(odd)(x, FN(sin_from)(FN(magnitude)(x), 0)); }
static inline F FN(cos)(F x) { return FN(sin_from)(FN(magnitude)(x), 1); }

#endif
