import { type ExponentFit, fitExponent } from '../../../fits/exponent.ts';
import { bentLine, freePower, type Law, powerBesideLog } from '../../../fits/laws.ts';
import type { Observation } from '../../../fits/observation.ts';
import { isRefusal } from '../../../fits/sample.ts';
import { createSynthetic } from '../../../fits/synthetic.ts';
import { log } from '../../../numerics/elementary.ts';
import { proportionOf } from '../../../numerics/inference.ts';
import { seedsFrom, streamKey } from '../../../numerics/streams.ts';
import type { Claim, Finding, Plan, Result, Work } from '../../claim.ts';

/** A law that data are drawn from and fitted with, and the exponent that an interval should cover. */
interface Truth {
  readonly law: Law;
  readonly logMedian: (x: number) => number;
  readonly exponent: (xs: readonly number[]) => number;
}

const bent = (x: number) => 4 + 2 * log(x);

const truths = {
  'c·d^1.2': { law: freePower, logMedian: (x) => 1.2 * log(x), exponent: () => 1.2 },
  'c·d·ln d': { law: powerBesideLog, logMedian: (x) => log(x * log(x)), exponent: () => 1 },
  'd(4 + 2 ln d)': {
    law: bentLine,
    logMedian: (x) => log(x * bent(x)),
    exponent: (xs) => 1 + log(bent(xs.at(-1)!) / bent(xs[0]!)) / log(xs.at(-1)! / xs[0]!),
  },
} satisfies Record<string, Truth>;

interface Job {
  readonly truth: keyof typeof truths;
  /** Share of runs that does not get there within the budget. */
  readonly unfinished: number;
  readonly xs: readonly number[];
  readonly seed: number;
  /** Data sets first … first + BLOCK − 1. */
  readonly first: number;
}

/** Counts of data sets. */
interface Evidence {
  readonly covered: number;
}

const BLOCK = 500;
/** Runs at each d, scatter of ln y, and time between measurements as a share of the median at the smallest d. */
const SEEDS = 8;
const SIGMA = 0.25;
const MEASURE_INTERVAL = 0.08;

const isFinished = ({ high }: Observation) => high < Infinity;

const coverExponents: Work<Job, Evidence> = {
  name: 'cover-exponents',
  run({ truth, unfinished, xs, seed, first }, { forced }) {
    const { law, logMedian, exponent }: Truth = truths[truth];
    const design = {
      xs,
      seeds: SEEDS,
      logMedian,
      sigma: SIGMA,
      unfinished,
      measureInterval: MEASURE_INTERVAL,
    };
    const draw = createSynthetic(design, streamKey(seedsFrom(seed), 'noise'));
    const expected = exponent(xs);
    let covered = 0;
    for (let k = first; k < first + BLOCK; k++) {
      const all = draw(k);
      const fit = fitExponent(forced.unfinishedRuns === 'dropped' ? all.filter(isFinished) : all, { law });
      if (!isRefusal(fit) && covers(fit, expected)) covered += 1;
    }
    return { covered };
  },
};

const covers = ({ interval: [low, high] }: ExponentFit, exponent: number) =>
  low <= exponent && exponent <= high;

/**
 * Numbers of data sets for each law and share. An interval reaches 3.9 standard errors to either side when all claims
 * are checked, and chance moves its middle by up to 3: 6.9 of them fit into the tolerance of 0.01 from 22 600 on.
 */
const FULL = {
  truths: Object.keys(truths),
  shares: [0, 0.3, 0.6],
  dims: [32, 64, 128, 256, 512, 1024],
  dataSets: 24_000,
};
const QUICK = { truths: ['c·d^1.2'], shares: [0.3], dims: [32, 64, 128, 256], dataSets: 16_000 };

function jobsOf({ quick, seed, dimFactor }: Plan): Job[] {
  const { truths: names, shares, dims, dataSets } = quick ? QUICK : FULL;
  const blocks = Array.from({ length: dataSets / BLOCK }, (_, k) => k * BLOCK);
  const xs = dims.map((dim) => dim * dimFactor);
  return names.flatMap((truth) =>
    shares.flatMap((unfinished) =>
      blocks.map((first) => ({ truth: truth as Job['truth'], unfinished, xs, seed, first })),
    ),
  );
}

/** E2: what `fit` says of an exponent is true as often as it says. */
export const calibratedExponents: Claim<Job, Evidence> = {
  id: 'E2',
  name: 'fits/calibrated-exponents',
  title: 'Intervals of exponents cover the truth as often as they say, unfinished runs or not',
  source: 'derived',
  statement:
    '95 % intervals of exponents cover the truth in 94 – 96 % of data sets, whatever share of runs is unfinished.',
  prediction:
    'coverage 0.95 for c·d^α, c·d^α·ln d and d(a + b ln d), at 0, 30 and 60 % of runs cut off by a budget and the others known to a measurement',
  work: coverExponents,
  jobs: jobsOf,
  judge(results, alpha) {
    const nameOf = ({ job }: Result<Job, Evidence>) => `${job.truth} ${job.unfinished}`;
    const names = [...new Set(results.map(nameOf))];
    return names.map((name) =>
      coverageOf(
        results.filter((result) => nameOf(result) === name),
        alpha / names.length,
      ),
    );
  },
  controls: [{ name: 'unfinished runs dropped', settings: { unfinishedRuns: 'dropped' } }],
};

function coverageOf(results: readonly Result<Job, Evidence>[], alpha: number): Finding {
  const { truth, unfinished } = results[0]!.job;
  const covered = results.reduce((sum, { evidence }) => sum + evidence.covered, 0);
  return {
    quantity: `coverage for ${truth}, ${100 * unfinished} % of runs unfinished`,
    ...proportionOf(covered, results.length * BLOCK, alpha),
    expected: 0.95,
    tolerance: [0.94, 0.96],
  };
}
