import type { Experiment } from '../../experiments/experiment.ts';
import { experiments } from '../../experiments/index.ts';
import { parseRule } from '../../experiments/rule.ts';
import type { Seeds } from '../../numerics/streams.ts';
import { Misuse } from '../../settings/misuse.ts';
import { nearest } from '../../settings/nearest.ts';
import { allFields, jsonField, refuse } from '../../settings/resolve.ts';
import { type AxisValues, axisValues } from './axes.ts';
import { type BracketRule, bracketRule } from './bracket-rule.ts';
import { type BudgetRule, budgetRule } from './budget.ts';
import { seedPlan } from './seed-plan.ts';
import { resolveSlurm, type SlurmSettings } from './slurm-settings.ts';

/** How an error names a place in a sweep file: `sweep.yaml:3:10: inputDim`. */
export type PathLabel = (...path: string[]) => string;

/** A sweep file, checked but for the settings themselves. */
export interface Sweep {
  readonly experiment: Experiment;
  /** What all trials share; numbers may be expressions in other settings. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What is varied: every combination of values makes a cell. */
  readonly axes: Readonly<Record<string, AxisValues>>;
  /** Of the trials of each cell. */
  readonly seeds: readonly Seeds[];
  /** A search that decides which trials are done, in the place of doing all. */
  readonly bracket?: BracketRule;
  /** The rule of success as text, over what is measured: as given, else where trials stop, else the experiment's. */
  readonly success: string;
  /** When a trial gives up. */
  readonly budget?: BudgetRule;
  /** Whether series of measurements are kept, in files beside the shards. */
  readonly series: boolean;
  /** How it is sent to Slurm, where it is. */
  readonly slurm: SlurmSettings;
}

const KEYS = ['experiment', 'settings', 'axes', 'seeds', 'success', 'budget', 'series', 'slurm', 'bracket'];

/**
 * Reads what a sweep file holds.
 *
 * @param values the file as a map
 * @param label how errors name a key of it
 * @throws Misuse with one sentence that names the key, what is allowed and what came
 */
export function readSweep(
  values: Readonly<Record<string, unknown>>,
  label: PathLabel = (...path) => path.join('.'),
): Sweep {
  const unknown = Object.keys(values).find((key) => !KEYS.includes(key));
  if (unknown) refuseKey(unknown, label);
  const experiment = experimentNamed(values.experiment, label('experiment'));
  const settings = mapAt(values, 'settings', label);
  const axes = mapAt(values, 'axes', label);
  const twice = Object.keys(axes).find((key) => Object.hasOwn(settings, key));
  if (twice) throw new Misuse(`${label('axes', twice)} stands under settings too: give one of the two`);
  const bracket = bracketRule(values.bracket, experiment, (...path) => label('bracket', ...path));
  if (bracket && (Object.hasOwn(axes, bracket.setting) || Object.hasOwn(settings, bracket.setting))) {
    throw new Misuse(
      `${label('bracket', 'setting')} ${bracket.setting} stands under settings or axes too: the search gives its values`,
    );
  }
  const budget = budgetRule(values.budget, (...path) => label('budget', ...path));
  return {
    experiment,
    settings,
    axes: Object.fromEntries(
      Object.entries(axes).map(([key, axis]) => [key, valuesOf(axis, key, experiment, label)]),
    ),
    seeds: seedPlan(bracket ? searchSeeds(values.seeds, bracket, label) : values.seeds, (...path) =>
      label('seeds', ...path),
    ),
    ...(bracket && { bracket }),
    success: successRule(values.success ?? stopRule(settings), experiment, label('success')),
    ...(budget && { budget }),
    series: flag(values.series, label('series')),
    slurm: resolveSlurm(values.slurm, (...path) => label('slurm', ...path)),
  };
}

/** A search takes as many seeds as it needs, from the first on. */
function searchSeeds(given: unknown, { trialsPerValue }: BracketRule, label: PathLabel): unknown {
  const { first = 0, ...rest } = (given ?? {}) as Record<string, unknown>;
  if (Object.keys(rest).length > 0 || Array.isArray(given)) {
    refuse(label('seeds'), '{first: 0} with a search, which takes as many as it needs', given);
  }
  return { first, count: trialsPerValue };
}

function valuesOf(axis: unknown, key: string, experiment: Experiment, label: PathLabel): AxisValues {
  const field = allFields(experiment)[key];
  return axisValues(axis, field !== undefined && jsonField(field).type === 'integer', label('axes', key));
}

/** A key that is none of a sweep file; one that is a setting is most likely at the wrong level. */
function refuseKey(key: string, label: PathLabel): never {
  const fields = experiments.flatMap((experiment) => Object.keys(allFields(experiment)));
  if (fields.includes(key)) {
    throw new Misuse(
      `${label(key)} is a setting: it belongs under settings, or under axes where it takes several values`,
    );
  }
  throw new Misuse(
    `${label(key)} is not part of a sweep file; the nearest are ${nearest(key, KEYS).join(', ')}`,
  );
}

function experimentNamed(name: unknown, label: string): Experiment {
  const known = experiments.map((experiment) => experiment.name);
  if (name === undefined) throw new Misuse(`${label} is missing: one of ${known.join(', ')}`);
  return (
    experiments.find((experiment) => experiment.name === name) ??
    refuse(label, `one of ${known.join(', ')}`, name)
  );
}

function mapAt(
  values: Readonly<Record<string, unknown>>,
  key: string,
  label: PathLabel,
): Record<string, unknown> {
  const given = values[key] ?? {};
  if (typeof given === 'object' && !Array.isArray(given)) return given as Record<string, unknown>;
  return refuse(label(key), 'key: value lines', given);
}

/** Where trials stop at a rule and nothing else is said, reaching it is success. */
const stopRule = ({ stopWhen }: Readonly<Record<string, unknown>>) =>
  typeof stopWhen === 'string' ? stopWhen : undefined;

function successRule(given: unknown, experiment: Experiment, label: string): string {
  if (given === undefined) return experiment.success;
  if (typeof given !== 'string') refuse(label, 'a comparison such as "testError < 0.01"', given);
  try {
    parseRule(given as string);
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    refuse(label, `a comparison that can be read (${error.message})`, given);
  }
  return given as string;
}

function flag(given: unknown = false, label: string): boolean {
  return typeof given === 'boolean' ? given : refuse(label, 'true or false', given);
}
