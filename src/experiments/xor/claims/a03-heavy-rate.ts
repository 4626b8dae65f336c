import { log } from '../../../numerics/elementary.ts';
import { meanOf } from '../../../numerics/inference.ts';
import { slope } from '../../../numerics/statistics.ts';
import { tuningRate } from '../../../theory/xor.ts';
import { type Claim, learningControls, type Work } from '../../claim.ts';

interface Job {
  readonly inputDim: number;
  readonly batchSize: number;
  readonly seed: number;
}

const STEP_SIZE = 0.1;

/** Slope of ln(rms signal) over T in [8, 11]: null where it is not finite. */
const heavyRate: Work<Job, { readonly rate: number | null }> = {
  name: 'heavy-rate',
  run({ inputDim, batchSize, seed }, lab) {
    const given = { inputDim, batchSize, stepSize: STEP_SIZE, steps: 110, testSize: 64 };
    const { series } = lab.record(given, seed);
    const late = series.time.flatMap((time, i) => (time >= 8 - 1e-9 ? [i] : []));
    const rate = slope(
      late.map((i) => series.time[i]!),
      late.map((i) => log((series.signal as number[])[i]!)),
    );
    return { rate: Number.isFinite(rate) ? rate : null };
  },
};

/** ln(1 + η τ)/η: what a step that multiplies by 1 + η τ gives a slope. */
const expected = log(1 + STEP_SIZE * tuningRate(2)) / STEP_SIZE;

/** A3: once heavy, signal and second layer feed each other and grow at one rate. */
export const heavyNeuronRate: Claim<Job, { readonly rate: number | null }> = {
  id: 'A3',
  name: 'xor/heavy-rate',
  title: 'A heavy neuron grows at rate √2/4',
  source: 'arXiv 2309.15111; rate derived',
  statement: 'After the signal is found, a neuron grows exponentially in its signal direction.',
  prediction: 'slope of ln rms ‖w_sig‖ over T in [8, 11] is ln(1 + ητ)/η with τ = √2/4',
  work: heavyRate,
  jobs({ quick, seed, dimFactor }) {
    const count = quick ? 4 : 12;
    const batchSizes = quick ? [1000] : [1000, 5000];
    return batchSizes.flatMap((batchSize) =>
      Array.from({ length: count }, (_, k) => ({
        inputDim: 100 * dimFactor,
        batchSize: batchSize * dimFactor,
        seed: seed + k,
      })),
    );
  },
  judge(results, alpha) {
    const rates = results.flatMap(({ evidence }) => evidence.rate ?? []);
    const estimate = meanOf(rates, alpha);
    return [
      {
        quantity: 'slope of ln rms signal, T in [8, 11]',
        ...estimate,
        expected,
        tolerance: [expected - 0.03, expected + 0.03],
      },
    ];
  },
  controls: learningControls,
};
