import type { Work } from '../../claim.ts';

/** XOR from a fixed training set by a kernel. */
export interface KernelJob {
  /** At most `MOST_INPUTS` of the experiment. */
  readonly inputDim: number;
  /** Size of the training set. */
  readonly samples: number;
  readonly testSize: number;
  readonly seed: number;
}

/** Error on fresh samples of the kernel ρκ₀(ρ) that interpolates a training set; null where it cannot. */
export const kernelRegression: Work<KernelJob, { readonly error: number | null }> = {
  name: 'kernel-regression',
  run({ inputDim, samples, testSize, seed }, lab) {
    const given = { inputDim, minSamples: samples, maxSamples: samples, testSize };
    const { status, summary } = lab.record(given, seed, 'xor/kernel');
    return { error: status === 'diverged' ? null : (summary.testError as number) };
  },
};
