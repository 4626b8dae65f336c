import type { Snapshot } from '../experiment.ts';

/** Between which two measurements something first held: [last before, first after] in each unit. */
export interface Crossing {
  readonly steps: readonly [number, number];
  readonly time: readonly [number, number];
  readonly samples: readonly [number, number];
}

/** The first measurement at which `holds`, with the one before it; null when it never held. */
export function firstCrossing(
  snapshots: readonly Snapshot[],
  holds: (snapshot: Snapshot) => boolean,
): Crossing | null {
  const index = snapshots.findIndex(holds);
  const after = snapshots[index];
  if (!after) return null;
  const before = snapshots[Math.max(0, index - 1)]!;
  return {
    steps: [before.step, after.step],
    time: [before.time, after.time],
    samples: [before.samples, after.samples],
  };
}

const numberOf = (snapshot: Snapshot, metric: string) => snapshot.values[metric] as number;

/** Phase 1 ends: the ‖w‖²-weighted median over neurons of signal/perpendicular reaches 1. */
export const signalIsFound = (snapshot: Snapshot) => numberOf(snapshot, 'signalRatio') >= 1;

/** The features are found, for any target: the same median of the norm in the relevant coordinates/in the others. */
export const featuresAreFound = (snapshot: Snapshot) => numberOf(snapshot, 'relevantRatio') >= 1;

/** The smallest of the four cluster margins. */
const smallestMargin = (snapshot: Snapshot) =>
  Math.min(...(snapshot.values.clusterMargins as readonly number[]));

/** Phase 2 ends: the signal is found and the smallest of the four cluster margins reaches 1. */
export const signalIsTuned = (snapshot: Snapshot) => signalIsFound(snapshot) && smallestMargin(snapshot) >= 1;

/** Less than this share of the test samples wrong. */
export const errorBelow = (share: number) => (snapshot: Snapshot) => numberOf(snapshot, 'testError') < share;
