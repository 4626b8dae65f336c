import { engines } from '../engines/index.ts';
import type { Provenance, TrialRecord } from '../experiments/experiment.ts';
import { experiments } from '../experiments/index.ts';
import { type MomentRule, parseRule } from '../experiments/rule.ts';
import { startTrial, type TrialSettings } from '../experiments/trial.ts';
import type { Seeds } from '../numerics/streams.ts';
import { hitOf } from './hit.ts';
import type { Computed, Hit, LineStatus } from './line.ts';

/** A trial as it travels to a worker: everything in it is resolved. */
export interface TrialOrder {
  readonly experiment: string;
  readonly settings: TrialSettings;
  readonly seeds: Seeds;
  /** The rule of success. */
  readonly success: string;
  /** Whether to keep the series. */
  readonly series: boolean;
}

/** What comes back: lines to write, each one JSON object, without the end of the line. */
export interface PerformedTrial {
  readonly id: string;
  readonly status: LineStatus;
  readonly hit: Hit | null;
  readonly line: string;
  /** How long it took. */
  readonly seconds: number;
  /** `{id, series}`, where it was asked for. */
  readonly series?: string;
}

const rules = new Map<string, MomentRule>();

function ruleOf(text: string): MomentRule {
  const rule = rules.get(text) ?? parseRule(text);
  rules.set(text, rule);
  return rule;
}

/**
 * Does one trial in this thread. The order of a line's keys is `LineHead`'s, then the record's.
 *
 * @param computed says where, once it is known how long it took
 */
export function performTrial(
  order: TrialOrder,
  provenance: Provenance,
  computed: (seconds: number) => Computed,
): PerformedTrial {
  const started = performance.now();
  const experiment = experiments.find(({ name }) => name === order.experiment)!;
  const engine = engines.find(({ precision }) => precision === order.settings.precision)!.create();
  const trial = startTrial(experiment, order.settings, order.seeds, engine);
  while (trial.advance());
  const { series, ...record } = trial.record(provenance, order.series);
  const hit = hitOf(trial.snapshots, ruleOf(order.success), { ...order.settings });
  const seconds = (performance.now() - started) / 1000;
  const line = JSON.stringify({ ...headFirst(record, hit), ...record, computed: computed(seconds) });
  const { id, status } = record;
  return {
    id,
    status: status as LineStatus,
    hit,
    line,
    seconds,
    ...(order.series && { series: JSON.stringify({ id, series }) }),
  };
}

/** Keys keep the place where they first stood, so that what follows changes no order. */
const headFirst = ({ id, status, settings, seeds }: Omit<TrialRecord, 'series'>, hit: Hit) => ({
  id,
  status,
  hit,
  settings,
  seeds,
});
