import type { Checkpoint } from '../experiments/trial.ts';

/** Moments kept at a time, and the room their weights may take. */
const MOST = 128;
const BYTES = 64 * 2 ** 20;

/** Moments of a trial to go back to: dense at first, thinned out as they become many. */
export interface Checkpoints {
  /** Offers the moment after a measurement; `make` is called where it is to be kept. */
  offer(measurement: number, make: () => Checkpoint | undefined): void;
  /** The latest kept at or before a step. */
  before(step: number): Checkpoint | undefined;
  /** Forgets what comes after a step. */
  forgetAfter(step: number): void;
}

/** None yet; those of every `stride`-th measurement are kept, a stride that doubles when there are too many. */
export function createCheckpoints(): Checkpoints {
  let kept: { readonly measurement: number; readonly checkpoint: Checkpoint }[] = [];
  let stride = 1;
  return {
    offer(measurement, make) {
      if (measurement % stride !== 0 || kept.some((one) => one.measurement === measurement)) return;
      const checkpoint = make();
      if (!checkpoint) return;
      kept.push({ measurement, checkpoint });
      const most = Math.max(2, Math.min(MOST, BYTES / bytesOf(checkpoint)));
      if (kept.length <= most) return;
      stride *= 2;
      kept = kept.filter((one) => one.measurement % stride === 0);
    },
    before: (step) => kept.findLast(({ checkpoint }) => checkpoint.step <= step)?.checkpoint,
    forgetAfter(step) {
      kept = kept.filter(({ checkpoint }) => checkpoint.step <= step);
    },
  };
}

const bytesOf = ({ layers: { firstLayer, secondLayer } }: Checkpoint) =>
  firstLayer.byteLength + secondLayer.byteLength;
