import { engines } from '../engines/index.ts';
import type { Experiment, Provenance, Snapshot, TrialRecord } from '../experiments/experiment.ts';
import { type Difference, forkSettings } from '../experiments/fork-settings.ts';
import { readLayers } from '../experiments/observer.ts';
import { type Checkpoint, startTrial, type Trial, type TrialSettings } from '../experiments/trial.ts';
import { scheduleOf } from '../experiments/trial-clock.ts';
import { inPlane, PLANE_STRIDE, type Plane, planeOf } from '../metrics/plane.ts';
import { weightsHash } from '../network/weights-hash.ts';
import type { Seeds } from '../numerics/streams.ts';
import { labelTable } from '../training/patterns.ts';
import type { Status } from '../training/run.ts';
import { createCheckpoints } from './checkpoints.ts';

/** The neurons at one moment. */
export interface Frame {
  readonly step: number;
  readonly time: number;
  readonly samples: number;
  /** Undefined while the run goes on. */
  readonly status: Status | undefined;
  /** Four numbers a neuron (`inPlane`): along both directions of the plane, the norm outside of it, a. */
  readonly neurons: Float32Array<ArrayBuffer>;
}

/** What a session is of. */
export interface SessionStart {
  readonly experiment: Experiment;
  /** Resolved. */
  readonly settings: TrialSettings;
  readonly seeds: Seeds;
  /** A moment to go on from, of a trial with the same settings up to it. */
  readonly from?: Checkpoint;
}

/** A run that can be looked at, taken back and bent: what a live page drives. */
export interface Session {
  readonly experiment: Experiment;
  /** Those asked for at the start and all that was changed since. */
  readonly settings: TrialSettings;
  readonly seeds: Seeds;
  readonly plane: Plane;
  /** Updates made so far. */
  readonly step: number;
  /** How the run ended; undefined while it goes on. */
  readonly status: Status | undefined;
  /** What was measured up to this moment. */
  readonly snapshots: readonly Snapshot[];
  /** Makes one step or one measurement; false when the run is over. */
  advance(): boolean;
  /**
   * Goes to the nearest moment at or before a step that needs no training; `advance` leads on from there, with the
   * same bits. Going forward it stays where it is, unless a kept moment is nearer.
   */
  approach(step: number): void;
  /**
   * Goes on with something changed; nothing of the run up to here is computed again.
   *
   * @throws Misuse when a key or a value is not allowed; nothing has changed then
   */
  change(difference: Omit<Difference, 'step'>): void;
  /** This moment, to be handed to a fork; undefined where a twin beside the run cannot be copied. */
  checkpoint(): Checkpoint | undefined;
  /** The neurons now. */
  frame(): Frame;
  /** SHA-256 over the weights, as the record has it. */
  weightsHash(): string;
  record(provenance: Provenance): TrialRecord;
}

/** Starts a session, on the first engine of the settings' precision. */
export function createSession({ experiment, settings: asked, seeds, from }: SessionStart): Session {
  let settings = asked;
  let trial = begin(from);
  const kept = createCheckpoints();
  const plane = planeOf(trial.run.target.relevant, labelTable(trial.run));

  /** A trial at a checkpoint, or at the start. */
  function begin(at?: Checkpoint): Trial {
    const engine = engines.find(({ precision }) => precision === settings.precision)!.create();
    const begun = startTrial(experiment, settings, seeds, engine);
    if (at) begun.restore(at);
    return begun;
  }
  return {
    experiment,
    seeds,
    plane,
    get settings() {
      return settings;
    },
    get step() {
      return trial.run.step;
    },
    get status() {
      return trial.status;
    },
    get snapshots() {
      return trial.snapshots;
    },
    advance() {
      const measured = trial.snapshots.length;
      const goesOn = trial.advance();
      if (trial.snapshots.length > measured) kept.offer(measured, trial.checkpoint);
      return goesOn;
    },
    approach(step) {
      const isBehind = trial.run.step > step;
      const nearest = kept.before(step) ?? (from && from.step <= step ? from : undefined);
      if (nearest && (isBehind || nearest.step > trial.run.step)) trial.restore(nearest);
      else if (isBehind) trial = begin();
    },
    change(difference) {
      const { step } = trial.run;
      const here = trial.checkpoint();
      settings = forkSettings(experiment, settings, { ...difference, step });
      kept.forgetAfter(step);
      trial = begin(here);
      while (trial.run.step < step && trial.advance());
    },
    checkpoint: () => trial.checkpoint(),
    frame() {
      const { network, step, samplesUsed } = trial.run;
      const neurons = new Float32Array(PLANE_STRIDE * network.width);
      inPlane(plane, trial.layers(), network, neurons);
      const time = scheduleOf(settings).timeAt(step);
      return { step, time, samples: samplesUsed, status: trial.status, neurons };
    },
    weightsHash: () => weightsHash(readLayers(trial.run)),
    record: (provenance) => trial.record(provenance),
  };
}
