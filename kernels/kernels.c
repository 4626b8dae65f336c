/* The kernels of twolayer: one translation unit, vector extensions, no libc, no FMA.
 *
 * Sixteen neurons lie side by side in the lanes of one `lanes` value (a tile); everything below works on tiles,
 * so no result depends on the vector width of the machine: 128-bit wasm splits a `lanes` in four.
 *
 * Shapes   d inputs, p neurons, T = ceil(p/16) tiles, n samples of one slab
 *   weights      [T][d] lanes      row k of a tile = coordinate k of its 16 neurons (zeros past p)
 *   secondLayer  [T]    lanes
 *   preactivation[T][n] lanes
 *   signs        [n][stride] u32   bit k%32 of word k/32 of row i set <=> x[i][k] = -1
 *   dense        [n][d] float
 *
 * Order of every sum (the contract of docs/architecture.md, "The order of sums")
 *   products     rows in blocks of four, (r0+r1)+(r2+r3), blocks in order, starting from what `out` holds;
 *                dense rows one by one, in order, starting from what `out` holds
 *   Gram matrix  float32 over 128 samples, in order, from zero; those sums in float64, in order
 *   network sum  lane l adds its neurons tile by tile; then lanes l and l+8, l+4, l+2, l+1
 */
#define EXPORT(name) __attribute__((export_name(#name), visibility("default"))) name
#include "elementary.h"

typedef unsigned u32;
typedef unsigned long long u64;
typedef float lanes __attribute__((vector_size(64)));
typedef int lane_mask __attribute__((vector_size(64)));

enum { BLOCKS = 16, ROWS = 4 * BLOCKS, DENSE_ROWS = 256, GRAM_ROWS = 128 };

static inline lanes splat(float x) { return x - (lanes){0}; }
static inline lanes where(lane_mask mask, lanes x) { return (lanes)((lane_mask)x & mask); }
static const lane_mask lane_number = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

/* ---------------------------------------------------------------- table products (inputs are +-1) */

/* 16 blocks x 16 sign patterns x 64 bytes = 16 KiB: half of the smallest L1 in use. */
static lanes table[BLOCKS][16];

/* table[b][q] = sum over k<4 of (bit k of q ? -1 : +1) rows[4b+k]; rows past `count` are zero.
 * Four lanes after four lanes: all sixteen at once would not fit the registers. */
static void build_table(const lanes *rows, int count)
{
	for (int b = 0; 4 * b < count; b++)
		for (int v = 0; v < 4; v++) {
			f32x4 r[4];
			for (int k = 0; k < 4; k++)
				r[k] = 4 * b + k < count ? ((const f32x4 *)(rows + 4 * b + k))[v] : (f32x4){0};
			const f32x4 low[4] = {r[0] + r[1], r[1] - r[0], r[0] - r[1], -(r[0] + r[1])};
			const f32x4 high[4] = {r[2] + r[3], r[3] - r[2], r[2] - r[3], -(r[2] + r[3])};
			for (int q = 0; q < 16; q++)
				((f32x4 *)&table[b][q])[v] = low[q & 3] + high[q >> 2];
		}
}

/* Adds to *out the table rows that the low four nibbles of `word` select. V8 puts adds off until a store wants
 * them, so longer sums, or more of them side by side, would spill their loads to the stack. */
static inline void add_blocks(const lanes (*blocks)[16], u32 word, lanes *out)
{
	const f32x4 *row[4];
	f32x4 *x = (f32x4 *)out;
	for (int b = 0; b < 4; b++)
		row[b] = (const f32x4 *)&blocks[b][word >> 4 * b & 15];
	for (int v = 0; v < 4; v++)
		x[v] = x[v] + row[0][v] + row[1][v] + row[2][v] + row[3][v];
}

/* Adds to out[i], i < outputs, what row i of the signs selects from a full table. A function of its own, and no
 * condition inside: V8 then keeps the loop in registers. */
static __attribute__((noinline)) void gather_full(const u32 *word, int stride, int outputs, lanes *out)
{
	for (int i = 0; i < outputs; i++, word += stride)
		for (int b = 0; b < BLOCKS; b += 4)
			add_blocks(table + b, word[b / 8] >> 4 * (b % 8), out + i);
}

/* The same from the first `blocks` blocks of a table, in the same order. */
static __attribute__((noinline)) void gather_part(int blocks, const u32 *word, int stride, int outputs, lanes *out)
{
	for (int i = 0; i < outputs; i++, word += stride) {
		for (int b = 0; b < BLOCKS; b += 4) /* unrolled, so that table addresses are constants */
			if (b + 4 <= blocks)
				add_blocks(table + b, word[b / 8] >> 4 * (b % 8), out + i);
		for (int b = blocks & ~3; b < blocks; b++)
			out[i] += table[b][word[b / 8] >> 4 * (b % 8) & 15];
	}
}

/* out[i] += sum over k<count of sign(i,k) rows[k], for i < outputs: the method of four Russians.
 * Forward: rows = weights, i = samples. Backward: rows = back-signals, i = coordinates. */
static void table_product(const lanes *rows, int count, const u32 *signs, int stride, int outputs, lanes *out)
{
	for (int k = 0; k < count; k += ROWS) {
		const int left = count - k < ROWS ? count - k : ROWS;
		build_table(rows + k, left);
		if (left == ROWS)
			gather_full(signs + k / 32, stride, outputs, out);
		else
			gather_part((left + 3) / 4, signs + k / 32, stride, outputs, out);
	}
}

/* ---------------------------------------------------------------- dense products */

/* out[i] += sum over k<count of x[i*stride + k] rows[k], for i < outputs. */
static void dense_product(const lanes *rows, int count, const float *x, int stride, int outputs, lanes *out)
{
	for (int first = 0; first < count; first += DENSE_ROWS) {
		const int end = first + DENSE_ROWS < count ? first + DENSE_ROWS : count;
		for (int i = 0; i < outputs; i += 2) {
			const int next = i + 1 < outputs ? i + 1 : i;
			const float *u = x + (long)i * stride, *v = x + (long)next * stride;
			lanes s = out[i], t = out[next];
			for (int k = first; k < end; k++) {
				s += u[k] * rows[k];
				t += v[k] * rows[k];
			}
			out[next] = t;
			out[i] = s;
		}
	}
}

/* ---------------------------------------------------------------- activations */

/* sigma and sigma' at four preactivations; NaN of NaN: what has blown up must show. */
typedef struct { f32x4 value, slope; } at_four;

/* sum_k c[k] z^k by Horner's rule, its derivative along with it. */
static inline at_four polynomial(int terms, const float *c, f32x4 z)
{
	at_four y = {(f32x4){0}, (f32x4){0}};
	for (int k = terms - 1; k >= 0; k--) {
		y.slope = y.slope * z + y.value;
		y.value = y.value * z + c[k];
	}
	return y;
}

static inline at_four erf(int terms, const float *c, f32x4 z)
{
	return (at_four){erf_f32(z), 1.12837917f * exp_f32(-(z * z))};
}

static inline at_four tanh(int terms, const float *c, f32x4 z)
{
	const f32x4 y = tanh_f32(z);
	return (at_four){y, 1 - y * y};
}

/* log(1 + e^z) = max(z, 0) + log(1 + e^-|z|). */
static inline at_four softplus(int terms, const float *c, f32x4 z)
{
	const f32x4 e = exp_f32(-magnitude_f32(z));
	const f32x4 positive = (f32x4)((i32x4)z & (z > 0)), numerator = where_f32((u32x4)(z > 0), splat_f32(1), e);
	return (at_four){positive + log1p_f32(e), numerator / (1 + e)};
}

/* What the passes want of an activation, for the neurons of one tile and n samples:
 * activate     partial[s] += a sigma(z[s]): the tile joins the network sum, lane by lane
 * back_signal  rows[s] = (a g[s]) sigma'(z[s]); returns sum + sum over s of g[s] sigma(z[s])
 * features     out[s] = sigma(z[s]) */
typedef void activate_tile(int terms, const float *parameters, int n, lanes a, const lanes *z, lanes *partial);
typedef lanes back_tile(int terms, const float *parameters, int n, lanes a, const float *g, const lanes *z,
	lanes sum, lanes *rows);
typedef void features_tile(int terms, const float *parameters, int n, const lanes *z, lanes *out);

#define PASSES(sigma) \
	static void sigma##_activate(int terms, const float *parameters, int n, lanes a, const lanes *z, lanes *partial) \
	{ \
		const f32x4 *second = (const f32x4 *)&a, *in = (const f32x4 *)z; \
		f32x4 *out = (f32x4 *)partial; \
		for (int i = 0; i < 4 * n; i++) \
			out[i] += second[i % 4] * sigma(terms, parameters, in[i]).value; \
	} \
	static lanes sigma##_back_signal(int terms, const float *parameters, int n, lanes a, const float *g, \
		const lanes *z, lanes sum, lanes *rows) \
	{ \
		const f32x4 *second = (const f32x4 *)&a, *in = (const f32x4 *)z; \
		f32x4 *total = (f32x4 *)&sum, *out = (f32x4 *)rows; \
		for (int i = 0; i < 4 * n; i++) { \
			const at_four y = sigma(terms, parameters, in[i]); \
			out[i] = second[i % 4] * g[i / 4] * y.slope; \
			total[i % 4] += g[i / 4] * y.value; \
		} \
		return sum; \
	} \
	static void sigma##_features(int terms, const float *parameters, int n, const lanes *z, lanes *out) \
	{ \
		for (int i = 0; i < 4 * n; i++) \
			((f32x4 *)out)[i] = sigma(terms, parameters, ((const f32x4 *)z)[i]).value; \
	}

PASSES(polynomial)
PASSES(erf)
PASSES(tanh)
PASSES(softplus)
#undef PASSES

/* max(z, 0), with slope 0 at 0: the passes by masks, for products of bits leave little else to do. */
static inline lanes relu(lanes z) { return (lanes)((lane_mask)z & ~(z <= 0)); }

static void relu_activate(int terms, const float *parameters, int n, lanes a, const lanes *z, lanes *partial)
{
	for (int s = 0; s < n; s++)
		partial[s] += a * relu(z[s]);
}

static lanes relu_back_signal(int terms, const float *parameters, int n, lanes a, const float *g, const lanes *z,
	lanes sum, lanes *rows)
{
	for (int s = 0; s < n; s++) {
		const lane_mask active = z[s] > 0;
		rows[s] = where(active, a * splat(g[s]));
		sum += splat(g[s]) * where(active, z[s]);
	}
	return sum;
}

static void relu_features(int terms, const float *parameters, int n, const lanes *z, lanes *out)
{
	for (int s = 0; s < n; s++)
		out[s] = relu(z[s]);
}

/* By number: src/engines/wasm-activations.ts holds their names in this order. */
static const struct { activate_tile *activate; back_tile *back_signal; features_tile *features; } activations[] = {
	{relu_activate, relu_back_signal, relu_features},
	{polynomial_activate, polynomial_back_signal, polynomial_features},
	{erf_activate, erf_back_signal, erf_features},
	{tanh_activate, tanh_back_signal, tanh_features},
	{softplus_activate, softplus_back_signal, softplus_features},
};

/* ---------------------------------------------------------------- the network */

static void clear(int n, lanes *out)
{
	for (int i = 0; i < n; i++)
		out[i] = (lanes){0};
}

/* output[s] = scale x (sum of the 16 lanes of partial[s]), halves first. */
static void reduce(int n, float scale, const lanes *partial, float *output)
{
	for (int s = 0; s < n; s++) {
		const f32x4 *v = (const f32x4 *)(partial + s);
		const f32x4 four = (v[0] + v[2]) + (v[1] + v[3]);
		output[s] = scale * ((four[0] + four[2]) + (four[1] + four[3]));
	}
}

static void scaled(int n, float scale, const float *g, float *out)
{
	for (int s = 0; s < n; s++)
		out[s] = scale * g[s];
}

/* out[i] += sum over k<count of x(i,k) rows[k]; row i of x holds floats when `dense`, else sign bits.
 * The stride is in words of 32 bits. */
void EXPORT(product)(const lanes *rows, int count, int dense, const void *x, int stride, int outputs, lanes *out)
{
	if (dense)
		dense_product(rows, count, x, stride, outputs, out);
	else
		table_product(rows, count, x, stride, outputs, out);
}

/* f(x) = scale sum_j a_j sigma(w_j . x) for the n samples of a slab; leaves the preactivations z behind.
 * sigma: its number in `activations`, its parameters. x: by sample, [n][stride]. scratch: n lanes. */
void EXPORT(forward)(int sigma, int terms, const float *parameters,
	int d, int tiles, const lanes *weights, const lanes *second, float scale,
	int n, int dense, const void *x, int stride, lanes *z, lanes *scratch, float *output)
{
	clear(n, scratch);
	for (int t = 0; t < tiles; t++) {
		lanes *zt = z + (long)t * n;
		clear(n, zt);
		product(weights + (long)t * d, d, dense, x, stride, n, zt);
		activations[sigma].activate(terms, parameters, n, second[t], zt, scratch);
	}
	reduce(n, scale, scratch, output);
}

/* Adds to `gradient` and `second_gradient` the sums over the slab of output_gradient[s] df(x_s)/dw, df(x_s)/da.
 * A neuron of the padding gets a 0 for df/da, whatever sigma(0) is: it must stay out of the network.
 * x: by coordinate, [d][stride]. scratch: n lanes + n floats. */
void EXPORT(backward)(int sigma, int terms, const float *parameters,
	int d, int p, const lanes *second, float scale,
	int n, int dense, const void *x, int stride, const lanes *z, const float *output_gradient,
	lanes *scratch, lanes *gradient, lanes *second_gradient)
{
	float *g = (float *)(scratch + n);
	scaled(n, scale, output_gradient, g);
	for (int t = 0; 16 * t < p; t++) {
		const lanes sum = activations[sigma].back_signal(terms, parameters, n, second[t], g, z + (long)t * n,
			second_gradient[t], scratch);
		second_gradient[t] = where(lane_number < p - 16 * t, sum);
		product(scratch, n, dense, x, stride, d, gradient + (long)t * d);
	}
}

/* weights[i] -= rate gradient[i]. */
void EXPORT(descend)(int n, float rate, const lanes *gradient, lanes *weights)
{
	for (int i = 0; i < n; i++)
		weights[i] -= rate * gradient[i];
}

/* ---------------------------------------------------------------- features */

/* out[t][s] = sigma(z[t][s]). What stands in the padding of the last tile is no feature. */
void EXPORT(features)(int sigma, int terms, const float *parameters, int tiles, int n, const lanes *z, lanes *out)
{
	activations[sigma].features(terms, parameters, tiles * n, z, out);
}

static inline int chunk_end(int first, int n) { return first + GRAM_ROWS < n ? first + GRAM_ROWS : n; }

static inline void widen(lanes sum, double *out)
{
	for (int l = 0; l < 16; l++)
		out[l] += sum[l];
}

/* out[i][j] = sum over s<n of features[tiles - 1][s][i] features[j/16][s][j%16]: the last tile with all before it and
 * itself. Two tiles of 128 samples fit in L1; eight sums of four fit the registers. */
void EXPORT(gram)(int tiles, int n, const lanes *features, double *out)
{
	__builtin_memset(out, 0, sizeof(double[16 * 16]) * tiles);
	for (int first = 0; first < n; first += GRAM_ROWS)
		for (int t = 0; t < tiles; t++)
			for (int i = 0; i < 16; i += 2) {
				const float *row = (const float *)(features + (long)(tiles - 1) * n + first) + i;
				const lanes *column = features + (long)t * n;
				lanes sum = {0}, next = {0};
				for (int s = first; s < chunk_end(first, n); s++, row += 16) {
					sum += row[0] * column[s];
					next += row[1] * column[s];
				}
				widen(sum, out + 16 * (i * tiles + t));
				widen(next, out + 16 * ((i + 1) * tiles + t));
			}
}

/* out[j] = sum over s<n of y[s] features[s][j], features of one tile. */
void EXPORT(correlation)(int n, const float *y, const lanes *features, double out[16])
{
	__builtin_memset(out, 0, sizeof(double[16]));
	for (int first = 0; first < n; first += GRAM_ROWS) {
		lanes sum = {0};
		for (int s = first; s < chunk_end(first, n); s++)
			sum += y[s] * features[s];
		widen(sum, out);
	}
}

/* Tiles to rows: out[j][k] = weights[j/16][k][j%16] for j < p. */
void EXPORT(rows_from_tiles)(int p, int d, const float *weights, float *out)
{
	for (int j = 0; j < p; j++)
		for (int k = 0; k < d; k++)
			out[(long)j * d + k] = weights[((long)(j / 16) * d + k) * 16 + j % 16];
}

void EXPORT(tiles_from_rows)(int p, int d, const float *rows, float *weights)
{
	for (int j = 0; j < p; j++)
		for (int k = 0; k < d; k++)
			weights[((long)(j / 16) * d + k) * 16 + j % 16] = rows[(long)j * d + k];
}

/* ---------------------------------------------------------------- losses: weight x dl/df, per sample */
/* A loss is `scale` times what stands here; the caller multiplies it into `weight`.
 * Arrays hold a multiple of 4 floats. */

/* l = log(1 + exp(-y f));  -dl/df = y / (1 + exp(y f)). */
void EXPORT(logistic_derivative)(int n, float weight, const f32x4 *f, const f32x4 *y, f32x4 *out)
{
	for (int i = 0; 4 * i < n; i++)
		out[i] = -weight * y[i] / (1.0f + exp_f32(y[i] * f[i]));
}

/* l = (f - y)^2 / 2. */
void EXPORT(squared_derivative)(int n, float weight, const f32x4 *f, const f32x4 *y, f32x4 *out)
{
	for (int i = 0; 4 * i < n; i++)
		out[i] = weight * (f[i] - y[i]);
}

/* ---------------------------------------------------------------- random numbers */

/* Philox4x32-10 (Salmon et al. 2011), one block: counter in, four random words out. */
static inline void philox(u32 c[4], u32 k0, u32 k1)
{
	for (int round = 0; round < 10; round++) {
		const u64 a = (u64)0xD2511F53u * c[0], b = (u64)0xCD9E8D57u * c[2];
		const u32 c1 = c[1], c3 = c[3];
		c[0] = (u32)(b >> 32) ^ c1 ^ k0;
		c[1] = (u32)b;
		c[2] = (u32)(a >> 32) ^ c3 ^ k1;
		c[3] = (u32)a;
		k0 += 0x9E3779B9u;
		k1 += 0xBB67AE85u;
	}
}

/* Uniform signs of samples index, index+1, ...: bit k of row i is bit k%32 of word (k/32)%4 of block k/128.
 * Bits past d are zero. */
void EXPORT(draw_signs)(u32 k0, u32 k1, double index, int n, int d, u32 *out, int stride)
{
	const int words = (d + 31) / 32;
	const u32 last = d % 32 ? (1u << d % 32) - 1 : ~0u;
	for (int i = 0; i < n; i++) {
		const u64 sample = (u64)index + (u64)i;
		u32 *row = out + (long)i * stride;
		for (int b = 0; 4 * b < words; b++) {
			u32 c[4] = {(u32)sample, (u32)(sample >> 32), (u32)b, 0};
			philox(c, k0, k1);
			for (int w = 0; w < 4 && 4 * b + w < words; w++)
				row[4 * b + w] = c[w];
		}
		row[words - 1] &= last;
	}
}

/* Four standard Gaussians from four words by Box-Muller, all in float32:
 * (w0, w1) -> r cos, r sin and (w2, w3) -> r cos, r sin with r^2 = -2 log((w + 1/2) / 2^32), angle from 24 bits. */
static inline void gaussians(const u32x4 even, const u32x4 odd, f32x4 *x, f32x4 *y)
{
	const f32x4 radius_turn = (__builtin_convertvector(even, f32x4) + 0.5f) * 0x1p-32f;
	const f32x4 turn = __builtin_convertvector(odd >> 8, f32x4) * 0x1p-24f;
	const f32x4 r = __builtin_elementwise_sqrt(-2.0f * log_f32(radius_turn));
	f32x4 sine, cosine;
	sincos_turn_f32(turn, &sine, &cosine);
	*x = r * cosine;
	*y = r * sine;
}

/* Standard Gaussians of samples index, index+1, ...: value k of row i comes from block k/4. */
void EXPORT(draw_gaussians)(u32 k0, u32 k1, double index, int n, int d, float *out)
{
	for (int i = 0; i < n; i++) {
		const u64 sample = (u64)index + (u64)i;
		float *row = out + (long)i * d;
		for (int k = 0; k < d; k += 8) {
			u32 a[4] = {(u32)sample, (u32)(sample >> 32), (u32)k / 4, 0};
			u32 b[4] = {(u32)sample, (u32)(sample >> 32), (u32)k / 4 + 1, 0};
			philox(a, k0, k1);
			philox(b, k0, k1);
			f32x4 x, y;
			gaussians((u32x4){a[0], a[2], b[0], b[2]}, (u32x4){a[1], a[3], b[1], b[3]}, &x, &y);
			for (int l = 0; l < 8 && k + l < d; l++)
				row[k + l] = l % 2 ? y[l / 2] : x[l / 2];
		}
	}
}

/* ---------------------------------------------------------------- samples by coordinate */

/* 32 x 32 bit transposition in place (Hacker's Delight 7-3, bit 0 first). */
static void transpose32(u32 a[32])
{
	u32 mask = 0x0000ffff;
	for (int j = 16; j != 0; j >>= 1, mask ^= mask << j)
		for (int k = 0; k < 32; k = (k + j + 1) & ~j) {
			const u32 t = ((a[k] >> j) ^ a[k + j]) & mask;
			a[k] ^= t << j;
			a[k + j] ^= t;
		}
}

/* by_coordinate[k] bit i = signs[i] bit k: n x d bits to d x n bits; bits past n are zero. */
void EXPORT(transpose_signs)(int n, int d, const u32 *signs, int stride, u32 *by_coordinate, int out_stride)
{
	for (int i = 0; i < n; i += 32)
		for (int k = 0; k < d; k += 32) {
			u32 a[32];
			for (int r = 0; r < 32; r++)
				a[r] = i + r < n ? signs[(long)(i + r) * stride + k / 32] : 0;
			transpose32(a);
			for (int r = 0; r < 32 && k + r < d; r++)
				by_coordinate[(long)(k + r) * out_stride + i / 32] = a[r];
		}
}

/* by_coordinate[k][i] = x[i][k], in squares of one cache line. */
void EXPORT(transpose_dense)(int n, int d, const float *x, float *by_coordinate)
{
	for (int first = 0; first < n; first += 16)
		for (int k = 0; k < d; k++)
			for (int i = first; i < first + 16 && i < n; i++)
				by_coordinate[(long)k * n + i] = x[(long)i * d + k];
}
