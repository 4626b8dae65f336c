import type { SweepValues } from '../workers/desk.ts';

/** What a form holds: text by field, as it was typed. */
export type Typed<Field extends string> = Readonly<Record<Field, string>>;

/** What was typed, as a sweep file would have it: a number where it is one, else text, which may be an expression. */
function valueTyped(typed: string): number | string {
  const text = typed.trim();
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

export type ScalingField = 'from' | 'to' | 'dims' | 'seeds' | 'width' | 'batchSize' | 'stepSize' | 'success';

/** What the form of scaling begins with: the settings of scaling/xor-samples. */
export const scalingDefaults: Typed<ScalingField> = {
  from: '16',
  to: '256',
  dims: '9',
  seeds: '8',
  width: '64',
  batchSize: '1.25*inputDim',
  stepSize: '0.1',
  success: 'testError < 0.01',
};

/** The sweep that measures samples against the number of inputs. */
export const scalingFile = (typed: Typed<ScalingField>): SweepValues => ({
  experiment: 'xor/two-phases',
  settings: {
    width: valueTyped(typed.width),
    batchSize: valueTyped(typed.batchSize),
    stepSize: valueTyped(typed.stepSize),
    testSize: 2048,
    measureInterval: 0.3,
    stopWhen: typed.success,
  },
  axes: { inputDim: { geom: [valueTyped(typed.from), valueTyped(typed.to)], count: valueTyped(typed.dims) } },
  seeds: { count: valueTyped(typed.seeds) },
  success: typed.success,
  budget: { time: 40 },
});

/** A kernel interpolates at these d within seconds. */
const LARGEST_KERNEL = 64;
const KERNEL_SEEDS = 3;

/** The test error of a rule `testError < x`; undefined of any other rule. */
export function errorOf(success: string): number | undefined {
  const [, number] = /^\s*testError\s*<\s*([\d.eE+-]+)\s*$/.exec(success) ?? [];
  const error = Number(number);
  return error > 0 && error < 1 ? error : undefined;
}

/**
 * The sweep that measures the same of a kernel, at those of the d that it can do in a page.
 *
 * @returns undefined where the rule is none of the test error, or fewer than three d are small enough
 */
export function kernelFile(dims: readonly number[], success: string): SweepValues | undefined {
  const small = dims.filter((inputDim) => inputDim <= LARGEST_KERNEL);
  const error = errorOf(success);
  if (error === undefined || small.length < 3) return undefined;
  return {
    experiment: 'xor/kernel',
    settings: { minSamples: '0.375*inputDim*inputDim', growth: 1.1, errorGoal: error },
    axes: { inputDim: small },
    seeds: { count: KERNEL_SEEDS },
    success: `testError < ${error}`,
  };
}

export type PhaseField =
  | 'inputDim'
  | 'width'
  | 'leastBatch'
  | 'mostBatch'
  | 'leastStep'
  | 'mostStep'
  | 'count'
  | 'seeds'
  | 'success';

/** What the form of the phase diagram begins with. */
export const phaseDefaults: Typed<PhaseField> = {
  inputDim: '48',
  width: '48',
  leastBatch: '2',
  mostBatch: '128',
  leastStep: '0.025',
  mostStep: '1.6',
  count: '9',
  seeds: '8',
  success: 'testError < 0.05',
};

/** The sweep of a phase diagram over batch and step size. */
export const phaseFile = (typed: Typed<PhaseField>): SweepValues => ({
  experiment: 'xor/two-phases',
  settings: {
    inputDim: valueTyped(typed.inputDim),
    width: valueTyped(typed.width),
    testSize: 1024,
    measureInterval: 0.5,
    stopWhen: typed.success,
  },
  axes: {
    batchSize: {
      geom: [valueTyped(typed.leastBatch), valueTyped(typed.mostBatch)],
      count: valueTyped(typed.count),
    },
    stepSize: {
      geom: [valueTyped(typed.leastStep), valueTyped(typed.mostStep)],
      count: valueTyped(typed.count),
    },
  },
  seeds: { count: valueTyped(typed.seeds) },
  success: typed.success,
  budget: { time: 25 },
});

/** A sweep file as YAML: blocks two deep, flow below. */
export function sweepText(values: SweepValues): string {
  const flow = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    return `{ ${Object.entries(value).map(entry).join(', ')} }`;
  };
  const entry = ([key, value]: [string, unknown]) => `${key}: ${flow(value)}`;
  const block = ([key, value]: [string, unknown]) =>
    key === 'settings' || key === 'axes'
      ? [`${key}:`, ...Object.entries(value as object).map((inner) => `  ${entry(inner)}`)]
      : [entry([key, value])];
  return `${Object.entries(values).flatMap(block).join('\n')}\n`;
}
