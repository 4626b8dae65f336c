import type { Engine } from '../engines/engine.ts';
import { weightsHash } from '../network/weights-hash.ts';
import type { Seeds } from '../numerics/streams.ts';
import { moveTo } from '../training/changes.ts';
import { endOf, type Schedule, train } from '../training/run.ts';
import { createRun } from '../training/setup.ts';
import type { Course, Experiment, Snapshot } from './experiment.ts';
import { observer, readLayers } from './observer.ts';
import { parseRule } from './rule.ts';
import { scheduleOf, type TrialSettings } from './trial-clock.ts';

/** The training of a network, measured when the schedule of its settings says so. */
export function trainingCourse(
  experiment: Experiment,
  settings: TrialSettings,
  seeds: Seeds,
  engine: Engine,
): Course {
  const run = createRun(settings, seeds, engine);
  const context = { settings, seeds, engine, run };
  const watchers = experiment.watchers.flatMap((watch) => watch(context) ?? []);
  const schedule: Schedule<Snapshot> = {
    ...scheduleOf(settings),
    observe: observer(experiment, settings, seeds, run, watchers),
    isDone: goalOf(experiment, settings),
  };
  return {
    run,
    watchers,
    progress: train(run, schedule),
    weightsHash: () => weightsHash(readLayers(run)),
    endAt: (measured) => endOf(run, schedule, measured),
    resume(place, measured) {
      moveTo(run, settings, place);
      return train(run, schedule, measured);
    },
  };
}

/** What a trial trains for, once something has come of its last change. */
function goalOf(experiment: Experiment, settings: TrialSettings): (measured: Snapshot) => boolean {
  const { lastChange } = scheduleOf(settings);
  const isReached = reached(experiment, settings);
  return (measured) => measured.step > lastChange && isReached(measured);
}

/** Whether `steps` were made, or `stopWhen` holds, or the experiment's natural end has come. */
function reached(experiment: Experiment, settings: TrialSettings): (measured: Snapshot) => boolean {
  const { steps, stopWhen } = settings;
  if (steps !== undefined) return ({ step }) => step >= steps;
  if (stopWhen === undefined) return (measured) => experiment.isDone(measured, settings);
  const rule = parseRule(stopWhen);
  return (measured) => rule(measured, { ...settings });
}
