import { createLayers } from '../engines/engine.ts';
import { engines } from '../engines/index.ts';
import type { Experiment, Provenance, Reading, Snapshot, TrialRecord } from '../experiments/experiment.ts';
import { type Difference, forkSettings } from '../experiments/fork-settings.ts';
import { anatomyOf } from '../experiments/giant/directions.ts';
import { type Checkpoint, startTrial, type Trial, type TrialSettings } from '../experiments/trial.ts';
import { scheduleOf } from '../experiments/trial-clock.ts';
import type { Formula } from '../formulas/formula.ts';
import { inPlane, PLANE_STRIDE, type Plane, planeAlong, planeOf } from '../metrics/plane.ts';
import type { Seeds } from '../numerics/streams.ts';
import { canonicalJson } from '../settings/canonical.ts';
import { labelTable } from '../training/patterns.ts';
import type { Status } from '../training/run.ts';
import type { Run } from '../training/setup.ts';
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

/** A run that can be looked at, taken back and changed on the way: what a live page drives. */
export interface Session {
  readonly experiment: Experiment;
  /** Those asked for at the start and all that was changed since. */
  readonly settings: TrialSettings;
  readonly seeds: Seeds;
  /** In which the neurons are looked at: that of the target in force. */
  readonly plane: Plane;
  /** Updates made so far. */
  readonly step: number;
  /** How the run ended; undefined while it goes on. */
  readonly status: Status | undefined;
  /** What was measured up to this moment. */
  readonly snapshots: readonly Snapshot[];
  /** Makes one step, and the measurement that is due after it; false when the run was over. */
  advance(): boolean;
  /**
   * Goes to the nearest moment at or before a step that needs no training; `advance` leads on from there, with the
   * same bits. Going forward it stays where it is, unless a kept moment is nearer.
   */
  approach(step: number): void;
  /**
   * Goes on with something changed; nothing of the run up to here is computed again, but for the last stretch where it
   * had ended on a step that is not due otherwise.
   *
   * @throws Misuse when a key or a value is not allowed; nothing has changed then
   */
  change(difference: Omit<Difference, 'step'>): void;
  /** This moment, to be handed to a fork; undefined where a twin beside the run cannot be copied. */
  checkpoint(): Checkpoint | undefined;
  /** The neurons now. */
  frame(): Frame;
  /** What theory, ledger and explainer say now; undefined before the first measurement, or without a live view. */
  reading(): Reading | undefined;
  /** SHA-256 over the weights, as the record has it. */
  weightsHash(): string;
  /** What was measured so far, as a record; `interrupted` while the run goes on. */
  record(provenance: Provenance): TrialRecord;
}

/** Starts a session, on the first engine of the settings' precision. */
export function createSession({ experiment, settings: asked, seeds, from }: SessionStart): Session {
  const kept = createCheckpoints();
  let settings = asked;
  const clockOf = () => experiment.clock?.(settings) ?? scheduleOf(settings);
  let clock = clockOf();
  let trial = begin();
  const layers = layersFor(trial.run);
  const planeNow = planeOfRuns();

  keep();
  if (from) {
    trial.restore(from);
    keep();
  }

  /** A trial at the start, on an engine of its own. */
  function begin(): Trial {
    const engine = engines.find(({ precision }) => precision === settings.precision)!.create();
    return startTrial(experiment, settings, seeds, engine);
  }

  function keep(): void {
    kept.offer(trial.snapshots.length, trial.checkpoint);
  }

  const isDueAt = (step: number) => clock.isDue(step) || step >= clock.maxSteps;

  /** Whether a measurement is due here that was not made yet. */
  function isDue(): boolean {
    const { step } = trial.run;
    return !trial.status && trial.snapshots.at(-1)?.step !== step && isDueAt(step);
  }

  function advance(): boolean {
    const measured = trial.snapshots.length;
    const goesOn = trial.advance();
    if (isDue()) trial.advance();
    if (trial.snapshots.length > measured) keep();
    return goesOn;
  }

  return {
    experiment,
    seeds,
    get plane() {
      return planeNow(trial.run);
    },
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
    advance,
    approach(step) {
      const nearest = kept.before(step);
      const isBehind = trial.run.step > step;
      if (nearest && (isBehind || nearest.step > trial.run.step)) trial.restore(nearest);
      else if (isBehind && !nearest) trial = begin();
    },
    change(difference) {
      const { step } = trial.run;
      settings = forkSettings(experiment, settings, { ...difference, step });
      clock = clockOf();
      // What only the end was due for, a run that goes on has never measured: its watchers have not seen it either.
      const hasExtra = trial.snapshots.at(-1)?.step === step && !isDueAt(step);
      kept.forgetAfter(hasExtra ? step - 1 : step);
      const here = hasExtra ? kept.before(step) : trial.checkpoint();
      trial = begin();
      if (here) trial.restore(here);
      while (trial.run.step < step && advance());
    },
    checkpoint: () => trial.checkpoint(),
    frame() {
      const { run, status } = trial;
      const { engine, network, step, samplesUsed } = run;
      const neurons = new Float32Array(PLANE_STRIDE * network.width);
      engine.readLayers(network, layers);
      inPlane(planeNow(run), { ...run, layers }, neurons);
      return { step, time: clock.timeAt(step), samples: samplesUsed, status, neurons };
    },
    reading: () => (trial.snapshots.length > 0 ? experiment.live?.read(trial.findings()) : undefined),
    weightsHash: () => trial.weightsHash(),
    record: (provenance) => trial.record(provenance),
  };
}

const layersFor = ({ engine, network }: Run) => createLayers(engine, network.inputDim, network.width);

/** The plane of the directions that are learned first. */
function planeOfFormula(formula: Formula, inputDim: number): Plane {
  const { directions, expansion } = anatomyOf(formula);
  return planeAlong(directions, expansion.variables, inputDim);
}

/** The plane of a run's target in force: the same object as long as it is the same plane. */
function planeOfRuns(): (run: Run) => Plane {
  let target: Run['target'] | undefined;
  let plane: Plane | undefined;
  return (run) => {
    if (plane && run.target === target) return plane;
    target = run.target;
    const { formula, relevant } = target;
    const now = formula ? planeOfFormula(formula, run.network.inputDim) : planeOf(relevant, labelTable(run));
    if (!plane || canonicalJson(now) !== canonicalJson(plane)) plane = now;
    return plane;
  };
}
