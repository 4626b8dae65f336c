import { log } from '../../../numerics/elementary.ts';
import { slope } from '../../../numerics/statistics.ts';
import { type Claim, type Finding, learningControls, type Result } from '../../claim.ts';
import { seedsOf } from '../../evidence.ts';
import { arrivals } from './arrivals.ts';
import { bySeed, type LandmarkJob, type Landmarks, landmarks, medianWithCensored } from './landmarks.ts';

const FULL = { widths: [2048, 1024, 512, 256, 128, 64, 32, 16], seeds: 48 };
const QUICK = { widths: [256, 128, 16], seeds: 12 };

const given = (inputDim: number, width: number, seed: number): LandmarkJob => ({
  settings: {
    inputDim,
    width,
    batchSize: 1.25 * inputDim,
    stepSize: 0.1,
    testSize: 1024,
    measureInterval: 0.4,
  },
  goals: ['error5pc'],
  maxTime: 18,
  seed,
});

/** Slope of ln samples in ln width of one seed; −∞ where a run never got there, as narrow ones may not. */
function slopeOf(runs: readonly Result<LandmarkJob, Landmarks>[]): number {
  if (runs.some(({ evidence }) => evidence.error5pc === null)) return -Infinity;
  return slope(
    runs.map(({ job }) => log(job.settings.width)),
    runs.map(({ evidence }) => log(evidence.error5pc!)),
  );
}

/** A23: once all four clusters have neurons, more of them are copies of the same. */
export const samplesOverWidth: Claim<LandmarkJob, Landmarks> = {
  id: 'A23',
  name: 'xor/samples-over-width',
  title: 'A wider network needs no fewer samples',
  source: 'a trade-off named in arXiv 2309.15111; prediction derived',
  statement: 'Above the width at which all four clusters have neurons, more width saves no samples.',
  prediction:
    'samples to 5 % error do not depend on the width: slope 0 of ln n in ln p from 16 to 2048, and from 128, where every cluster has some 30 neurons',
  work: landmarks,
  jobs(plan) {
    const { widths, seeds } = plan.quick ? QUICK : FULL;
    return widths.flatMap((width) =>
      seedsOf(plan, seeds).map((seed) => given(64 * plan.dimFactor, width, seed)),
    );
  },
  judge(results, alpha) {
    const slopeFrom = (narrowest: number): Finding => ({
      quantity: `median over seeds of the slope of ln samples in ln width, from width ${narrowest}`,
      ...medianWithCensored(
        bySeed(results.filter(({ job }) => job.settings.width >= narrowest)).map(slopeOf),
        alpha / 3,
      ),
      expected: 0,
      tolerance: [-0.05, 0.05],
    });
    // Narrower ones may miss a cluster, which the medians count against the claim.
    const wide = results.filter(({ job }) => job.settings.width >= 128);
    return [slopeFrom(16), slopeFrom(128), arrivals(wide, ({ error5pc }) => error5pc !== null, alpha / 3)];
  },
  controls: learningControls,
};
