import type { Engine } from '../../engines/engine.ts';
import { weightsHash } from '../../network/weights-hash.ts';
import type { Seeds } from '../../numerics/streams.ts';
import { moveTo } from '../../training/changes.ts';
import { endOf, type Schedule, type Status, train } from '../../training/run.ts';
import { createRun } from '../../training/setup.ts';
import type { Clock, Course, Snapshot } from '../experiment.ts';
import { readLayers } from '../observer.ts';
import { giantObserver } from './observer.ts';
import { readoutObserver } from './readout-observer.ts';
import type { GiantSettings } from './settings.ts';

/** Every step is measured, and time counts them. */
export const clockOf = ({ steps }: GiantSettings): Clock => ({
  maxSteps: steps,
  isDue: () => true,
  timeAt: (step) => step,
});

/** Giant steps on the first layer, each of them measured. */
export function giantCourse(settings: GiantSettings, seeds: Seeds, engine: Engine): Course {
  const run = createRun(settings, seeds, engine);
  const schedule: Schedule<Snapshot> = {
    ...clockOf(settings),
    observe: giantObserver(readoutObserver(run, settings, seeds)),
    isDone: ({ step }) => step >= settings.steps,
  };
  return {
    run,
    watchers: [],
    progress: measuredOnly(train(run, schedule)),
    weightsHash: () => weightsHash(readLayers(run)),
    endAt: (measured) => endOf(run, schedule, measured),
    resume(place, measured) {
      moveTo(run, settings, place);
      return measuredOnly(train(run, schedule, measured));
    },
  };
}

/**
 * Without the pause between a step and its measurement: the gradient of the step is measured, and a checkpoint made
 * there would not have it.
 */
function* measuredOnly(progress: Generator<Snapshot | undefined, Status>): Generator<Snapshot, Status> {
  for (;;) {
    const result = progress.next();
    if (result.done) return result.value;
    if (result.value) yield result.value;
  }
}
