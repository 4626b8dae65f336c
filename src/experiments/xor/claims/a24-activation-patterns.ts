import { createLayers } from '../../../engines/engine.ts';
import { meanOf } from '../../../numerics/inference.ts';
import { mean } from '../../../numerics/statistics.ts';
import { seedsFrom, streamKey } from '../../../numerics/streams.ts';
import { drawBatch, type Run, SLAB } from '../../../training/setup.ts';
import { type Claim, type Given, learningControls, type Work } from '../../claim.ts';
import { asJson, type Measured, ofAll, seedsOf } from '../../evidence.ts';
import type { Trial } from '../../trial.ts';
import { timeFromPhase1 } from './default-course.ts';

interface Job {
  readonly given: Given;
  readonly seed: number;
}

/** How far P(w·x > 0 | cluster) of the neurons is from 1/2 at the start and at the end, counted on test samples. */
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

/** Test samples counted, 512 a cluster on average. */
const SAMPLES = 2 * SLAB;

/** Among fresh samples of each cluster the share with w·x > 0, a row of four a neuron; bit k of a cluster: x_k = −1. */
function activeShares(run: Run, seed: number): number[][] {
  const { engine, network, batch, pass } = run;
  const active = Array.from({ length: network.width }, () => [0, 0, 0, 0]);
  const sizes = [0, 0, 0, 0];
  for (let first = 0; first < SAMPLES; first += SLAB) {
    drawBatch(run, streamKey(seedsFrom(seed), 'test'), first, SLAB);
    engine.forward(network, batch.x, pass);
    for (let s = 0; s < SLAB; s++) {
      const cluster = batch.z.rows.array[s * batch.z.stride]! & 3;
      sizes[cluster]! += 1;
      for (const [j, counts] of active.entries()) {
        const at = engine.preactivationIndex(network, batch.x, s, j);
        if (pass.preactivation.array[at]! > 0) counts[cluster]! += 1;
      }
    }
  }
  return active.map((counts) => counts.map((count, cluster) => count / sizes[cluster]!));
}

/** Two clusters, each the negative of the other: where the first is on, the second is off, or the reverse. */
const tellsApart = (one: number, other: number) =>
  Math.max(one, other) >= 0.99 && Math.min(one, other) <= 0.01;

function patternOf({ run }: Trial, seed: number): Pattern {
  const { engine, network } = run;
  const layers = createLayers(engine, network.inputDim, network.width);
  engine.readLayers(network, layers);
  const shares = activeShares(run, seed);
  // x₁ ≠ x₂ has label 1: those clusters are 1 and 2, the others 0 and 3.
  const decided = shares.filter(([both, first, second, neither], j) =>
    layers.secondLayer[j]! >= 0 ? tellsApart(first!, second!) : tellsApart(both!, neither!),
  );
  return {
    spread: Math.sqrt(mean(shares.flat().map((share) => (share - 0.5) * (share - 0.5)))),
    decided: decided.length / network.width,
  };
}

const activationPatterns: Work<Job, Evidence> = {
  name: 'activation-patterns',
  run({ given, seed }, lab) {
    const trial = lab.start(given, seed);
    trial.next();
    const start = patternOf(trial, seed);
    while (trial.advance());
    const end =
      trial.record({ version: '', commit: null }).status === 'diverged' ? null : patternOf(trial, seed);
    return asJson({ start, end });
  },
};

/**
 * Root mean square of counted shares minus 1/2. P itself has variance v = E[erf(sig/r)²]/4 = E[sig²/r²]/π to leading
 * order, and on the sphere sig²/r² has mean 1/(d − 4). Counting m samples adds E[P(1 − P)]/m = (1/4 − v)/m, m = 512.
 */
function spreadAtStart(inputDim: number): number {
  const ofPatterns = 1 / (Math.PI * (inputDim - 4));
  return Math.sqrt(ofPatterns + (0.25 - ofPatterns) / (SAMPLES / 4));
}

/** A24: neurons start blind to the clusters and end as detectors of one each. */
export const activationPatternsAlign: Claim<Job, Evidence> = {
  id: 'A24',
  name: 'xor/activation-patterns',
  title: 'Activation patterns become cluster patterns',
  source: 'derived',
  statement:
    'At the start every neuron is active on about half of each cluster; at the end nearly every one is active on all of one cluster of its label and on nothing of the opposite one.',
  prediction:
    'root mean square of P(w·x > 0 | cluster) − 1/2 is 1/√(π(d − 4)) at the start, √(v + (1/4 − v)/512) with v its square when counted on 512 samples a cluster, within 10 %; at T = 20 (d = 100) the share of neurons with P ≥ 0.99 on one cluster of their label and P ≤ 0.01 on its negative exceeds 0.9',
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
        quantity: 'rms of P(w·x > 0 | cluster) − 1/2 at the start, counted',
        ...average(({ start }) => start?.spread),
        expected,
        tolerance: [0.9 * expected, 1.1 * expected],
      },
    ];
  },
  controls: learningControls,
};
