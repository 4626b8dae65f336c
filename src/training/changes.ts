import type { Layers } from '../engines/engine.ts';
import { type Change, settingsAfter } from '../settings/changes.ts';
import type { Schema } from '../settings/resolve.ts';
import type { TrainingSettings } from './settings.ts';
import { type Replaceable, type Run, replaceableKinds, replaceableParts } from './setup.ts';

/** Settings that may change while a run is on: its batch size, and the replaceable kinds with their settings. */
export function changeableKeys({ choices, fixed = [] }: Schema): string[] {
  const kinds = Object.keys(replaceableKinds).filter((choice) => choices[choice] && !fixed.includes(choice));
  const fields = kinds.flatMap((choice) => choices[choice]!.flatMap(({ settings }) => Object.keys(settings)));
  return [...new Set(['batchSize', ...fields, ...kinds])];
}

/** Replaces what the settings say is another from this step on; nothing where there is no change. */
export function applyChanges(run: Run): void {
  if (!run.settings.changes.some(({ step }) => step === run.step)) return;
  const parts: Replaceable = replaceableParts(settingsAfter(run.settings, run.step));
  Object.assign(run, parts);
}

/** Where a run stands: together with its settings all that its next step depends on. */
export interface Place {
  readonly step: number;
  readonly samplesUsed: number;
  readonly hasDiverged: boolean;
  /** The weights the network itself has. */
  readonly layers: Layers;
}

/**
 * Puts a run where it, or another of the same settings up to there, once was.
 *
 * @param settings those it was made with; its own are those in force, which a change made later may have overwritten
 */
export function moveTo(run: Run, settings: TrainingSettings, place: Place): void {
  const { layers, step, samplesUsed, hasDiverged } = place;
  run.engine.writeLayers(layers, run.network);
  // A change at this very step is made by the step itself.
  const parts = replaceableParts(settingsAfter(settings, step - 1));
  Object.assign(run, parts, { step, samplesUsed, hasDiverged });
}

/** Steps with the same settings in force. */
export interface Span<S> {
  /** Updates made before its first step, and after its last one; Infinity where nothing changes any more. */
  readonly from: number;
  readonly to: number;
  readonly settings: S;
}

/** A run's spans in order; one, of all its steps, where nothing changes. */
export function spansOf<S extends { readonly changes: readonly Change[] }>(settings: S): Span<S>[] {
  const starts = [...new Set([0, ...settings.changes.map(({ step }) => step)])].sort((a, b) => a - b);
  return starts.map((from, i) => ({
    from,
    to: starts[i + 1] ?? Infinity,
    settings: settingsAfter(settings, from),
  }));
}

type Timed = Span<{ readonly stepSize: number }>;

/** Time after so many steps: the step sizes of all of them added up. */
export function timeAt(spans: readonly Timed[], step: number): number {
  return spans.reduce(
    (time, { from, to, settings }) => time + Math.max(0, Math.min(step, to) - from) * settings.stepSize,
    0,
  );
}

/** The least number of steps after which so much time has passed. */
export function stepsUntil(spans: readonly Timed[], time: number): number {
  const last = spans.findLast(({ from }) => timeAt(spans, from) < time)!;
  return last.from + Math.ceil((time - timeAt(spans, last.from)) / last.settings.stepSize);
}
