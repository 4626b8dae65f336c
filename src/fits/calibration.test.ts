import { describe, expect, it } from 'vitest';
import { seedsFrom, streamKey } from '../numerics/streams.ts';
import { fitExponent } from './exponent.ts';
import { bentLine, freePower, powerBesideLog } from './laws.ts';
import type { Observation } from './observation.ts';
import { isRefusal } from './sample.ts';
import { createSynthetic } from './synthetic.ts';

const key = streamKey(seedsFrom(8), 'noise');
const xs = [32, 64, 128, 256];
const bent = (x: number) => 4 + 2 * Math.log(x);
const cases = [
  [freePower, (x: number) => 1.2 * Math.log(x), 1.2],
  [powerBesideLog, (x: number) => Math.log(x * Math.log(x)), 1],
  [bentLine, (x: number) => Math.log(x * bent(x)), 1 + Math.log(bent(256) / bent(32)) / Math.log(8)],
] as const;

const DATA_SETS = 100;
/** 5 standard errors of a share of 100 below it: .84. What tells .95 from .94 is the claim E2. */
const LEAST = 0.95 - 5 * Math.sqrt((0.95 * 0.05) / DATA_SETS);

/** Share of data sets whose 95 % interval holds the exponent they were drawn with. */
function coverage(
  [law, logMedian, exponent]: (typeof cases)[number],
  unfinished: number,
  keep: (runs: Observation[]) => Observation[],
): number {
  const draw = createSynthetic(
    { xs, seeds: 8, logMedian, sigma: 0.25, unfinished, measureInterval: 0.08 },
    key,
  );
  const covers = (dataSet: number) => {
    const fit = fitExponent(keep(draw(dataSet)), { law });
    return !isRefusal(fit) && fit.interval[0] <= exponent && exponent <= fit.interval[1];
  };
  return Array.from({ length: DATA_SETS }, (_, k) => covers(k)).filter(Boolean).length / DATA_SETS;
}

describe.each(cases.map((each) => [each[0].name, each] as const))(
  'intervals at confidence 0.95, %s',
  (_, each) => {
    it.each([0, 0.3, 0.6])(
      'cover the truth as often as they say with a share of %s unfinished',
      (unfinished) => {
        expect(coverage(each, unfinished, (runs) => runs)).toBeGreaterThan(LEAST);
      },
    );

    it.each([0.3, 0.6])('do not with %s unfinished and these dropped', (unfinished) => {
      expect(coverage(each, unfinished, (runs) => runs.filter(({ high }) => high < Infinity))).toBeLessThan(
        LEAST,
      );
    });
  },
);
