import { createLayers } from '../../../engines/engine.ts';
import { neuronParts } from '../../../metrics/neuron-parts.ts';
import { meanOf } from '../../../numerics/inference.ts';
import { mean } from '../../../numerics/statistics.ts';
import { activationOffset } from '../../../theory/xor.ts';
import { type Claim, type Given, learningControls, type Work } from '../../claim.ts';
import { asJson, type Measured, ofAll, seedsOf } from '../../evidence.ts';
import type { Trial } from '../../trial.ts';
import { timeFromPhase1 } from './default-course.ts';

interface Job {
  readonly given: Given;
  readonly seed: number;
}

/** How far P(w·x > 0 | cluster) of the neurons is from 1/2, at the start and at the end. */
interface Evidence {
  readonly start: Pattern | null;
  readonly end: Pattern | null;
}

interface Pattern {
  /** Root mean square of P − 1/2 over neurons and all four clusters. */
  readonly spread: number;
  /** Share of the neurons with P within 0.01 of 1 on one cluster of their label and of 0 on its negative. */
  readonly decided: number;
}

function patternOf({ run: { engine, network } }: Trial): Pattern {
  const layers = createLayers(engine, network.inputDim, network.width);
  engine.readLayers(network, layers);
  const { signal, opposite, perpendicular } = neuronParts({ layers, network, pair: [1, 2] });
  const offset = (part: Float64Array) =>
    Array.from(part, (norm, j) => activationOffset(norm, perpendicular[j]!));
  const [own, other] = [offset(signal), offset(opposite)];
  const rms = (values: number[]) => Math.sqrt(mean(values.map((value) => value * value)));
  return {
    spread: rms([...own, ...other]),
    decided: mean(own.map((value) => (value > 0.49 ? 1 : 0))),
  };
}

const activationPatterns: Work<Job, Evidence> = {
  name: 'activation-patterns',
  run({ given, seed }, lab) {
    const trial = lab.start(given, seed);
    trial.next();
    const start = patternOf(trial);
    while (trial.advance());
    const end = trial.record({ version: '', commit: null }).status === 'diverged' ? null : patternOf(trial);
    return asJson({ start, end });
  },
};

/** √(E[erf(sig/r)²]/4) = √(E[sig²/r²]/π) to leading order, and on the sphere sig²/r² has mean 1/(d − 4). */
const spreadAtStart = (inputDim: number) => 1 / Math.sqrt(Math.PI * (inputDim - 4));

/** A24: neurons start blind to the clusters and end as detectors of one each. */
export const activationPatternsAlign: Claim<Job, Evidence> = {
  id: 'A24',
  name: 'xor/activation-patterns',
  title: 'Activation patterns become cluster patterns',
  source: 'derived',
  statement:
    'At the start every neuron is active on about half of each cluster; at the end nearly every one is active on all of one cluster of its label and on nothing of the opposite one.',
  prediction:
    'root mean square of P(w·x > 0 | cluster) − 1/2 is 1/√(π(d − 4)) at the start, within 10 %; at T = 20 (d = 100) the share of neurons with P ≥ 0.99 on one cluster of their label and P ≤ 0.01 on its negative exceeds 0.9',
  work: activationPatterns,
  jobs(plan) {
    const { quick, dimFactor } = plan;
    const inputDim = (quick ? 64 : 100) * dimFactor;
    const steps = Math.round(10 * timeFromPhase1({ inputDim }, 14.2));
    const given = { inputDim, batchSize: 10 * inputDim, stepSize: 0.1, steps, testSize: 1 };
    return seedsOf(plan, quick ? 12 : 32).map((seed) => ({ given: { ...given, measureInterval: 1 }, seed }));
  },
  judge(results, alpha) {
    const average = (of: (evidence: Evidence) => Measured | undefined) =>
      ofAll(
        results.map(({ evidence }) => of(evidence) ?? null),
        (values) => meanOf(values, alpha / 2),
      );
    const expected = spreadAtStart(results[0]!.job.given.inputDim as number);
    return [
      {
        quantity: 'share of neurons that are all on and all off on a pair of clusters at T = 20',
        ...average(({ end }) => end?.decided),
        expected: 'above 0.9',
        tolerance: [0.9, Infinity],
      },
      {
        quantity: 'rms of P(w·x > 0 | cluster) − 1/2 at the start',
        ...average(({ start }) => start?.spread),
        expected,
        tolerance: [0.9 * expected, 1.1 * expected],
      },
    ];
  },
  controls: learningControls,
};
