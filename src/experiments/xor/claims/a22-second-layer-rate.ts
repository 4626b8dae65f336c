import { log } from '../../../numerics/elementary.ts';
import { meanOf, proportionOf } from '../../../numerics/inference.ts';
import { phase2Time, tuningRate } from '../../../theory/xor.ts';
import { type Claim, type Finding, learningControls, type Result } from '../../claim.ts';
import { seedsOf } from '../../evidence.ts';
import {
  type LayerRatesJob,
  layerRates,
  type MarginHistory,
  marginRate,
  STEP_SIZE,
  timeToMargin,
} from './layer-rates.ts';

/** Small, so that a neuron is heavy, and A ≈ √κ sig, long before the margins are not small any more. */
const THETA = 0.01;
/** Where margins are watched: from here on neurons are heavy, and up to there |ℓ′| is above 0.95. */
const WINDOW = [1e-3, 1e-1] as const;

/** Multiples κ of the second layer's step size. */
const RATES = [0.25, 0.5, 1, 2, 4];
const QUICK_RATES = [0.25, 1, 4];

/** sig′ = τA and A′ = κτ sig: both grow at τ√κ, a step by the factor 1 + ητ√κ. */
const rateOf = (kappa: number) => log(1 + STEP_SIZE * tuningRate(2) * Math.sqrt(kappa)) / STEP_SIZE;

/** Half as long again as a second layer of rate κ should need: a bound for runs that learn nothing. */
function patience(inputDim: number, kappa: number): number {
  const found = phase2Time(inputDim, 1.68, 2);
  return 1.5 * (found + (phase2Time(inputDim, THETA, 2) - found) / Math.sqrt(kappa));
}

const job = (kappa: number, inputDim: number, batchSize: number, seed: number): LayerRatesJob => ({
  inputDim,
  batchSize,
  initScale: THETA,
  firstLayerRate: 1,
  secondLayerRate: kappa,
  maxTime: kappa === 0 ? 20 : Math.ceil(patience(inputDim, kappa)),
  toTheEnd: kappa === 0,
  measureInterval: kappa === 0 ? 5 : STEP_SIZE,
  testSize: kappa === 0 ? 4096 : 1,
  seed,
});

type Results = readonly Result<LayerRatesJob, MarginHistory>[];
const withRate = (results: Results, kappa: number) =>
  results.filter(({ job }) => job.secondLayerRate === kappa);

/** Growth rate of signal and |a|, half that of the margins, against τ√κ. */
function growth(results: Results, kappa: number, alpha: number): Finding {
  const rates = withRate(results, kappa).map(({ evidence }) => marginRate(evidence, ...WINDOW));
  const known = rates.flatMap((rate) => (rate === undefined ? [] : [rate / 2]));
  const expected = rateOf(kappa);
  return {
    quantity: `growth rate of signal and |a| with second-layer rate ${kappa}`,
    ...meanOf(known.length === rates.length ? known : [], alpha),
    expected,
    tolerance: [expected * (1 - TOLERANCE), expected * (1 + TOLERANCE)],
  };
}

/** That of A3 at κ = 1: 0.03 of 0.347. */
const TOLERANCE = 0.03 / 0.347;

/** How much longer the lower rate takes to mean margin 1, seed by seed; its run may be censored, the faster not. */
function delay(results: Results, slow: number, fast: number, alpha: number): Finding {
  const differences = withRate(results, fast).map(({ job, evidence }) => {
    const other = withRate(results, slow).find(({ job: { seed } }) => seed === job.seed);
    const end = timeToMargin(evidence, 1);
    const otherEnd = timeToMargin(other?.evidence ?? null, 1) ?? other?.job.maxTime;
    return end === undefined || otherEnd === undefined ? undefined : otherEnd - end;
  });
  const known = differences.flatMap((difference) => difference ?? []);
  return {
    quantity: `T to mean margin 1 at second-layer rate ${slow} minus that at ${fast}`,
    ...meanOf(known.length === differences.length ? known : [], alpha),
    expected: 'above 0',
    tolerance: [0, Infinity],
  };
}

/** Share of runs with a frozen second layer that end with less than 1 % of the test samples wrong. */
function frozenLearns(results: Results, alpha: number): Finding {
  const frozen = withRate(results, 0);
  const learned = frozen.filter(({ evidence }) => evidence !== null && evidence.testError < 0.01);
  return {
    quantity: 'share of runs with frozen second layer and error below 1 % at T = 20',
    ...proportionOf(learned.length, frozen.length, alpha),
    expected: 'above 1/2',
    tolerance: [0.5, 1],
  };
}

/** A22: how strongly the layers feed each other is set by the second layer's rate, down to none at rate 0. */
export const secondLayerFeedback: Claim<LayerRatesJob, MarginHistory> = {
  id: 'A22',
  name: 'xor/second-layer-rate',
  title: 'The feedback is as strong as the second layer is fast',
  source: 'arXiv 2309.15111; rate derived',
  statement:
    'The growth of margins comes from the two layers feeding each other: a slower second layer weakens it continuously, and a frozen one still finds the signal.',
  prediction:
    'signal and |a| of heavy neurons grow at ln(1 + ητ√κ)/η with τ = √2/4 and second-layer rate κ; ' +
    'T to mean margin 1 falls with κ; with κ = 0 the error falls below 1 % all the same',
  work: layerRates,
  jobs({ quick, seed, dimFactor }) {
    const seeds = (count: number) => seedsOf({ seed }, count);
    const inputDim = (quick ? 32 : 100) * dimFactor;
    const batchSize = 10 * inputDim;
    const rates = (quick ? QUICK_RATES : RATES).flatMap((kappa) =>
      seeds(quick ? 5 : 12).map((each) => job(kappa, inputDim, batchSize, each)),
    );
    return [...rates, ...seeds(16).map((each) => job(0, inputDim, batchSize, each))];
  },
  judge(results, alpha) {
    const rates = [...new Set(results.map(({ job }) => job.secondLayerRate))].filter((kappa) => kappa > 0);
    const share = alpha / (2 * rates.length);
    return [
      ...rates.map((kappa) => growth(results, kappa, share)),
      ...rates.slice(1).map((kappa, i) => delay(results, rates[i]!, kappa, share)),
      frozenLearns(results, share),
    ];
  },
  controls: learningControls,
};
