import { createLayers } from '../engines/engine.ts';
import { streamKey } from '../numerics/streams.ts';
import { evaluate } from '../training/evaluate.ts';
import { createRun, type Run } from '../training/setup.ts';
import { trainStep } from '../training/step.ts';
import { neuronsSight, weightDistance } from './sight.ts';
import type { Twin, TwinContext, TwinSettings } from './twin.ts';

/** A second run from the same seeds, trained in step with the first, of which something has been changed. */
export function secondRun(context: TwinContext, change: (run: Run) => Run): Twin {
  const { settings, seeds, engine, run } = context;
  const twin = change(createRun(settings, seeds, engine));
  const layers = createLayers(engine, settings.inputDim, settings.width);
  const testKey = streamKey(seeds, 'test');
  const { testSize } = settings as TwinSettings;
  return {
    follow: () => trainStep(twin),
    look(view) {
      engine.readLayers(twin.network, layers);
      return {
        distance: weightDistance(view.layers, layers),
        ...neuronsSight(view, { layers, network: view.network, pair: view.pair }),
        testError: evaluate({ ...twin, inputs: run.inputs }, testKey, testSize).error,
      };
    },
  };
}
