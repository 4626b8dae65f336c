import { createLayers, type Layers } from '../../../engines/engine.ts';
import { mean } from '../../../numerics/statistics.ts';
import type { Run } from '../../../training/setup.ts';
import { trainStep } from '../../../training/step.ts';
import type { Work } from '../../claim.ts';

/** Heavy neurons, as many for each cluster, trained from given margins. */
export interface PlantedJob {
  readonly inputDim: number;
  readonly batchSize: number;
  /** Of the clusters μ₁, −μ₁, μ₂, −μ₂; above 0. */
  readonly margins: readonly number[];
  /** Norm of the perpendicular part over that of the signal. */
  readonly spread: number;
  readonly secondLayerRate: number;
  readonly stepSize: number;
  readonly steps: number;
  readonly seed: number;
}

/** What became of the neurons of ±μ₁, and of the margins; null where it is not finite. */
export interface PlantedEvidence {
  /** What was added along +μ₂ to these neurons, over what was added to their signal. */
  readonly drift: number | null;
  /** Mean of ‖w_opp‖/‖w_sig‖. */
  readonly opposite: number | null;
  readonly margins: readonly number[] | null;
}

const WIDTH = 100;

/** How margins of ±μ₂ that differ pull on the neurons of ±μ₁. */
export const plantedImbalance: Work<PlantedJob, PlantedEvidence> = {
  name: 'planted-imbalance',
  run({ margins, spread, steps, seed, ...given }, lab) {
    const { run } = lab.start({ ...given, steps, width: WIDTH }, seed);
    const layers = createLayers(run.engine, given.inputDim, WIDTH);
    run.engine.readLayers(run.network, layers);
    plant(layers, given.inputDim, margins, spread);
    run.engine.writeLayers(layers, run.network);
    const before = planeOf(run, layers);
    for (let step = 0; step < steps; step++) trainStep(run);
    const after = planeOf(run, layers);
    const own = (neurons: readonly Plane[]) => neurons.filter((_, j) => clusterOf(j) < 2);
    const total = (neurons: readonly Plane[], part: (neuron: Plane) => number) =>
      own(neurons).reduce((sum, neuron) => sum + part(neuron), 0);
    const pulled = total(after, ({ second }) => second) - total(before, ({ second }) => second);
    const grown =
      total(after, ({ first }) => Math.abs(first)) - total(before, ({ first }) => Math.abs(first));
    const end = marginsOf(after);
    return {
      drift: finite(grown > 0 ? pulled / grown : Number.NaN),
      opposite: finite(mean(own(after).map(({ first, second }) => Math.abs(second / first)))),
      margins: end.every(Number.isFinite) ? end : null,
    };
  },
};

const finite = (value: number) => (Number.isFinite(value) ? value : null);

/** Neurons serve the clusters μ₁, −μ₁, μ₂, −μ₂ in turn. */
const clusterOf = (j: number) => j % 4;

/**
 * w_j = s μ̂ + the part of the drawn neuron off the two coordinates, scaled to norm spread · s, and a_j = ±s, with s
 * from γ = (1/p)(p/4) s · √2 s.
 */
function plant(
  { firstLayer, secondLayer }: Layers,
  inputDim: number,
  margins: readonly number[],
  spread: number,
) {
  for (let j = 0; j < WIDTH; j++) {
    const cluster = clusterOf(j);
    const size = Math.sqrt((4 * margins[cluster]!) / Math.SQRT2);
    const row = firstLayer.subarray(j * inputDim, (j + 1) * inputDim);
    let square = 0;
    for (let k = 2; k < inputDim; k++) square += row[k]! * row[k]!;
    for (let k = 2; k < inputDim; k++) row[k]! *= (spread * size) / Math.sqrt(square);
    const entry = ((cluster % 2 === 0 ? 1 : -1) * size) / Math.SQRT2;
    row[0] = entry;
    row[1] = cluster < 2 ? -entry : entry;
    secondLayer[j] = cluster < 2 ? size : -size;
  }
}

/** A neuron in the plane of the clusters: along μ₁/√2 and μ₂/√2, and a. */
interface Plane {
  readonly first: number;
  readonly second: number;
  readonly a: number;
}

function planeOf({ engine, network }: Run, layers: Layers): Plane[] {
  engine.readLayers(network, layers);
  return Array.from(layers.secondLayer, (a, j) => {
    const [x, y] = [layers.firstLayer[j * network.inputDim]!, layers.firstLayer[j * network.inputDim + 1]!];
    return { first: (x - y) / Math.SQRT2, second: (x + y) / Math.SQRT2, a };
  });
}

/** y(μ) f(μ) of the four clusters. */
function marginsOf(neurons: readonly Plane[]): number[] {
  const output = (along: (neuron: Plane) => number) =>
    mean(neurons.map((neuron) => neuron.a * Math.max(Math.SQRT2 * along(neuron), 0)));
  return [
    output(({ first }) => first),
    output(({ first }) => -first),
    -output(({ second }) => second),
    -output(({ second }) => -second),
  ];
}
