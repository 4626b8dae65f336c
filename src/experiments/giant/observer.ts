import type { Layers } from '../../engines/engine.ts';
import { giantMetrics } from '../../metrics/giant/index.ts';
import { cosines, type GiantView } from '../../metrics/giant/view.ts';
import type { Run } from '../../training/setup.ts';
import { slabs } from '../../training/step.ts';
import type { NeuronRows, Snapshot } from '../experiment.ts';
import { readLayers } from '../observer.ts';
import { anatomyOf, inInputs } from './directions.ts';

/** Neurons of each sign that pictures show. */
const SHOWN = 20;

/** Directions that pictures show at most. */
const SHOWN_DIRECTIONS = 4;

/**
 * Observes a run of giant steps; time is counted in steps.
 *
 * @param further values beside the metrics, of a run that it leaves as it was
 */
export function giantObserver(further: (run: Run) => Snapshot['values']): (run: Run) => Snapshot {
  return (run) => {
    const view = viewOf(run, inInputs(anatomyOf(run.target.formula!), run.network.inputDim));
    const measured = giantMetrics.map(({ name, measure }) => [name, measure(view)] as const);
    return {
      step: run.step,
      time: run.step,
      samples: run.samplesUsed,
      values: { ...Object.fromEntries(measured), ...further(run) },
      neurons: rowsOf(view),
    };
  };
}

function viewOf(run: Run, directions: Float64Array): GiantView {
  const { engine, network, gradient, step } = run;
  const layers = readLayers(run);
  const base = { inputDim: network.inputDim, width: network.width, layers, directions };
  if (step === 0) return { ...base, gradient: undefined, labelSlope: undefined };
  const out: Layers = { firstLayer: layers.firstLayer.slice(), secondLayer: layers.secondLayer.slice() };
  engine.readLayers({ ...network, ...gradient }, out);
  return { ...base, gradient: out.firstLayer, labelSlope: labelSlopeOf(run) };
}

/** Mean of y z over the batch of the step made last, which is drawn once more. */
function labelSlopeOf(run: Run): Float64Array {
  const { batch, batchSize, samplesUsed, sampleSize } = run;
  const slope = new Float64Array(run.network.inputDim);
  for (const count of slabs(run, (samplesUsed - batchSize) % sampleSize)) {
    const x = batch.z.rows.array;
    for (let s = 0; s < count; s++) {
      const share = batch.y.array[s]! / batchSize;
      for (let k = 0; k < slope.length; k++) slope[k]! += share * x[s * batch.z.stride + k]!;
    }
  }
  return slope;
}

/**
 * Of the first neurons of each sign: `a`, and cosines of neuron and gradient with the first directions, `weight1`,
 * `gradient1`, `weight2`, …
 */
function rowsOf(view: GiantView): NeuronRows {
  const a = view.layers.secondLayer;
  const ofSign = (sign: number) => [...a.keys()].filter((j) => Math.sign(a[j]!) === sign).slice(0, SHOWN);
  const shown = [...ofSign(1), ...ofSign(-1)];
  const r = view.directions.length / view.inputDim;
  const rows: Record<string, number[]> = { a: shown.map((j) => a[j]!) };
  const weights = cosines(view.layers.firstLayer, view);
  const gradients = view.gradient ? cosines(view.gradient, view) : new Float64Array(weights.length);
  for (let k = 0; k < Math.min(r, SHOWN_DIRECTIONS); k++) {
    rows[`weight${k + 1}`] = shown.map((j) => weights[j * r + k]!);
    rows[`gradient${k + 1}`] = shown.map((j) => gradients[j * r + k]!);
  }
  return rows;
}
