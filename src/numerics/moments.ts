/** Second moments of p features and their products with labels, summed over samples; float64. */
export interface Moments {
  readonly width: number;
  /** Samples added so far. */
  count: number;
  /** Σ φ φᵀ, p×p, row-major; the lower triangle, diagonal included. */
  readonly gram: Float64Array;
  /** Σ y φ, p. */
  readonly correlation: Float64Array;
  /** Σ y². */
  labelSquare: number;
}

/** Of no sample yet. */
export const createMoments = (width: number): Moments => ({
  width,
  count: 0,
  gram: new Float64Array(width * width),
  correlation: new Float64Array(width),
  labelSquare: 0,
});

/**
 * Adds samples, one after the other.
 *
 * @param features count×p, row-major
 * @param labels count of them
 */
export function addSamples(
  moments: Moments,
  features: ArrayLike<number>,
  labels: ArrayLike<number>,
  count: number,
): void {
  const { width, gram, correlation } = moments;
  for (let s = 0; s < count; s++) {
    const row = s * width;
    const label = labels[s]!;
    moments.labelSquare += label * label;
    for (let i = 0; i < width; i++) {
      const feature = features[row + i]!;
      correlation[i]! += label * feature;
      for (let j = 0; j <= i; j++) gram[i * width + j]! += feature * features[row + j]!;
    }
  }
  moments.count += count;
}
