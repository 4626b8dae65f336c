import { z } from 'zod';
import { hermiteExpansion } from '../formulas/expand.ts';
import type { Formula } from '../formulas/formula.ts';
import { parseFormula } from '../formulas/parse.ts';
import { field, type Kind, type Violation } from '../settings/kind.ts';
import { Misuse } from '../settings/misuse.ts';
import type { Target } from './target.ts';

const settings = {
  expression: field(z.string().max(500).default('(4*z1 + z1^2 + z2)/2'), {
    symbol: 'f*',
    doc: 'y as a formula in z1, z2, …: + − * / ^, numbers, sqrt, exp, sin, cos, tanh, erf, abs, sign, relu, He0 … He12',
    placeholder: 'formula',
  }),
  normalize: field(z.boolean().default(false), {
    doc: 'take off the mean of the formula and divide by its standard deviation, under Gaussian inputs',
  }),
};

/** y = f*(z), a formula in a few coordinates. */
export const expression: Kind<typeof settings, Target> = {
  name: 'expression',
  doc: 'y = f*(z), a formula in a few coordinates such as z1 + z1*z2',
  source: 'arXiv 2305.18270',
  settings,
  rules: [
    ({ expression: text, inputDim }) => faultOf('expression', text as string, inputDim as number),
    ({ expression: text, normalize }) => {
      if (!normalize) return undefined;
      const fault = misuseIn(() => normalized(text as string));
      return fault === undefined
        ? undefined
        : { key: 'expression', allowed: `a formula that can be normalized: ${fault}` };
    },
  ],
  create: ({ expression: text, normalize }) => targetOf(parseFormula(normalize ? normalized(text) : text)),
};

/** What is wrong with a formula in z1 to z_inputDim. */
export function faultOf(key: string, text: string, inputDim: number): Violation | undefined {
  const fault = misuseIn(() => parseFormula(text));
  if (fault !== undefined) return { key, allowed: `a formula that can be read: ${fault}` };
  const isWithin = parseFormula(text).variables.at(-1)! <= inputDim;
  return isWithin ? undefined : { key, allowed: `a formula in z1 to z${inputDim}` };
}

/** The message of a Misuse. */
function misuseIn(attempt: () => unknown): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (error instanceof Misuse) return error.message;
    throw error;
  }
}

/** A formula with its mean taken off and divided by its standard deviation under Gaussian inputs. */
function normalized(text: string): string {
  const { terms, secondMoment } = hermiteExpansion(parseFormula(text), 0);
  const mean = terms[0]?.coefficient ?? 0;
  return `((${text}) - ${mean})/${Math.sqrt(secondMoment.value - mean * mean)}`;
}

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
