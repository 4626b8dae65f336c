import { describe, expect, it } from 'vitest';
import { seedsFrom, streamKey } from '../numerics/streams.ts';
import { fitLaw, type LawFit } from './censored.ts';
import { bicOf } from './compare.ts';
import { bentLine, freePower, type Law, laws, square } from './laws.ts';
import { type PowerQuestion, powerToSeparate } from './power.ts';
import { sampleOf } from './sample.ts';
import { createSynthetic } from './synthetic.ts';

const key = streamKey(seedsFrom(9), 'noise');
const xs = [32, 64, 128, 256, 512, 1024];
const named = (name: string) => laws.find((law) => law.name === name)!;
const bent = { law: bentLine, coefficients: [4, 2] };
const question: PowerQuestion = { xs, seeds: 10, sigma: 0.15, truth: bent, rival: named('c·d·ln d') };

const DATA_SETS = 200;

/** Share of synthetic data sets whose BICs are more than 10 apart. */
function simulated({ xs, seeds, sigma, truth, rival }: PowerQuestion): number {
  const logMedian = (x: number) => truth.law.logMedian(truth.coefficients, Math.log(x));
  const draw = createSynthetic({ xs, seeds, sigma, logMedian, unfinished: 0, measureInterval: 0.001 }, key);
  const decides = (dataSet: number) => {
    const sample = sampleOf(draw(dataSet));
    const bic = (law: Law) => bicOf(fitLaw(law, sample) as LawFit, sample.logX.length);
    return bic(rival) - bic(truth.law) > 10;
  };
  return Array.from({ length: DATA_SETS }, (_, k) => decides(k)).filter(Boolean).length / DATA_SETS;
}

describe('powerToSeparate', () => {
  it.each([
    ['laws one of which contains the other', question],
    ['laws with as many parameters', { ...question, seeds: 30, sigma: 0.1, rival: freePower }],
    [
      'a power from a law it does not contain',
      { ...question, truth: { law: freePower, coefficients: [2, 1.25] } },
    ],
  ])('foretells how often BIC separates %s', (_, each) => {
    // 5 standard errors of a share, and 0.03 for the normal approximation.
    const reach = 5 * Math.sqrt(0.25 / DATA_SETS) + 0.03;
    expect(Math.abs(powerToSeparate(each).power! - simulated(each))).toBeLessThan(reach);
  });

  it('proposes sweeps that decide, by simulation too', () => {
    const { power, cheapest, extensions, words } = powerToSeparate(question);
    expect(power).toBeLessThan(0.9);
    expect(simulated({ ...question, ...cheapest! })).toBeGreaterThan(0.9 - 5 * Math.sqrt(0.09 / DATA_SETS));
    expect(extensions[1]!.seeds).toBeLessThan(extensions[0]!.seeds);
    expect(words).toMatch(
      /^The chance to tell c·d·ln d from d\(a \+ b ln d\) with 10 seeds .* 90 % takes \d+ seeds at these d, or/,
    );
  });

  it('needs nothing more where the chance is good already', () => {
    const { power, cheapest, words } = powerToSeparate({ ...question, rival: square });
    expect(power).toBeGreaterThan(0.99);
    expect(cheapest).toMatchObject({ xs, seeds: 10 });
    expect(words).toMatch(/is (99|100) % if all runs finish\.$/);
  });

  it('says that no sweep rejects a law that contains the true one', () => {
    const contained = powerToSeparate({
      ...question,
      truth: { law: named('c·d·ln d'), coefficients: [3] },
      rival: bentLine,
    });
    expect(contained.misfit).toBeCloseTo(0, 9);
    expect(contained.extensions).toEqual([]);
    expect(contained.words).toBe('d(a + b ln d) contains c·d·ln d: no sweep rejects it.');
  });

  it('states no chance where almost no degrees of freedom are left for the scatter', () => {
    const { power, words } = powerToSeparate({ ...question, xs: [32, 64], seeds: 1, rival: square });
    expect(power).toBe(null);
    expect(words).toMatch('with 1 seed at each of 2 d, fewer than 3 degrees of freedom are left');
    expect(words).not.toMatch('%');
  });

  it('names what is wrong with a question', () => {
    expect(() => powerToSeparate({ ...question, sigma: 0 })).toThrow('sigma must be a number above 0, got 0');
    expect(() => powerToSeparate({ ...question, seeds: 0.5 })).toThrow('seeds must be an integer');
    expect(() => powerToSeparate({ ...question, xs: [8, 8] })).toThrow('at least two different');
  });
});
