import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawGaussians } from '../numerics/gaussian.ts';
import { slopeOf } from '../numerics/inference.ts';
import { seedsFrom, streamKey } from '../numerics/streams.ts';
import { type ExponentFit, fitExponent } from './exponent.ts';
import { bentLine, freePower, powerBesideLog, square } from './laws.ts';
import type { Observation } from './observation.ts';
import { isRefusal } from './sample.ts';

const key = streamKey(seedsFrom(4), 'noise');
const xs = [32, 64, 128, 256];

/** Exact runs, y = 3 x^1.2 times lognormal luck. */
function exact(perX: number, sigma = 0.2): Observation[] {
  const luck = new Float64Array(perX * xs.length);
  drawGaussians(key, 0, luck);
  return xs.flatMap((x, i) =>
    Array.from({ length: perX }, (_, seed) => {
      const y = 3 * x ** 1.2 * Math.exp(sigma * luck[i * perX + seed]!);
      return { x, seed: String(seed), low: y, high: y };
    }),
  );
}

const fitted = (observations: readonly Observation[], options = {}) =>
  fitExponent(observations, options) as ExponentFit;
const refusal = (observations: readonly Observation[], options = {}) =>
  (fitExponent(observations, options) as { refused: string }).refused;

describe('fitExponent', () => {
  it.each([1, 2, 9])('gives Student’s interval of least squares for exact data, %i a point', (perX) => {
    const observations = exact(perX);
    const logs = observations.map(({ x }) => Math.log(x));
    const student = slopeOf(
      logs,
      observations.map(({ low }) => Math.log(low)),
      0.05,
    );
    const { estimate, interval } = fitted(observations);
    expect(estimate).toBeCloseTo(student.estimate!, 6);
    expect(interval[0]).toBeCloseTo(student.interval[0], 6);
    expect(interval[1]).toBeCloseTo(student.interval[1], 6);
  });

  it('hardly changes when exact values become intervals a hundredth of the scatter wide', () => {
    const observations = exact(9);
    const blurred = observations.map((run) => ({ ...run, low: run.low * 0.999, high: run.high * 1.001 }));
    const [a, b] = [fitted(observations), fitted(blurred)];
    expect(a.estimate).toBeCloseTo(b.estimate!, 4);
    expect(a.interval[1]).toBeCloseTo(b.interval[1], 4);
  });

  it('has no upper end where all runs past the first x are unfinished', () => {
    const cut = exact(9).map((run) => (run.x === 32 ? run : { ...run, low: 2 * run.x, high: Infinity }));
    const { estimate, interval } = fitted(cut);
    expect(estimate).toBe(null);
    expect(interval[0]).toBeLessThan(1.2);
    expect(interval[0]).toBeGreaterThan(-5);
    expect(interval[1]).toBe(Infinity);
  });

  it('stands above the power of d in d ln d by about 1/ln d', () => {
    const observations = exact(9);
    const [power, beside, bent] = [freePower, powerBesideLog, bentLine].map(
      (law) => fitted(observations, { law }).estimate!,
    );
    expect(power! - beside!).toBeCloseTo(1 / Math.log(90), 1);
    expect(bent).toBeCloseTo(power!, 1);
  });

  it('ignores the unit of x and of y', () => {
    const observations = exact(3).map((run, i) => (i % 4 === 0 ? { ...run, high: Infinity } : run));
    const scaled = observations.map((run) => ({
      ...run,
      x: run.x * 7,
      low: run.low * 1e6,
      high: run.high * 1e6,
    }));
    expect(fitted(scaled).interval[0]).toBeCloseTo(fitted(observations).interval[0], 5);
    expect(fitted(scaled).interval[1]).toBeCloseTo(fitted(observations).interval[1], 5);
  });

  it('finds the exponents that go through all intervals, and a little more, where they hide the scatter', () => {
    const hidden = [2, 4, 8].flatMap((x) => [
      { x, seed: '0', low: 3 * x, high: 3.3 * x },
      { x, seed: '1', low: 3 * x, high: 3.3 * x },
    ]);
    const { interval } = fitted(hidden);
    const reach = Math.log(1.1) / Math.log(4);
    expect(interval[0]).toBeLessThan(1 - reach);
    expect(interval[1]).toBeGreaterThan(1 + reach);
    expect(interval[1] - interval[0]).toBeLessThan(8 * reach);
  });

  it('answers with ordered numbers or a sentence whatever the data', () => {
    const size = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
    const run = fc
      .record({
        x: fc.constantFrom(1, 2, 4, 100),
        seed: fc.constant('0'),
        low: fc.oneof(fc.constant(0), size),
        wide: fc.oneof(fc.constant(1), fc.constant(Infinity), fc.double({ min: 1, max: 9, noNaN: true })),
      })
      .map(({ low, wide, ...rest }) => ({ ...rest, low, high: low === 0 ? 3 : low * wide }));
    fc.assert(
      fc.property(fc.array(run, { maxLength: 9 }), fc.constantFrom(freePower, bentLine), (runs, law) => {
        const answer = fitExponent(runs, { law });
        if (isRefusal(answer)) return answer.refused !== '' && !answer.refused.includes('converge');
        const { estimate, interval } = answer;
        return (
          interval[0] < interval[1] &&
          (estimate ?? interval[0]) >= interval[0] &&
          (estimate ?? interval[1]) <= interval[1]
        );
      }),
      { numRuns: 400, seed: 1 },
    );
  });

  it('refuses in a sentence what determines nothing', () => {
    const observations = exact(2);
    expect(refusal(observations.slice(0, 2))).toMatch('there are 2 runs');
    expect(refusal(exact(5).slice(0, 5))).toMatch('all runs are at one x');
    expect(refusal(observations.map((run) => ({ ...run, high: Infinity })))).toMatch('no run was seen');
    expect(refusal(observations.map((run) => ({ ...run, low: 0 })))).toMatch('no run was seen before');
    expect(refusal(exact(3, 0))).toMatch('without scatter');
    expect(refusal(observations.map((run) => ({ ...run, low: 5, high: 5 })))).toMatch('without scatter');
    expect(refusal(observations, { law: square })).toMatch('no free exponent');
    expect(
      refusal(
        observations.map((run) => ({ ...run, x: run.x / 32 })),
        { law: powerBesideLog },
      ),
    ).toMatch('above 1');
  });

  it('names the observation that cannot be one', () => {
    const [first] = exact(1);
    expect(() => fitExponent([first!, { ...first!, x: 0 }])).toThrow(
      'observation 1: x must be a number above 0, got 0',
    );
    expect(() => fitExponent([{ ...first!, low: Number.NaN }])).toThrow('low must be');
    expect(() => fitExponent([{ ...first!, low: 9, high: 8 }])).toThrow('high must be at least low');
  });
});
