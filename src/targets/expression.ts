import { z } from 'zod';
import type { Formula } from '../formulas/formula.ts';
import { parseFormula } from '../formulas/parse.ts';
import { field, type Kind } from '../settings/kind.ts';
import { Misuse } from '../settings/misuse.ts';
import type { Target } from './target.ts';

const settings = {
  expression: field(z.string().max(500).default('(4*z1 + z1^2 + z2)/2'), {
    symbol: 'f*',
    doc: 'y as a formula in z1, z2, …: + − * / ^, numbers, sqrt, exp, sin, cos, tanh, erf, abs, sign, relu, He0 … He12',
    placeholder: 'formula',
  }),
};

/** y = f*(z), a formula in a few coordinates. */
export const expression: Kind<typeof settings, Target> = {
  name: 'expression',
  doc: 'y = f*(z), a formula in a few coordinates such as z1 + z1*z2',
  source: 'arXiv 2305.18270',
  settings,
  rules: [
    ({ expression: text, inputDim }) => {
      try {
        const { variables } = parseFormula(text as string);
        if (variables.at(-1)! <= (inputDim as number)) return undefined;
        return { key: 'expression', allowed: `a formula in z1 to z${inputDim}` };
      } catch (error) {
        if (!(error instanceof Misuse)) throw error;
        return { key: 'expression', allowed: `a formula that can be read: ${error.message}` };
      }
    },
  ],
  create: ({ expression: text }) => targetOf(parseFormula(text)),
};

/** A target that is a formula. */
export function targetOf(formula: Formula): Target {
  const { variables } = formula;
  let columns: Float64Array[] = [];
  let values = new Float64Array(0);
  return {
    relevant: variables,
    formula,
    label(samples, out) {
      if (samples.kind !== 'dense') throw new Error('a formula labels real numbers');
      const { count, stride, rows, capacity } = samples;
      if (values.length < capacity) {
        columns = variables.map(() => new Float64Array(capacity));
        values = new Float64Array(capacity);
      }
      for (const [v, variable] of variables.entries()) {
        const column = columns[v]!;
        for (let s = 0; s < count; s++) column[s] = rows.array[s * stride + variable - 1]!;
      }
      formula.evaluate(columns, count, values);
      for (let s = 0; s < count; s++) out[s] = values[s]!;
    },
  };
}
