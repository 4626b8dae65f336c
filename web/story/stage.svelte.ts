import { applyFix, experiments, parseRule, seedsFrom } from '../../src/index.ts';
import { type Opening, Runner } from '../state/runner.svelte.ts';
import type { Moment, Scene, Seen } from './story.ts';

/** Slowest that a run is played, in steps a second. */
const LEAST_PACE = 4;

/** The run of a step of a story, and the one beside it: plays to the question, rests there, plays on to the answer. */
export class Stage {
  readonly scene: Scene;
  readonly runner: Runner;
  beside = $state.raw<Runner>();
  /** Whether the reader wants to see the answer. */
  isRevealing = $state(false);
  /** What was seen up to the answer, once it is there. */
  answer = $state.raw<Seen>();
  /** Whether it rests where the question is asked. */
  isResting = $state(false);
  #goal: number | undefined;
  /** Whether it is on its way back to the start, to be played again. */
  #isRewinding = false;
  /** Those that have nothing to be told until the next rest. */
  readonly #begun = new Set<Runner>();

  constructor(scene: Scene) {
    this.scene = scene;
    this.runner = open(scene, scene.given);
    if (scene.beside) this.beside = open(scene, { ...scene.given, ...scene.beside.given });
  }

  reveal(): void {
    this.isRevealing = true;
    this.isResting = false;
    this.#goal = undefined;
    this.#begun.clear();
  }

  /** Runs the same beside, with the setting that would have helped. */
  heal(): void {
    const fix = this.runner.reading?.diagnosis?.fix;
    if (fix && !this.beside) this.beside = open(this.scene, applyFix(this.scene.given, fix));
  }

  /** From the start again; the answer stays. */
  replay(): void {
    this.#isRewinding = true;
    for (const run of this.#runs()) run.go(0);
  }

  /** Brings the runs on their way; to be called whenever they have gone on. */
  drive(): void {
    const runs = this.#runs();
    if (runs.some(({ settings, frame }) => !settings || !frame)) return;
    if (this.#isRewinding) this.#rewind(runs);
    else if (this.answer) this.#play(runs);
    else if (!this.isResting) this.#approach(runs);
  }

  close(): void {
    for (const run of this.#runs()) run.close();
  }

  #runs(): readonly Runner[] {
    return this.beside ? [this.runner, this.beside] : [this.runner];
  }

  /** Plays until the moment has come, then goes back to it exactly. */
  #approach(runs: readonly Runner[]): void {
    const goal = this.#goal ?? stepOf(this.isRevealing ? this.scene.until : this.scene.ask, this.runner);
    if (goal === undefined) this.#play(runs);
    else if (runs.every((run) => rests(run, goal))) this.#arrive(runs, goal);
    else if (this.#goal === undefined) for (const run of runs) run.go(goal);
    this.#goal = goal;
  }

  /** Sets all in motion once all are back. */
  #rewind(runs: readonly Runner[]): void {
    if (!runs.every((run) => rests(run, 0))) return;
    this.#isRewinding = false;
    this.#begun.clear();
    this.#play(runs);
  }

  #arrive(runs: readonly Runner[], goal: number): void {
    if (!this.isRevealing) this.isResting = true;
    else {
      this.answer = seenOf(this.runner, goal, this.beside);
      for (const run of runs) this.#begun.add(run);
    }
  }

  /** Sets those in motion that are not yet. */
  #play(runs: readonly Runner[]): void {
    for (const run of runs) {
      if (this.#begun.has(run)) continue;
      this.#begun.add(run);
      run.play(paceOf(run, this.scene.speed));
    }
  }
}

/** A run at settings of a scene, from its start. */
const open = ({ experiment, seed }: Scene, given: Opening['given']) =>
  new Runner({ experiment, given, seeds: seedsFrom(seed) });

/** The step of the first measurement at which a moment has come, or of the end; undefined as long as it has not. */
function stepOf(moment: Moment, { measured, frame, settings }: Runner): number | undefined {
  const holds = moment === undefined ? () => false : parseRule(moment);
  const named = { ...settings };
  const first = measured.find((snapshot) => holds(snapshot, named));
  return first?.step ?? (frame?.status && frame.step);
}

/** Whether a run has come to a step, or to its end before, and stays there. */
const rests = ({ frame, isPlaying }: Runner, step: number) =>
  !isPlaying &&
  frame !== undefined &&
  (frame.step === step || (frame.status !== undefined && frame.step < step));

function seenOf({ settings, measured, reading }: Runner, step: number, beside: Runner | undefined): Seen {
  return {
    settings: settings!,
    measured: measured.filter((snapshot) => snapshot.step <= step),
    reading,
    ...(beside && { beside: seenOf(beside, step, undefined) }),
  };
}

/** Steps a second; where motion is to be reduced it is over soon. */
function paceOf({ settings, opening }: Runner, speed: number): number {
  const { stepSize = 1 } = settings as unknown as { readonly stepSize?: number };
  const hurry = matchMedia('(prefers-reduced-motion: reduce)').matches ? 10 : 1;
  if (experiments.some(({ name, clock }) => name === opening.experiment && clock)) return hurry * speed;
  return Math.max(LEAST_PACE, (hurry * speed) / stepSize);
}
