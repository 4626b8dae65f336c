/* The multiply-add peak of one core: independent fused multiply-adds in registers, widest vectors there are.
 * Prints GMAC/s (one multiply-add of two floats = 1 MAC). Compiled and run by fma-peak.ts. */
#include <stdio.h>
#include <time.h>

#if defined(__AVX512F__)
enum { BYTES = 64 };
#elif defined(__AVX__)
enum { BYTES = 32 };
#else
enum { BYTES = 16 };
#endif

/* Two ports x latency 4 or 5 need 8 to 10 chains; 12 and the two constants fit 16 registers. */
enum { CHAINS = 12, TURNS = 20000, CALLS = 40 };

typedef float vector __attribute__((vector_size(BYTES)));

/* Known at run time only, so that nothing is computed by the compiler. */
static volatile float factor = 0.9f, term = 0.1f;
static volatile float keep;

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now); /* not the time other programs took */
	return now.tv_sec + 1e-9 * now.tv_nsec;
}

/* x <- x m + c, which tends to c / (1 - m): no overflow, no denormals. */
static void multiply_add(void)
{
	const vector m = (vector){0} + factor, c = (vector){0} + term;
	vector x[CHAINS], sum = c;
#pragma GCC unroll 12
	for (int i = 0; i < CHAINS; i++)
		x[i] = m * (float)i;
	for (int turn = 0; turn < TURNS; turn++)
#pragma GCC unroll 12
		for (int i = 0; i < CHAINS; i++)
			x[i] = x[i] * m + c;
#pragma GCC unroll 12
	for (int i = 0; i < CHAINS; i++)
		sum += x[i];
	keep = sum[0];
}

int main(void)
{
	multiply_add(); /* wakes the wide units up */
	const double start = seconds();
	for (int call = 0; call < CALLS; call++)
		multiply_add();
	const double elapsed = seconds() - start;
	printf("%.3f\n", 1e-9 * CALLS * TURNS * CHAINS * (BYTES / sizeof(float)) / elapsed);
	return 0;
}
