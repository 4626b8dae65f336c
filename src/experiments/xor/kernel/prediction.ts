import { cubeSpectrum, interpolationError, samplesToError } from '../../../theory/kernel-spectrum.ts';
import { kernels } from './kernels.ts';
import type { KernelSettings } from './settings.ts';

/** What theory says of a trial: the error at a number of samples, and the samples at which it falls below one. */
export interface Prediction {
  errorAt(samples: number): number;
  samplesTo(error: number): number;
}

/** Below, there are no more parities of degree seven than samples. */
const LEAST_INPUTS = 12;
/** Above, 2^−d is no number of normal precision. */
const MOST_INPUTS = 1000;
/** The spectrum has the degrees up to this. */
const HIGHEST_ORDER = 6;

/** @returns undefined where the closed form does not speak: few inputs, corrupted samples, parities of more than six */
export function predictionOf(settings: KernelSettings): Prediction | undefined {
  const { inputDim, corruption, coordinates, kernel } = settings;
  const order = coordinates.length;
  if (inputDim < LEAST_INPUTS || corruption !== 'none' || order > HIGHEST_ORDER) return undefined;
  const spectrum = cubeSpectrum(kernels.find(({ name }) => name === kernel)!.create({ inputDim, width: 1 }));
  return {
    errorAt: (samples) => interpolationError(spectrum, samples, order),
    samplesTo: (error) => samplesToError(spectrum, error, order),
  };
}

/** What theory says of XOR by the kernel that xor/kernel takes by default: samples to an error below this; NaN where it is silent. */
export function samplesOfKernel(inputDim: number, error: number): number {
  if (inputDim < LEAST_INPUTS || inputDim > MOST_INPUTS) return Number.NaN;
  return samplesToError(cubeSpectrum(kernels[0]!.create({ inputDim, width: 1 })), error);
}
