"""Both products of a shape by numpy's sgemm on one thread, best of some seconds: GMAC/s of each line `d p n` read."""

import sys
import time

import numpy

rng = numpy.random.default_rng(1)
for line in sys.stdin:
    d, p, n = (int(word) for word in line.split())
    weights, samples, signals = (rng.standard_normal(shape, numpy.float32) for shape in ((p, d), (n, d), (n, p)))
    repeats = max(1, int(4e8 / (2 * d * p * n)))
    start = time.process_time()
    for _ in range(repeats):
        samples @ weights.T
        signals.T @ samples
    print(2e-9 * d * p * n * repeats / (time.process_time() - start), flush=True)
