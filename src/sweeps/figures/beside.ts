import { samplesOfKernel } from '../../experiments/xor/kernel/prediction.ts';
import type { FittedGroup } from '../fit.ts';
import type { SweepResults } from '../results.ts';
import type { Curve } from './fitted.ts';
import { fittedSeries } from './fitted-series.ts';

/** The power of d that fits another sweep best, as a curve to lay beside; undefined where none could be fitted. */
export function besideCurve(results: SweepResults, groups: readonly FittedGroup[]): Curve | undefined {
  const [first] = fittedSeries(results, groups);
  const power = first?.curves.find(({ name }) => name.startsWith('c·d^'));
  return power && { ...power, role: 'reference', name: `${results.experiment}: ${power.name}` };
}

/** The samples with which a kernel comes below a test error on XOR, by the closed form; straight between integers. */
export const kernelCurve = (error: number): Curve => ({
  name: 'a kernel, by its closed form',
  role: 'reference',
  at(inputDim) {
    const below = Math.floor(inputDim);
    const low = samplesOfKernel(below, error);
    return low + (inputDim - below) * (samplesOfKernel(below + 1, error) - low);
  },
});
