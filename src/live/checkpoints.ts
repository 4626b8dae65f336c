import type { Checkpoint } from '../experiments/trial.ts';

/** What checkpoints may take together. */
interface Room {
  readonly count: number;
  readonly bytes: number;
}

const ROOM: Room = { count: 128, bytes: 64 * 2 ** 20 };

/** Moments of a trial to go back to: dense at first, thinned out as they become many. */
export interface Checkpoints {
  /**
   * Offers a moment of a trial.
   *
   * @param measured how many measurements it has behind it
   * @param make called where it is to be kept; undefined where it cannot be
   */
  offer(measured: number, make: () => Checkpoint | undefined): void;
  /** The latest kept at or before a step. */
  before(step: number): Checkpoint | undefined;
  /** Forgets what comes after a step. */
  forgetAfter(step: number): void;
}

/**
 * None yet. Of every stretch of so many measurements the first moment offered is kept; where there is no room, stretches
 * become twice as long. So the start stays, and what has to be trained again is at most a stretch.
 */
export function createCheckpoints(room = ROOM): Checkpoints {
  let kept: Checkpoint[] = [];
  let stretch = 1;
  const stretchOf = (measured: number) => Math.floor(measured / stretch);
  const isInStretch = (measured: number) => (one: Checkpoint) =>
    stretchOf(one.snapshots.length) === stretchOf(measured);
  return {
    offer(measured, make) {
      if (kept.some(isInStretch(measured))) return;
      const checkpoint = make();
      if (!checkpoint) return;
      kept = [...kept, checkpoint].sort((a, b) => a.step - b.step || a.snapshots.length - b.snapshots.length);
      const most = Math.max(1, Math.min(room.count, room.bytes / bytesOf(checkpoint)));
      while (kept.length > most) {
        stretch *= 2;
        kept = kept.filter((one, i) => kept.findIndex(isInStretch(one.snapshots.length)) === i);
      }
    },
    before: (step) => kept.findLast((one) => one.step <= step),
    forgetAfter(step) {
      kept = kept.filter((one) => one.step <= step);
    },
  };
}

/** What a checkpoint has for itself: its weights and its list of measurements, which themselves are shared. */
const bytesOf = ({ layers: { firstLayer, secondLayer }, snapshots }: Checkpoint) =>
  firstLayer.byteLength + secondLayer.byteLength + 8 * snapshots.length;
