import type { Seeds } from '../../numerics/streams.ts';
import type { Run } from '../../training/setup.ts';
import type { Snapshot } from '../experiment.ts';
import { readLayers } from '../observer.ts';
import { linearFit } from './baselines.ts';
import { equivalentFeatures } from './equivalence.ts';
import { kernelFit } from './kernel-fit.ts';
import { type Fit, fitFeatures, networkFeatures, type ReadoutData, readoutData } from './readout.ts';
import type { ReadoutSettings } from './readout-settings.ts';

/**
 * Measures the ridge regression on the second layer wherever a run stands, beside what it is compared with. The run goes
 * on as if it had not been looked at.
 *
 * @param run at step 0
 */
export function readoutObserver(
  run: Run,
  settings: ReadoutSettings,
  seeds: Seeds,
): (run: Run) => Snapshot['values'] {
  if (settings.readoutBatch === 'none') return () => ({});
  const data = readoutData(run, settings, seeds);
  const start = readLayers(run);
  const isAsked = (name: ReadoutSettings['compareWith'][number]) => settings.compareWith.includes(name);
  let known: Snapshot['values'] | undefined;
  const atStart = (now: Fit) => {
    const random =
      isAsked('random-features') && (run.step === 0 ? now : withLayers(run, start, () => fitOf(data)));
    return {
      ...(random && { randomFeaturesMse: random.testMse }),
      ...(isAsked('linear') && { linearMse: linearFit(data).testMse }),
      ...(isAsked('kernel') && { kernelMse: kernelFit(data).testMse }),
    };
  };
  return () => {
    const now = fitOf(data);
    known ??= atStart(now);
    const equivalent = isAsked('equivalent') && fitFeatures(data, equivalentFeatures(run, start.firstLayer));
    return { ...now, ...known, ...(equivalent && { equivalentMse: equivalent.testMse }) };
  };
}

const fitOf = (data: ReadoutData): Fit => fitFeatures(data, networkFeatures(data.run));

/** Does something with other weights in the network. */
function withLayers<Made>(run: Run, layers: ReturnType<typeof readLayers>, action: () => Made): Made {
  const now = readLayers(run);
  run.engine.writeLayers(layers, run.network);
  const made = action();
  run.engine.writeLayers(now, run.network);
  return made;
}
