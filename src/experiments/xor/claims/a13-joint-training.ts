import { exp, log, log1p } from '../../../numerics/elementary.ts';
import { mean, slope } from '../../../numerics/statistics.ts';
import { marginVelocity, phase1Time, tuningRate } from '../../../theory/xor.ts';
import { type Claim, type Finding, learningControls, type Result } from '../../claim.ts';
import { meanOfAll, seedsOf } from '../../evidence.ts';
import {
  type LayerRatesJob,
  layerRates,
  type MarginHistory,
  marginRate,
  meanMargins,
  STEP_SIZE,
} from './layer-rates.ts';

const THETA = 0.1;
const WIDTH = 100; // the default
const END = 40;

/** Slope θ²/8: a quarter of the neurons serves each cluster with a = θ, √2 sig = |w·μ| and sig′ = τθ. */
const FROZEN_SLOPE = (THETA * THETA) / 8;

/** Which layer moves: [first, second]. */
const arms = { both: [1, 1], firstOnly: [1, 0], secondOnly: [0, 1] } as const;

const isArm = ({ job }: Result<LayerRatesJob, MarginHistory>, arm: keyof typeof arms) =>
  job.firstLayerRate === arms[arm][0] && job.secondLayerRate === arms[arm][1];

/** Slope of the mean margin over T in [20, 40]. */
function lateSlope(history: NonNullable<MarginHistory>): number {
  const late = history.time.findIndex((time) => time >= END / 2 - 1e-9);
  return slope(history.time.slice(late), meanMargins(history).slice(late));
}

/** Loss at the end by the margin equation, from the measured margins once their mean is 1; NaN if it never is. */
function predictedLoss({ time, clusterMargins }: NonNullable<MarginHistory>): number {
  const from = clusterMargins.findIndex((margins) => mean(margins) >= 1);
  const steps = Math.round((END - time[from]!) / STEP_SIZE);
  const losses = clusterMargins[from]?.map((margin) => {
    let late = margin;
    for (let step = 0; step < steps; step++) late += STEP_SIZE * marginVelocity(late, 2);
    return 2 * log1p(exp(-late));
  });
  return losses ? mean(losses) : Number.NaN;
}

/** How far a frozen a gets: linear from the end of phase 1, and the loss falls by as much as the margins rise. */
const frozenDrop = (inputDim: number) => FROZEN_SLOPE * (END - phase1Time(inputDim, 2));

/**
 * How far from ½ random features can bring the error: p features span p of the d(d−1)/2 products of two
 * coordinates at most, and the start prefers no pair, so they hold a share R² ≤ 2p/(d(d−1)) of y on average;
 * a Gaussian output with correlation R to the label errs with probability ½ − asin(R)/π.
 */
function featureReach(inputDim: number): number {
  const correlation = Math.sqrt((2 * WIDTH) / (inputDim * (inputDim - 1)));
  return correlation / Math.sqrt(1 - correlation * correlation) / Math.PI; // a little above asin
}

/** A13: trained together, the layers feed each other; alone, the first is slow and the second learns nothing. */
export const jointTraining: Claim<LayerRatesJob, MarginHistory> = {
  id: 'A13',
  name: 'xor/joint-training',
  title: 'Trained together, the layers feed each other',
  source: 'arXiv 2309.15111; laws derived',
  statement:
    'With both layers trained the margins grow exponentially; with the second layer frozen, linearly; with the first frozen nothing is learned.',
  prediction:
    'a frozen: mean margin rises by θ²/8 per unit T, loss at T = 40 is 2 ln 2 − θ²/8 (40 − T1), T1 = 1.2533 ln d; ' +
    'both: mean margin grows at rate 2 ln(1 + ητ)/η with τ = √2/4, loss at T = 40 by the margin equation; ' +
    'w frozen: error within √(2p)/(πd) of 1/2',
  work: layerRates,
  jobs({ quick, seed, dimFactor }) {
    const inputDim = (quick ? 32 : 100) * dimFactor;
    return seedsOf({ seed }, quick ? 8 : 14).flatMap((each) =>
      Object.values(arms).map(([firstLayerRate, secondLayerRate]) => ({
        inputDim,
        batchSize: 10 * inputDim,
        initScale: THETA,
        firstLayerRate,
        secondLayerRate,
        maxTime: END,
        toTheEnd: true,
        measureInterval: 1,
        testSize: quick ? 2000 : 4000,
        seed: each,
      })),
    );
  },
  judge(results, alpha) {
    const inputDim = results[0]!.job.inputDim;
    const of = (
      arm: keyof typeof arms,
      measure: (history: NonNullable<MarginHistory>) => number | undefined,
    ) =>
      meanOfAll(
        results
          .filter((result) => isArm(result, arm))
          .map(({ evidence }) => (evidence ? measure(evidence) : undefined)),
        alpha / 5,
      );
    const rate = (2 * log(1 + STEP_SIZE * tuningRate(2))) / STEP_SIZE;
    const drop = frozenDrop(inputDim);
    const reach = featureReach(inputDim);
    return [
      {
        quantity: 'slope of the mean margin over T in [20, 40], a frozen',
        ...of('firstOnly', lateSlope),
        ...within(FROZEN_SLOPE),
      },
      {
        quantity: 'rate of the mean margin from 0.01 to 0.1, both trained',
        ...of('both', (history) => marginRate(history, 0.01, 0.1)),
        ...within(rate),
      },
      {
        quantity: 'fall of the loss until T = 40, a frozen',
        ...of('firstOnly', ({ testLoss }) => 2 * log(2) - testLoss),
        ...within(drop),
      },
      {
        quantity: 'loss at T = 40, both trained, over that of the margin equation',
        ...of('both', (history) => history.testLoss / predictedLoss(history)),
        ...within(1),
      },
      {
        quantity: 'test error at T = 40, w frozen',
        ...of('secondOnly', ({ testError }) => testError),
        expected: 0.5,
        tolerance: [0.5 - reach, 0.5 + reach],
      },
    ];
  },
  controls: learningControls,
};

/** 15 %, as fixed beforehand. */
function within(expected: number): Pick<Finding, 'expected' | 'tolerance'> {
  return { expected, tolerance: [0.85 * expected, 1.15 * expected] };
}
