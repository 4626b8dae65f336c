import { activations, type TargetTyped } from '../../src/index.ts';

/** What coordinates can be, the first by default. */
export const inputNames = ['gaussian', 'hypercube'] as const;

/** Activations to choose from, the first by default. */
export const activationNames: readonly string[] = activations.map(({ name }) => name);

/** Targets to begin with, the first by default. */
export const examples: readonly Pick<TargetTyped, 'expression' | 'inputs'>[] = [
  { expression: 'z1 + z1*z2 + z1*z2*z3', inputs: 'gaussian' },
  { expression: '(z1 + z2 + z1^2 - z2^2)/2', inputs: 'gaussian' },
  { expression: 'z1*z2', inputs: 'gaussian' },
  { expression: 'He3(z1)', inputs: 'gaussian' },
  { expression: 'tanh(z1) + He3(z2)', inputs: 'gaussian' },
  { expression: 'x1*x2*x3', inputs: 'hypercube' },
];

/** A target that an address asks for, and what of it was not understood. */
export interface Asked {
  readonly typed: TargetTyped;
  readonly remarks: readonly string[];
}

/** Reads `expression=z1*z2&inputs=gaussian&activation=relu`. */
export function askedIn(search: string): Asked {
  const query = new URLSearchParams(search);
  const remarks: string[] = [];
  const oneOf = <Name extends string>(key: string, names: readonly Name[]): Name => {
    const text = query.get(key) ?? names[0]!;
    const name = names.find((one) => one === text);
    if (name === undefined)
      remarks.push(`${key} must be one of ${names.join(', ')}, got "${text}"; ${names[0]} is used.`);
    return name ?? names[0]!;
  };
  const typed = {
    expression: query.get('expression') ?? examples[0]!.expression,
    inputs: oneOf('inputs', inputNames),
    activation: oneOf('activation', activationNames),
  };
  return { typed, remarks };
}

/** The query that leads to a target; keys of others stay as they are. */
export function searchOf(search: string, { expression, inputs, activation }: TargetTyped): string {
  const query = new URLSearchParams(search);
  query.set('tab', 'certificate');
  query.set('expression', expression);
  for (const [key, value, usual] of [
    ['inputs', inputs, inputNames[0]],
    ['activation', activation, activationNames[0]!],
  ] as const) {
    if (value === usual) query.delete(key);
    else query.set(key, value);
  }
  return `?${query}`;
}

/** By leap: sizes at which batches of the order of d^leap take but a moment, and steps of the size p d^{(leap − 1)/2}. */
const sizes: readonly Readonly<Record<string, number>>[] = [
  {},
  { inputDim: 64, batchSize: 16384, dimPower: 0.5 },
  { inputDim: 32, batchSize: 131072, dimPower: 1, stepSize: 0.5 },
];

/** The query of a run of giant steps that climbs what a target shows to an activation. */
export function liveSearchOf(
  { expression, activation }: TargetTyped,
  { leap, rungs }: { readonly leap: number; readonly rungs: number },
): string {
  const size = sizes[Math.min(leap, sizes.length) - 1] ?? {};
  const query = new URLSearchParams({ experiment: 'giant/steps', expression });
  if (activation !== activationNames[0]) query.set('activation', activation);
  for (const [key, value] of Object.entries(size)) query.set(key, String(value));
  if (rungs > 3) query.set('steps', String(rungs + 1));
  return `?${query}`;
}
