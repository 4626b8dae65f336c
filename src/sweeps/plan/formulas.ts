import type { Experiment } from '../../experiments/experiment.ts';
import { type NumberExpression, parseNumber } from '../../settings/expression.ts';
import { Misuse } from '../../settings/misuse.ts';
import { allFields, jsonField } from '../../settings/resolve.ts';

type Values = Readonly<Record<string, unknown>>;

/** Settings in which text stands for an expression. */
export interface Formulas {
  /** Whether a value of a setting is an expression in others. */
  isFormula(key: string, value: unknown): boolean;
  /** The values with every expression replaced by its number; integers are rounded to the nearest. */
  evaluate(values: Values, label: (key: string) => string): Values;
  /** The number that an expression, not itself a setting, has at evaluated settings. */
  numberAt(text: string, values: Values, label: string): number;
}

/** The expressions that settings of an experiment can be; they may use every setting that is a number. */
export function formulasOf(experiment: Experiment): Formulas {
  const fields = allFields(experiment);
  const types = new Map(Object.entries(fields).map(([key, field]) => [key, jsonField(field).type]));
  const isNumber = (key: string) => types.get(key) === 'integer' || types.get(key) === 'number';
  const names = Object.fromEntries([...types.keys()].filter(isNumber).map((key) => [key, 1]));
  const defaultOf = (key: string) => fields[key]!.safeParse(undefined).data as number | undefined;
  const parsed = new Map<string, NumberExpression>();
  const parse = (text: string, label: string) => {
    const known = parsed.get(text) ?? read(text, names, label);
    parsed.set(text, known);
    return known;
  };
  const isFormula = (key: string, value: unknown) => typeof value === 'string' && isNumber(key);

  function evaluate(values: Values, label: (key: string) => string): Values {
    const done: Record<string, unknown> = {};
    const resolved = (key: string, path: readonly string[]): unknown => {
      if (Object.hasOwn(done, key)) return done[key];
      const given = values[key];
      if (!isFormula(key, given)) return given ?? defaultOf(key);
      if (path.includes(key))
        throw new Misuse(`${label(key)} is defined by itself: ${[...path, key].join(' → ')}`);
      const expression = parse(given as string, label(key));
      const inputs = new Map(expression.names.map((name) => [name, resolved(name, [...path, key])]));
      const value = compute(expression, given as string, inputs, label(key));
      done[key] = types.get(key) === 'integer' ? Math.round(value) : value;
      return done[key];
    };
    return Object.fromEntries(Object.keys(values).map((key) => [key, resolved(key, [])]));
  }

  return {
    isFormula,
    evaluate,
    numberAt(text, values, label) {
      const expression = parse(text, label);
      const inputs = new Map(expression.names.map((name) => [name, values[name] ?? defaultOf(name)]));
      return compute(expression, text, inputs, label);
    },
  };
}

function read(text: string, names: Readonly<Record<string, number>>, label: string): NumberExpression {
  try {
    return parseNumber(text, names);
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    throw new Misuse(
      `${label} must be an expression that can be read, got ${JSON.stringify(text)}: ${error.message}`,
    );
  }
}

function compute(
  expression: NumberExpression,
  text: string,
  inputs: ReadonlyMap<string, unknown>,
  label: string,
): number {
  for (const [name, value] of inputs) {
    if (typeof value !== 'number') {
      throw new Misuse(`${label} uses ${name}, which has no value here: give it under settings or axes`);
    }
  }
  const value = expression.evaluate((name) => inputs.get(name) as number);
  if (Number.isFinite(value)) return value;
  throw new Misuse(
    `${label} must be an expression with a finite value, got ${JSON.stringify(text)} = ${value}`,
  );
}
