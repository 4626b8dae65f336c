import { samplesOfKernel } from '../../experiments/xor/kernel/prediction.ts';
import { freePower } from '../../fits/laws.ts';
import { exp, log } from '../../numerics/elementary.ts';
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

/** A power of d that theory predicts, through the middle of the groups' fit whose own power is nearest; undefined without one. */
export function powerCurve(
  power: number,
  results: SweepResults,
  groups: readonly FittedGroup[],
): Curve | undefined {
  const distance = ({ exponent }: FittedGroup) =>
    'refused' in exponent || exponent.estimate === null ? Infinity : Math.abs(exponent.estimate - power);
  const nearest = groups.reduce<FittedGroup | undefined>(
    (best, group) => (distance(group) < (best ? distance(best) : Infinity) ? group : best),
    undefined,
  );
  const fit = nearest?.curves.find(({ fit }) => fit.law === freePower)?.fit;
  if (!nearest || !fit) return undefined;
  const logs = results.cells.map(({ at }) => log(at[nearest.against] as number));
  const middle = (Math.min(...logs) + Math.max(...logs)) / 2;
  const height = fit.level + fit.exponent! * middle;
  return {
    name: `d^${power}`,
    role: 'reference',
    at: (x) => exp(height + power * (log(x) - middle)),
  };
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
