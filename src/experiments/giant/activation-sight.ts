import type { Activation } from '../../engines/engine.ts';
import { exp } from '../../numerics/elementary.ts';
import type { Sight } from '../../theory/sight.ts';

/** Nothing of a Gaussian is beyond it that could be seen. */
const REACH = 12;

/** Intervals of Simpson's rule on either side of 0, where an activation may have a kink. */
const INTERVALS = 2000;

/** What quadrature leaves of a coefficient that is 0; no activation here has one so small. */
const ERROR = 1e-7;

/** c_k = E[σ(x) He_k(x)] for k = 0 … degree. */
export function sightOf(name: string, activation: Activation, degree: number): Sight {
  const sums = new Float64Array(degree + 1);
  const step = REACH / INTERVALS;
  for (let i = -INTERVALS; i <= INTERVALS; i++) {
    const x = i * step;
    const isEnd = i === 0 ? 2 : Number(Math.abs(i) === INTERVALS);
    const weight = isEnd > 0 ? isEnd : i % 2 === 0 ? 2 : 4;
    const share = (weight / 3) * step * activation.value(x) * exp(-(x * x) / 2) * DENSITY_AT_0;
    let [before, he] = [0, 1];
    for (let k = 0; k <= degree; k++) {
      sums[k]! += share * he;
      [before, he] = [he, x * he - k * before];
    }
  }
  return { activation: name, coefficients: Array.from(sums, (value) => ({ value, errorBound: ERROR })) };
}

/** 1/√(2π). */
const DENSITY_AT_0 = 0.3989422804014327;
