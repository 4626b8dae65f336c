import type { Experiment } from '../../experiments/experiment.ts';
import { resolveTrial, type TrialSettings } from '../../experiments/trial.ts';
import type { Seeds } from '../../numerics/streams.ts';
import { canonicalJson, trialIds } from '../../settings/canonical.ts';
import { Misuse } from '../../settings/misuse.ts';
import type { Cell } from '../results.ts';
import type { BracketRule } from './bracket-rule.ts';
import { maxTimeOf } from './budget.ts';
import { formulasOf } from './formulas.ts';
import type { PathLabel, Sweep } from './sweep.ts';

/** Every trial of a sweep: each cell with each seed. */
export interface Plan {
  readonly experiment: Experiment;
  /** The rule of success, as text. */
  readonly success: string;
  readonly series: boolean;
  /** The settings that vary, and those that expressions make vary with them. */
  readonly axes: readonly string[];
  readonly derived: readonly string[];
  readonly cells: readonly PlannedCell[];
  readonly seeds: readonly Seeds[];
  /** Trials: cells × seeds; with a search the most there can be. */
  readonly size: number;
  /** A search that decides which of them are done. */
  readonly bracket?: BracketRule;
}

/** A plan that travels between threads: plain data, its experiment by name. */
export type PlanOutline = Omit<Plan, 'experiment'> & { readonly experiment: { readonly name: string } };

/** A cell with its settings resolved. */
export interface PlannedCell extends Cell {
  readonly settings: Cell['settings'] & TrialSettings;
}

/** One trial to do. */
export interface PlannedTrial {
  readonly id: string;
  readonly cell: PlannedCell;
  readonly seeds: Seeds;
}

const MOST_CELLS = 1_000_000;
const MOST_TRIALS = 5_000_000;

/** The largest maxTime there is. */
const LATEST = 1e6;

/**
 * Resolves every cell of a sweep.
 *
 * @throws Misuse where a combination of settings is not allowed, naming the setting and its place in the file
 */
export function planOf(sweep: Sweep, label: PathLabel = (...path) => path.join('.')): Plan {
  const { experiment, success, series, seeds, bracket } = sweep;
  const given = bracket ? { ...sweep.axes, [bracket.setting]: bracket.values } : sweep.axes;
  const formulas = formulasOf(experiment);
  const place = (key: string) => {
    if (key === 'maxSamples' && sweep.budget) return label('budget', sweep.budget.unit);
    return label(Object.hasOwn(given, key) ? 'axes' : 'settings', key);
  };
  const isGiven = (key: string) => given[key]!.length === 1 && formulas.isFormula(key, given[key]![0]);
  const names = Object.keys(given);
  const axes = names.filter((key) => !isGiven(key));
  const derived = names.filter(isGiven);
  const varying = [...axes, ...derived];
  refuseTooMany(
    varying.map((key) => given[key]!.length),
    seeds.length,
    label,
  );
  const combinations = combine(varying.map((key) => given[key]!));
  const cells = combinations.map((combination) => {
    const varied = Object.fromEntries(varying.map((key, k) => [key, combination[k]]));
    const values = formulas.evaluate({ ...sweep.settings, ...varied }, place);
    const settings = resolveTrial(
      experiment,
      withBudget(sweep, values, formulas, { label, settingLabel: place }),
      place,
    );
    return { at: Object.fromEntries(varying.map((key) => [key, values[key]])), settings: { ...settings } };
  });
  const different = distinct(cells);
  return {
    experiment,
    success,
    series,
    ...(bracket && { bracket }),
    axes,
    derived,
    cells: different,
    seeds,
    size: different.length * seeds.length,
  };
}

/** Before anything of that size is made. */
function refuseTooMany(lengths: readonly number[], seeds: number, label: PathLabel): void {
  const cells = lengths.reduce((product, length) => product * length, 1);
  if (cells > MOST_CELLS) {
    throw new Misuse(`${label('axes')} must have at most ${MOST_CELLS} combinations of values, got ${cells}`);
  }
  if (cells * seeds > MOST_TRIALS) {
    throw new Misuse(
      `${label('seeds')} must make at most ${MOST_TRIALS} trials, got ${cells} cells with ${seeds} seeds each`,
    );
  }
}

function combine(axes: readonly (readonly unknown[])[]): unknown[][] {
  return axes.reduce<unknown[][]>(
    (rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  );
}

type Values = Readonly<Record<string, unknown>>;

function withBudget(
  { budget, experiment }: Sweep,
  given: Values,
  formulas: ReturnType<typeof formulasOf>,
  { label, settingLabel }: { readonly label: PathLabel; readonly settingLabel: (key: string) => string },
): Values {
  if (!budget) return given;
  const place = label('budget', budget.unit);
  const isCounted = Object.hasOwn(experiment.settings, 'maxSamples');
  if (isCounted && budget.unit !== 'samples')
    throw new Misuse(`${place} means nothing to ${experiment.name}: give samples`);
  for (const key of ['maxTime', 'steps', 'maxSamples']) {
    if (given[key] !== undefined)
      throw new Misuse(`${place} and the setting ${key} both end a trial: give one of the two`);
  }
  const amount = formulas.numberAt(String(budget.amount), given, place);
  if (!(amount > 0)) throw new Misuse(`${place} must be above 0, got ${amount}`);
  if (isCounted) return { ...given, maxSamples: Math.round(amount) };
  const maxTime = maxTimeOf(budget, amount, resolveTrial(experiment, given, settingLabel));
  if (maxTime <= LATEST) return { ...given, maxTime };
  throw new Misuse(
    `${place} must end a trial before time ${LATEST}, got ${amount}, which is time ${maxTime}`,
  );
}

/** Cells that came out equal, as expressions and rounding may make them, are one. */
function distinct(cells: readonly PlannedCell[]): PlannedCell[] {
  const known = new Map<string, PlannedCell>();
  for (const cell of cells) {
    const key = canonicalJson(cell.settings);
    if (!known.has(key)) known.set(key, cell);
  }
  return [...known.values()];
}

/**
 * Ids of all trials, in the order of `trialAt`.
 *
 * @param sha256 a faster one than ours, where there is one
 */
export function planIds(
  { experiment, cells, seeds }: PlanOutline,
  sha256?: (text: string) => string,
): string[] {
  const idsOfCells = cells.map(({ settings }) => trialIds(experiment.name, settings, sha256));
  return seeds.map(canonicalJson).flatMap((seed) => idsOfCells.map((idOf) => idOf(seed)));
}

/** Cell and seeds of the trial of a number: every cell with the first seeds, then every cell with the second ones … */
export function trialAt({ cells, seeds }: PlanOutline, index: number): Omit<PlannedTrial, 'id'> {
  return { cell: cells[index % cells.length]!, seeds: seeds[Math.floor(index / cells.length)]! };
}
