import type { TrialSource } from './source.ts';

/** Trials that travel to a worker in one message. */
export interface Batches {
  /** The next ones; undefined where there is none now. */
  take(): readonly number[] | undefined;
  /** Hears how long a trial took, in s. */
  took(seconds: number): void;
}

/** Short trials travel together, so many that they take about this long, in s: a message costs about 1 ms. */
const BATCH_SECONDS = 0.1;
const MOST_TOGETHER = 64;

/** Weight of the latest trial in the mean of what they take. */
const LATEST = 0.1;

/**
 * Gathers trials into batches; the first travel alone, until it is known how long they take.
 *
 * @param isSingle whether all travel alone: where a search waits for each, or a user's module could end the worker
 */
export function createBatches(source: Pick<TrialSource, 'take'>, isSingle: boolean): Batches {
  let mean = Infinity;
  return {
    take() {
      const most = isSingle ? 1 : Math.min(MOST_TOGETHER, Math.max(1, Math.round(BATCH_SECONDS / mean)));
      const batch: number[] = [];
      while (batch.length < most) {
        const next = source.take();
        if (next === undefined) break;
        batch.push(next);
      }
      return batch.length > 0 ? batch : undefined;
    },
    took(seconds) {
      mean = mean === Infinity ? seconds : (1 - LATEST) * mean + LATEST * seconds;
    },
  };
}
