import { type NeuronParts, neuronParts } from '../metrics/neuron-parts.ts';
import type { View } from '../metrics/view.ts';
import { type Constants, constantsOf } from './constants.ts';
import { type HeavySet, heavySet, massShare, restrictedMargins } from './heavy-set.ts';
import {
  holds,
  type Inequality,
  type Moment,
  type Place,
  type Scope,
  type Sides,
  slackOf,
} from './inequality.ts';

/** The first measurement in scope at which an inequality did not hold. */
interface Breach extends Place {
  /** Row of the first layer, from 0; null where no one neuron is to blame. */
  readonly neuron: number | null;
  readonly left: number;
  readonly right: number;
}

/** Where an inequality came nearest to breaking, or broke most: the smallest right − left. */
interface SmallestSlack {
  readonly value: number;
  /** value/|right|; null where right is 0. */
  readonly relative: number | null;
  readonly step: number;
  readonly time: number;
  readonly neuron: number | null;
}

/** What became of one inequality. */
export interface LedgerEntry {
  readonly name: string;
  readonly scope: Scope;
  readonly statement: string;
  readonly constants: Readonly<Record<string, number>>;
  readonly firstViolation: Breach | null;
  /** null where it was never in scope, or its slack never a number. */
  readonly smallestSlack: SmallestSlack | null;
}

/** A ledger at the end of its run. */
export interface LedgerSummary {
  /** The first measurement at which the network was signal-heavy; null when it never was. */
  readonly tuningBegan: Place | null;
  /** Share of the squared norm that heavy neurons had, at most, up to that moment, and the share asked for. */
  readonly heavyShare: { readonly largest: number; readonly needed: number };
  readonly inequalities: readonly LedgerEntry[];
}

/** An inequality over the measurements: null out of its scope. The left side is right − slack. */
export interface LedgerColumn {
  readonly slack: readonly (number | null)[];
  readonly right: readonly (number | null)[];
}

/** Inequalities held against a run, measurement by measurement. */
export interface Ledger {
  /**
   * Looks at one measurement; call it in order.
   *
   * @param found whether phase 1 is over
   */
  observe(view: View, at: Place & Pick<Moment, 'values'>, found: boolean): void;
  /** What it came to. */
  summary(): LedgerSummary;
  /** Both sides of each inequality over the measurements. */
  series(): Readonly<Record<string, LedgerColumn>>;
  /** All that it remembers, as plain data. */
  save(): LedgerMemory;
  /** Takes over what a ledger of the same inequalities remembered. */
  restore(memory: LedgerMemory): void;
}

/** What a ledger remembers. */
export interface LedgerMemory {
  readonly finding: boolean;
  readonly startParts: NeuronParts | undefined;
  readonly tuning: TuningMemory;
  readonly accounts: readonly AccountMemory[];
}

interface TuningMemory {
  readonly began: Place | null;
  readonly set: HeavySet | undefined;
  readonly largest: number;
}

interface AccountMemory {
  /** The ledger's own, which grows on: a long run has many memories, and their columns are one and the same. */
  readonly column: LedgerColumn;
  /** Entries of it that were made. */
  readonly length: number;
  readonly firstViolation: Breach | null;
  readonly smallestSlack: SmallestSlack | null;
}

/**
 * An empty ledger. The `tuning` inequalities speak of the neurons that are heavy when heavy neurons first have the
 * share of the squared norm that the constants ask for: the set S is fixed then, as in the induction of the proof.
 *
 * @param settings resolved settings of the run, the constants among them
 */
export function createLedger(inequalities: readonly Inequality[], settings: Moment['settings']): Ledger {
  const constants = constantsOf(settings);
  const accounts = inequalities.map((inequality) => openAccount(inequality, constants));
  const tuning = awaitTuning(constants);
  let finding = true;
  let startParts: NeuronParts | undefined;
  return {
    observe(view, { step, time, samples, values }, found) {
      const place = { step, time, samples };
      finding &&= !found;
      const heavy = tuning.heavyAt(view, place);
      const inScope = { finding, tuning: heavy !== undefined, always: true };
      startParts ??= neuronParts({ ...view, layers: view.start });
      const restricted = heavy && restrictedMargins(view, heavy);
      const moment = { ...place, view, values, settings, constants, heavy, restricted, startParts };
      for (const account of accounts) account.enter(inScope[account.scope], moment);
    },
    summary: () => ({ ...tuning.summary(), inequalities: accounts.map(({ entry }) => entry()) }),
    series: () => Object.fromEntries(accounts.map(({ name, column }) => [name, column()])),
    save: () => ({
      finding,
      startParts,
      tuning: tuning.save(),
      accounts: accounts.map(({ save }) => save()),
    }),
    restore(memory) {
      ({ finding, startParts } = memory);
      tuning.restore(memory.tuning);
      for (const [i, account] of accounts.entries()) account.restore(memory.accounts[i]!);
    },
  };
}

/** Waits for the network to become signal-heavy, and keeps the set of neurons that were so then. */
function awaitTuning(constants: Constants) {
  let began: Place | null = null;
  let set: HeavySet | undefined;
  let largest = 0;
  return {
    heavyAt(view: View, place: Place): HeavySet | undefined {
      if (set) return set;
      const candidate = heavySet(view, constants);
      const share = massShare(view, candidate);
      largest = Math.max(largest, share || 0);
      if (!(share >= constants.heavyShare)) return undefined;
      began = place;
      set = candidate;
      return set;
    },
    summary: () => ({ tuningBegan: began, heavyShare: { largest, needed: constants.heavyShare } }),
    save: (): TuningMemory => ({ began, set, largest }),
    restore(memory: TuningMemory): void {
      ({ began, set, largest } = memory);
    },
  };
}

/** One inequality's page: its columns, its first breach and its smallest slack. */
function openAccount(inequality: Inequality, constants: Constants) {
  const { name, scope, symbol } = inequality;
  let column = { slack: [] as (number | null)[], right: [] as (number | null)[] };
  let firstViolation: Breach | null = null;
  let smallestSlack: SmallestSlack | null = null;
  return {
    name,
    scope,
    column: (): LedgerColumn => column,
    enter(inScope: boolean, moment: Moment): void {
      const sides = inScope ? inequality.measure(moment) : undefined;
      column.slack.push(sides ? slackOf(sides) : null);
      column.right.push(sides ? sides.right : null);
      if (!sides) return;
      if (!holds(sides)) firstViolation ??= breachAt(moment, sides);
      const slack = slackOf(sides);
      if (Number.isNaN(slack)) return;
      if (!smallestSlack || slack < smallestSlack.value) smallestSlack = slackAt(moment, sides);
    },
    entry: (): LedgerEntry => ({
      name,
      scope,
      statement: symbol,
      constants: Object.fromEntries(inequality.constants.map((key) => [key, constants[key]])),
      firstViolation,
      smallestSlack,
    }),
    save: (): AccountMemory => ({ column, length: column.slack.length, firstViolation, smallestSlack }),
    restore(memory: AccountMemory): void {
      const { slack, right } = memory.column;
      column = { slack: slack.slice(0, memory.length), right: right.slice(0, memory.length) };
      ({ firstViolation, smallestSlack } = memory);
    },
  };
}

function breachAt({ step, time, samples }: Place, { left, right, neuron }: Sides): Breach {
  return { step, time, samples, neuron: neuron ?? null, left, right };
}

function slackAt({ step, time }: Place, sides: Sides): SmallestSlack {
  const value = slackOf(sides);
  const relative = sides.right === 0 ? null : value / Math.abs(sides.right);
  return { value, relative, step, time, neuron: sides.neuron ?? null };
}
