import type { Engine } from '../engines/engine.ts';
import type { View } from '../metrics/view.ts';
import type { Seeds } from '../numerics/streams.ts';
import type { Rule } from '../settings/kind.ts';
import type { TrainingSettings } from '../training/settings.ts';
import type { Run } from '../training/setup.ts';

/** What a twin is made from: all that the run was made from, and the run at step 0. */
export interface TwinContext {
  readonly settings: TrainingSettings;
  readonly seeds: Seeds;
  readonly engine: Engine;
  readonly run: Run;
}

/** Settings that twins read, besides those of every run. */
export interface TwinSettings extends TrainingSettings {
  readonly coordinates: readonly [number, number];
  readonly stepSize: number;
  readonly testSize: number;
  readonly kernelSamples: number;
}

/** When the run is looked at. */
interface Moment {
  /** Steps the run has made. */
  readonly step: number;
  /** T = stepSize × step. */
  readonly time: number;
  /** Whether phase 1 is over. */
  readonly found: boolean;
}

/** What a twin shows at one moment: `distance` from the run, and what it shares with the run's metrics. */
export type Sight = Readonly<Record<string, number | readonly number[] | undefined>>;

/** Another dynamics from the same start. */
export interface Twin {
  /** Makes a step of its own, after one of the run; a twin in continuous time waits for the next look. */
  follow?(): void;
  /**
   * Looks at both at a measurement of the run, which it leaves as it is.
   *
   * @returns undefined where the twin is not defined: before its start, beyond its budget
   */
  look(view: View, moment: Moment): Sight | undefined;
}

/** A twin that can be asked for by name. */
export interface TwinKind {
  readonly name: string;
  readonly doc: string;
  readonly source?: string;
  /** What its `distance` is. */
  readonly distance: string;
  /** Settings under which it can run; the resolver asks them when the twin is asked for. */
  readonly rules: readonly Rule[];
  /** Starts one beside a run at its start. */
  create(context: TwinContext): Twin;
}
