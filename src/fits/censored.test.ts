import { describe, expect, it } from 'vitest';
import { seedsFrom, streamKey } from '../numerics/streams.ts';
import { fitLaw, type LawFit } from './censored.ts';
import { bentLine, freePower, laws, type square } from './laws.ts';
import { emptyTerm, termOf } from './likelihood.ts';
import { sampleOf } from './sample.ts';
import { createSynthetic } from './synthetic.ts';

const key = streamKey(seedsFrom(5), 'noise');
const design = {
  xs: [32, 64, 128, 256, 512, 1024],
  seeds: 40,
  logMedian: (x: number) => Math.log(x * (4 + 2 * Math.log(x))),
  sigma: 0.25,
  unfinished: 0.4,
  measureInterval: 0.08,
};
const sample = sampleOf(createSynthetic(design, key)(0));
const fitted = (law: typeof square) => fitLaw(law, sample) as LawFit;

/** Log-likelihood of a law at given coefficients, from the definition. */
function logLikelihood(logMedian: (logX: number) => number, sigma: number): number {
  const term = emptyTerm();
  return sample.logX.reduce((sum, logX, i) => {
    const center = logMedian(logX);
    termOf(sample.low[i]! - center, sample.high[i]! - center, 0, 1 / sigma, term);
    return sum + term.value;
  }, 0);
}

describe('fitLaw', () => {
  it('finds the law behind data two fifths of which are unfinished', () => {
    const { coefficients, sigma, logLikelihood: best } = fitted(bentLine);
    expect(sigma).toBeCloseTo(0.25, 1);
    const truth = logLikelihood((logX) => logX + Math.log(4 + 2 * logX), 0.25);
    expect(best).toBeGreaterThan(truth);
    expect(best).toBeLessThan(truth + 8); // 2 × 8 is past the 0.999 quantile of χ² with 3 degrees
    expect(coefficients[0]! + coefficients[1]! * Math.log(100)).toBeCloseTo(4 + 2 * Math.log(100), -0.5);
  });

  it('is at a maximum: every change of a parameter makes the data less likely', () => {
    const { coefficients, sigma, logLikelihood: best } = fitted(freePower);
    const [c, alpha] = coefficients as [number, number];
    const at = (dc: number, da: number, ds: number) =>
      logLikelihood((logX) => Math.log(c) + dc + (alpha + da) * logX, sigma * (1 + ds));
    expect(at(0, 0, 0)).toBeCloseTo(best, 9);
    for (const step of [-1e-3, 1e-3]) {
      expect(at(step, 0, 0)).toBeLessThan(best);
      expect(at(0, step / 5, 0)).toBeLessThan(best);
      expect(at(0, 0, 3 * step)).toBeLessThan(best);
      expect(at(-5 * step, step, 0)).toBeLessThan(best);
    }
  });

  it('gives the law the coefficients it is printed with', () => {
    for (const law of laws) {
      const { coefficients, level, exponent } = fitted(law);
      const [first, second] = coefficients as [number, number];
      const d = 200;
      const printed: Record<string, number> = {
        c·d: first * d,
        'c·d·ln d': first * d * Math.log(d),
        'c·d·ln² d': first * d * Math.log(d) ** 2,
        'd(a + b ln d)': d * (first + second * Math.log(d)),
        'c·d^α': first * d ** second,
        'c·d²': first * d * d,
      };
      const shape = law.shape(Math.log(d), exponent ?? 1, sample.span);
      expect(Math.exp(level + shape) / printed[law.name]!).toBeCloseTo(1, 10);
      expect(Math.exp(law.logMedian(coefficients, Math.log(d))) / printed[law.name]!).toBeCloseTo(1, 10);
    }
  });
});
