import { createLayers, type Layers, type Reals } from '../engines/engine.ts';
import { isOfPair, type Metric, type NetworkView, type View, viewOf } from '../metrics/view.ts';
import { type Seeds, streamKey } from '../numerics/streams.ts';
import { evaluate, populationErrorOf } from '../training/evaluate.ts';
import { labelTable } from '../training/patterns.ts';
import { inHiddenBasis } from '../training/rotate.ts';
import type { Run } from '../training/setup.ts';
import type { Experiment, NeuronRows, Snapshot, Watcher } from './experiment.ts';
import { scheduleOf, type TrialSettings } from './trial-clock.ts';

/** Neurons whose parts are kept for pictures. Neuron j depends on j only, so the first ones are a fair sample. */
const SHOWN_NEURONS = 32;

/** The weights the network itself has, copied out. */
export function readLayers({ engine, network }: Run) {
  const layers = createLayers(engine, network.inputDim, network.width);
  engine.readLayers(network, layers);
  return layers;
}

/** The layers as they act on z, which targets see and metrics speak of. */
export const inTargetBasis = (layers: Layers, { basis }: Run): Layers =>
  basis ? { ...layers, firstLayer: inHiddenBasis(layers.firstLayer, basis) } : layers;

/** Observes all the experiment's metrics, from a run at step 0 on; the layers are copied out into the same arrays each time. */
export function observer(
  experiment: Experiment,
  settings: TrialSettings,
  seeds: Seeds,
  run: Run,
  watchers: readonly Watcher[],
): (run: Run) => Snapshot {
  const { timeAt } = scheduleOf(settings);
  const start = inTargetBasis(readLayers(run), run);
  const layers = readLayers(run);
  const testKey = streamKey(seeds, 'test');
  return ({ engine, network, step, samplesUsed }: Run): Snapshot => {
    engine.readLayers(network, layers);
    const test = evaluate(run, testKey, settings.testSize);
    const view = viewOf({
      layers: inTargetBasis(layers, run),
      network,
      start,
      relevant: run.target.relevant,
      labels: labelTable(run),
      test: { ...test, populationError: populationErrorOf(run) },
    });
    const snapshot = {
      step,
      time: timeAt(step),
      samples: samplesUsed,
      values: Object.fromEntries(
        (experiment.metrics as readonly Metric[]).map((metric) => [metric.name, metric.measure(view)]),
      ),
      neurons: neuronRows(view),
    };
    if (isOfPair(view)) for (const watcher of watchers) watcher.observe(view, snapshot);
    return snapshot;
  };
}

function neuronRows(view: NetworkView | View): NeuronRows {
  if (!isOfPair(view)) return {};
  const { signal, opposite, perpendicular } = view.parts;
  const shown = Math.min(signal.length, SHOWN_NEURONS);
  const first = (values: Reals) => Array.from({ length: shown }, (_, j) => values[j]!);
  return {
    signal: first(signal),
    opposite: first(opposite),
    perpendicular: first(perpendicular),
    secondLayer: first(view.layers.secondLayer).map(Math.abs),
  };
}
