import { createLayers } from '../../../engines/engine.ts';
import { clusterProjections } from '../../../metrics/neuron-parts.ts';
import { seedsFrom, streamKey } from '../../../numerics/streams.ts';
import { evaluate } from '../../../training/evaluate.ts';
import type { Run } from '../../../training/setup.ts';
import { type Claim, learningControls, type Work } from '../../claim.ts';
import { seedsOf } from '../../evidence.ts';
import { errorEstimate } from './error-estimate.ts';

interface Job {
  readonly inputDim: number;
  readonly batchSize: number;
  readonly seed: number;
}

/** Neurons kept a cluster. */
const KEPT = [1, 2, 4, 8];
const TEST_SIZE = 20_000;
/** A run that learns ends by T = 16. */
const MAX_TIME = 30;

/** Test error with the best k neurons of each cluster, an entry a k of `KEPT`; null of a run that diverged. */
interface Evidence {
  readonly errors: readonly number[] | null;
}

const fewNeurons: Work<Job, Evidence> = {
  name: 'few-neurons',
  run({ seed, ...given }, lab) {
    const trial = lab.start({ ...given, maxTime: MAX_TIME, measureInterval: 0.5, testSize: 1000 }, seed);
    while (trial.advance());
    const margins = trial.snapshots.at(-1)!.values.clusterMargins as readonly number[];
    return {
      errors: margins.every(Number.isFinite) ? KEPT.map((k) => prunedError(trial.run, k, seed)) : null,
    };
  },
};

/** Test error when all neurons but the best `kept` of each cluster are silenced; leaves the run as it was. */
function prunedError(run: Run, kept: number, seed: number): number {
  const { engine, network } = run;
  const layers = createLayers(engine, network.inputDim, network.width);
  engine.readLayers(network, layers);
  const whole = layers.secondLayer.slice();
  const best = bestNeurons(run, layers, kept);
  for (let j = 0; j < network.width; j++) if (!best.has(j)) layers.secondLayer[j] = 0;
  engine.writeLayers(layers, network);
  const { error } = evaluate(run, streamKey(seedsFrom(seed), 'test'), TEST_SIZE);
  layers.secondLayer.set(whole);
  engine.writeLayers(layers, network);
  return error;
}

/** Neurons with the largest share y(μ) a relu(w·μ) in the margin of a cluster, `kept` of each. */
function bestNeurons({ network }: Run, layers: ReturnType<typeof createLayers>, kept: number): Set<number> {
  const xor = { layers, network, pair: [1, 2] as const };
  const neurons = Array.from({ length: network.width }, (_, j) => {
    const [first, second] = clusterProjections(layers, xor, j);
    const a = layers.secondLayer[j]!;
    const shares = [a * first, -a * first, -a * second, a * second];
    const active = [first, -first, second, -second];
    return { j, shares: shares.map((share, c) => (active[c]! > 0 ? share : 0)) };
  });
  return new Set(
    [0, 1, 2, 3].flatMap((c) =>
      [...neurons]
        .sort((a, b) => b.shares[c]! - a.shares[c]!)
        .slice(0, kept)
        .map(({ j }) => j),
    ),
  );
}

/** A20: a few neurons a cluster hold all that the network knows. */
export const fewNeuronsSuffice: Claim<Job, Evidence> = {
  id: 'A20',
  name: 'xor/few-neurons',
  title: 'One neuron a cluster suffices',
  source: 'arXiv 2309.15111; ablation ours',
  statement: 'At the end a small fraction of the neurons computes the function.',
  prediction:
    'with the best k = 1, 2, 4, 8 of 100 neurons for each of the four clusters the error stays below 1 %',
  work: fewNeurons,
  jobs({ quick, seed, dimFactor }) {
    const inputDim = (quick ? 50 : 100) * dimFactor;
    return seedsOf({ seed }, quick ? 6 : 20).map((each) => ({
      inputDim,
      batchSize: 10 * inputDim,
      seed: each,
    }));
  },
  judge(results, alpha) {
    const known = results.flatMap(({ evidence }) => (evidence.errors ? [evidence.errors] : []));
    const complete = known.length === results.length ? known : [];
    return KEPT.map((kept, i) => ({
      quantity: `test error with the best ${kept} neuron${kept > 1 ? 's' : ''} of each cluster`,
      ...errorEstimate(
        complete.map((errors) => errors[i]!),
        TEST_SIZE,
        alpha / KEPT.length,
      ),
      expected: 'below 1 %',
      tolerance: [0, 0.01],
    }));
  },
  controls: learningControls,
};
