/** One way to learn the target, at one number of inputs, with one seed. */
export interface WayJob {
  /** Name of the way. */
  readonly way: string;
  readonly inputDim: number;
  readonly seed: number;
}

/** The error to come below: half that of a guess. Kernels need ten times the samples for another 10 %. */
export const LEVEL = 0.25;

/** Samples of the test stream: a share of 1/4 is known to 0.7 %. */
export const TEST_SIZE = 4096;

/** Neurons of both networks. */
export const WIDTH = 64;

/** The seed on which level, step sizes and λ were chosen; the study begins after it. */
export const CHOSEN_ON = 0;
