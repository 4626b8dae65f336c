import type { Reals, Samples } from '../engines/engine.ts';

/** What may be taken off the labels of a batch before a step. */
export const preprocessings = ['none', 'mean', 'linear'] as const;
/** `none`, `mean` (the mean) or `linear` (mean and linear part). */
export type PreprocessingName = (typeof preprocessings)[number];

/**
 * The Hermite parts of lowest degree of the labels, y ↦ y − m − b·z with m = mean of y and b = mean of y z, both
 * estimated from the very batch they are taken off.
 */
export interface LowerParts {
  /** Begins a new batch: nothing is taken off until it is known. */
  begin(): void;
  /** Takes samples of the batch into account. */
  add(samples: Samples, labels: Reals): void;
  /** Ends the batch: what it has is taken off from now on. */
  end(): void;
  /** Takes the parts off labels. */
  remove(samples: Samples, labels: Reals): void;
}

/** @returns undefined for `none` */
export function createLowerParts(name: PreprocessingName, inputDim: number): LowerParts | undefined {
  if (name === 'none') return undefined;
  const slope = new Float64Array(name === 'linear' ? inputDim : 0);
  let mean = 0;
  let count = 0;
  let isKnown = false;
  return {
    begin() {
      slope.fill(0);
      mean = count = 0;
      isKnown = false;
    },
    add(samples, labels) {
      const { array } = samples.rows;
      for (let s = 0; s < samples.count; s++) {
        mean += labels[s]!;
        for (let k = 0; k < slope.length; k++) slope[k]! += labels[s]! * array[s * samples.stride + k]!;
      }
      count += samples.count;
    },
    end() {
      isKnown = count > 0;
    },
    remove(samples, labels) {
      if (!isKnown) return;
      const { array } = samples.rows;
      for (let s = 0; s < samples.count; s++) {
        let part = mean;
        for (let k = 0; k < slope.length; k++) part += slope[k]! * array[s * samples.stride + k]!;
        labels[s]! -= part / count;
      }
    },
  };
}
