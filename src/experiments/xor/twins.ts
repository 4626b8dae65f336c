import { z } from 'zod';
import { field, type Rule } from '../../settings/kind.ts';
import { twins } from '../../twins/index.ts';
import type { Sight, TwinKind } from '../../twins/twin.ts';
import type { Snapshot, TrialContext, Watcher } from '../experiment.ts';
import { signalIsFound } from './phases.ts';

/** What of twins can be set. */
export const twinFields = {
  twins: field(z.array(z.enum(twins.map(({ name }) => name))).default([]), {
    doc: `other dynamics from the same start, followed along the run: ${twins.map(({ name }) => name).join(', ')}`,
  }),
  kernelSamples: field(
    z
      .int()
      .min(1)
      .max(2 ** 20)
      .default(16_000),
    { doc: 'samples for which the twin kernel follows the run; its cost grows as their square' },
  ),
};

const asked = (settings: Readonly<Record<string, unknown>>): TwinKind[] =>
  ((settings.twins as readonly string[] | undefined) ?? []).map(
    (name) => twins.find((twin) => twin.name === name)!,
  );

const MOST_WEIGHTS = 2 ** 25;

/** Rules over the settings of a run with twins: each twin once, each where it is defined, all within memory. */
export const twinRules: readonly Rule[] = [
  (settings) =>
    new Set(asked(settings)).size < asked(settings).length
      ? { key: 'twins', allowed: 'all different' }
      : undefined,
  (settings) =>
    asked(settings).length > 0 && (settings.changes as readonly unknown[]).length > 0
      ? { key: 'changes', allowed: 'left out where twins are asked for' }
      : undefined,
  (settings) =>
    asked(settings).length > 0 && settings.inputs === 'rotated-hypercube'
      ? { key: 'inputs', allowed: 'in the basis of the target where twins are asked for' }
      : undefined,
  (settings) =>
    asked(settings).length > 0 && (settings.inputDim as number) * (settings.width as number) > MOST_WEIGHTS
      ? {
          key: 'width',
          allowed: `at most ${Math.floor(MOST_WEIGHTS / (settings.inputDim as number))} with ${settings.inputDim} inputs and twins`,
        }
      : undefined,
  (settings) => {
    for (const twin of asked(settings)) {
      for (const rule of twin.rules) {
        const violation = rule(settings);
        if (violation) return violation;
      }
    }
    return undefined;
  },
];

/** A column of a twin over the measured steps; null where the twin is not defined. */
type Column = readonly (number | null | readonly (number | null)[])[];

/** A twin's columns: `distance`, and the metrics it shares with the run. */
export type TwinSeries = { readonly distance: readonly (number | null)[] } & Readonly<Record<string, Column>>;

/** A measurement at which a twin was followed. */
interface Followed {
  readonly time: number;
  readonly samples: number;
  readonly distance: number;
}

/** What a twin came to. */
export interface TwinSummary {
  readonly doc: string;
  /** What its distance is. */
  readonly distance: string;
  /** At the first measurement where phase 1 is over; null when it is not, or the twin was not followed so far. */
  readonly distanceAtPhase1End: number | null;
  readonly distanceAtEnd: number | null;
  /** The last measurement with a distance; null when there is none. */
  readonly lastFollowed: Followed | null;
}

/** Follows the twins that the settings ask for. */
export function watchTwins(context: TrialContext): Watcher | undefined {
  const kinds = asked(context.settings as unknown as Readonly<Record<string, unknown>>);
  if (kinds.length === 0) return undefined;
  const pairs = kinds.map((kind) => ({
    kind,
    twin: kind.create(context),
    sights: [] as (Sight | undefined)[],
  }));
  const seen: Snapshot[] = [];
  let found = false;
  return {
    name: 'twins',
    follow() {
      for (const { twin } of pairs) twin.follow?.();
    },
    observe(view, snapshot) {
      found ||= signalIsFound(snapshot);
      seen.push(snapshot);
      const { step, time } = snapshot;
      for (const { twin, sights } of pairs) sights.push(twin.look(view, { step, time, found }));
    },
    summary: () =>
      Object.fromEntries(pairs.map(({ kind, sights }) => [kind.name, summaryOf(kind, sights, seen)])),
    series: () => Object.fromEntries(pairs.map(({ kind, sights }) => [kind.name, columnsOf(sights)])),
  };
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

function columnsOf(sights: readonly (Sight | undefined)[]): TwinSeries {
  const names = new Set(['distance', ...sights.flatMap((sight) => Object.keys(sight ?? {}))]);
  const entry = (value: Sight[string]) =>
    typeof value === 'object' ? value.map(finite) : finite(value as number | undefined);
  const columns = [...names].map((name) => [name, sights.map((sight) => entry(sight?.[name]))]);
  return Object.fromEntries(columns) as TwinSeries;
}

function summaryOf(
  kind: TwinKind,
  sights: readonly (Sight | undefined)[],
  seen: readonly Snapshot[],
): TwinSummary {
  const distances = columnsOf(sights).distance;
  const found = seen.findIndex(signalIsFound);
  const last = distances.findLastIndex((distance) => distance !== null);
  return {
    doc: kind.doc,
    distance: kind.distance,
    distanceAtPhase1End: distances[found] ?? null,
    distanceAtEnd: distances.at(-1) ?? null,
    lastFollowed:
      last < 0 ? null : { time: seen[last]!.time, samples: seen[last]!.samples, distance: distances[last]! },
  };
}
