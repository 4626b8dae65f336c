import { log } from '../../../numerics/elementary.ts';
import { meanOf } from '../../../numerics/inference.ts';
import { slope } from '../../../numerics/statistics.ts';
import { tuningRate } from '../../../theory/xor.ts';
import { type Claim, learningControls, type Work } from '../../claim.ts';
import { asJson, type Measured, ofAll, seedsOf } from '../../evidence.ts';

interface Job {
  readonly inputDim: number;
  readonly batchSize: number;
  readonly seed: number;
}

interface Evidence {
  readonly rate: Measured;
}

const STEP_SIZE = 0.1;

/** Slope of ln(rms signal) over T in [8, 11]. */
const heavyRate: Work<Job, Evidence> = {
  name: 'heavy-rate',
  run({ inputDim, batchSize, seed }, lab) {
    const given = { inputDim, batchSize, stepSize: STEP_SIZE, steps: 110, testSize: 64 };
    const { series } = lab.record(given, seed);
    const late = series.time.flatMap((time, i) => (time >= 8 - 1e-9 ? [i] : []));
    const rate = slope(
      late.map((i) => series.time[i]!),
      late.map((i) => log((series.signal as number[])[i]!)),
    );
    return asJson({ rate });
  },
};

/** ln(1 + η τ)/η: what a step that multiplies by 1 + η τ gives a slope. */
const expected = log(1 + STEP_SIZE * tuningRate(2)) / STEP_SIZE;

/** A3: once heavy, signal and second layer feed each other and grow at one rate. */
export const heavyNeuronRate: Claim<Job, Evidence> = {
  id: 'A3',
  name: 'xor/heavy-rate',
  title: 'A heavy neuron grows at rate √2/4',
  source: 'arXiv 2309.15111; rate derived',
  statement: 'After the signal is found, a neuron grows exponentially in its signal direction.',
  prediction: 'slope of ln rms ‖w_sig‖ over T in [8, 11] is ln(1 + ητ)/η with τ = √2/4',
  work: heavyRate,
  jobs(plan) {
    const { quick, dimFactor } = plan;
    const batchSizes = quick ? [1000] : [5000, 1000];
    return batchSizes.flatMap((batchSize) =>
      seedsOf(plan, quick ? 4 : 12).map((seed) => ({
        inputDim: 100 * dimFactor,
        batchSize: batchSize * dimFactor,
        seed,
      })),
    );
  },
  judge(results, alpha) {
    const batchSizes = [...new Set(results.map(({ job }) => job.batchSize))];
    return batchSizes.map((batchSize) => {
      const runs = results.filter(({ job }) => job.batchSize === batchSize);
      const rates = runs.map(({ evidence }) => evidence.rate);
      return {
        quantity: `slope of ln rms signal, T in [8, 11], batches of ${batchSize}`,
        ...ofAll(rates, (present) => meanOf(present, alpha / batchSizes.length)),
        expected,
        tolerance: [expected - 0.03, expected + 0.03],
      };
    });
  },
  controls: [...learningControls, { name: 'frozen second layer', settings: { secondLayerRate: 0 } }],
};
