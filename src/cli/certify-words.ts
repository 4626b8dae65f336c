import pc from 'picocolors';
import type { Bounded } from '../formulas/expansion.ts';
import type { Certificate } from '../theory/certificate.ts';
import { powerOfD } from '../theory/powers-of-d.ts';
import type { Method } from '../theory/predictions.ts';

/** What a certificate is of. */
export interface Certified extends Certificate {
  readonly expression: string;
  readonly inputs: 'gaussian' | 'hypercube';
}

/** A certificate as a page to show. */
export function certificateInWords(certified: Certified): string {
  const parts = [heading, indices, staircase, sight, predictions, floors, coefficients, notes];
  return `${parts
    .map((part) => part(certified))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

const indent = (line: string) => `  ${line}`.trimEnd();

/** Cells under each other, each column as wide as its widest cell. */
function table(rows: readonly (readonly string[])[]): string[] {
  const count = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, i) =>
    Math.max(0, ...rows.map((row) => [...(row[i] ?? '')].length)),
  );
  return rows.map((row) =>
    indent(row.map((cell, i) => cell + ' '.repeat(widths[i]! - [...cell].length)).join('   ')),
  );
}

const minus = (text: string) => text.replace('-', '−');

/** `0.5`, `0.1432`, `0.57 ± 0.02`. */
function shown({ value, errorBound }: Bounded): string {
  const size = Math.max(1, Math.abs(value));
  const isRough = errorBound > 5e-5 * size;
  if (isRough && Math.abs(value) <= errorBound) return `≤ ${(value + errorBound).toPrecision(1)}`;
  if (isRough) return `${minus(value.toFixed(3))} ± ${errorBound.toPrecision(1)}`;
  return Math.abs(value) <= errorBound ? '0' : minus(String(Number(value.toPrecision(5))));
}

function heading({ expression, inputs, mean, variance, degree, isComplete }: Certified): string[] {
  const on = inputs === 'gaussian' ? 'Gaussian inputs' : 'inputs on the hypercube';
  const kind = isComplete ? `a polynomial of degree ${degree}` : `expanded to degree ${degree}`;
  return [
    `${pc.bold(expression)}   ${pc.dim(on)}`,
    indent(`${kind}, mean ${shown(mean)}, variance ${shown(variance)}`),
  ];
}

function indices(certified: Certified): string[] {
  const { leapIndex, informationExponent, leapComplexity, directions, degree, inputs } = certified;
  const number = (value: number | null) => (value === null ? `> ${degree}` : String(value));
  const tensor = inputs === 'gaussian' ? 'Hermite tensor' : 'Fourier–Walsh part';
  return table([
    ['leap index', number(leapIndex), `smallest k ≥ 1 whose ${tensor} C_k is not 0`],
    ['information exponent', number(informationExponent), 'the same number by its older name'],
    ['leap complexity', number(leapComplexity), 'largest leap once what is learned helps to see the rest'],
    ['directions', String(directions.length), directions.map(({ name }) => name).join(', ')],
  ]);
}

function staircase({ staircase: rungs, variance, directions }: Certified): string[] {
  const rows = rungs.map(({ leap, directions: names, left }, r) => [
    `${r + 1} ${r === rungs.length - 1 ? '┌' : '├'}─ ${names.join(', ')}`,
    powerOfD(leap),
    shown(left),
  ]);
  const foot = [`0 └─ nothing learned`, '', shown(variance)];
  const lines = table([['', 'batch', 'variance left'], ...rows.reverse(), foot]);
  const long = directions.filter(({ name }) => /^v\d+$/.test(name));
  return [
    pc.bold('Staircase'),
    ...lines,
    ...long.map(({ name, vector }) => indent(`${name} = (${vector.map((x) => x.toFixed(3)).join(', ')})`)),
  ];
}

function sight({ seen, variance }: Certified): string[] {
  const { activation, blind, unseen, staircase: rungs } = seen;
  const title = pc.bold(`What ${activation} sees`);
  if (blind.length === 0) return [title, indent('every degree that the target has')];
  const zeros = blind.map((k) => `c_${k} = 0`).join(', ');
  const share = `${Number(((100 * unseen) / variance.value).toPrecision(3))} % of the variance`;
  const found = rungs.flatMap(({ directions }) => directions).join(', ') || 'no direction at all';
  return [title, indent(`blind to degree ${blind.join(', ')} (${zeros}): ${share}; it finds ${found}`)];
}

const titles: Readonly<Record<Method, string>> = {
  'giant-step': 'one giant step',
  'giant-steps-linear': 'giant steps of d',
  'giant-steps-leap': 'giant steps',
  'online-sgd': 'online SGD',
  kernel: 'kernel',
  'random-features': 'random features, linearized',
};

function predictions({ predictions: all }: Certified): string[] {
  const rows = all.map(({ method, exponent, logPower, text, source, status }) => [
    titles[method],
    exponent === null ? '–' : powerOfD(exponent, logPower),
    text,
    `${status}, ${source}`,
  ]);
  return [pc.bold('Samples, as papers predict them'), ...table(rows)];
}

const MOST_COLUMNS = 5;

function floors({ floors: all, staircase: rungs, seen }: Certified): string[] {
  const columns = Math.min(MOST_COLUMNS, Math.max(...all.map(({ degree }) => degree)) + 1);
  const head = Array.from({ length: columns }, (_, k) => (k === 0 ? 'alone' : `n, p ~ ${powerOfD(k)}`));
  const rows = Array.from({ length: rungs.length + 1 }, (_, r) => {
    const own = all.filter(({ rungs: count, degree }) => count === r && degree < columns);
    const known = rungs.slice(0, r).flatMap(({ directions }) => directions);
    return [known.length === 0 ? 'knows nothing' : `knows ${known.join(', ')}`, ...own.map(shown)];
  });
  const { blind, activation } = seen;
  const but = blind.length > 0 ? `, but none of degree ${blind.join(', ')}: ${activation} has none` : '';
  return [
    `${pc.bold('Floors')} of the mean squared error, with polynomials in the rest as n, p allow${but}`,
    ...table([['', ...head], ...rows]),
  ];
}

const MOST_COEFFICIENTS = 8;

function coefficients({ coefficients: all, variables, inputs }: Certified): string[] {
  const largest = [...all].sort((a, b) => Math.abs(b.coefficient) - Math.abs(a.coefficient));
  const rows = largest.slice(0, MOST_COEFFICIENTS).map(({ exponents, coefficient, errorBound }) => {
    const name = exponents.flatMap((k, v) =>
      k === 0 ? [] : [inputs === 'gaussian' ? `h${k}(${variables[v]})` : variables[v]!],
    );
    return [shown({ value: coefficient, errorBound }), name.join(' ') || '1'];
  });
  const more =
    all.length > MOST_COEFFICIENTS ? [indent(`and ${all.length - MOST_COEFFICIENTS} more: --json`)] : [];
  const basis = inputs === 'gaussian' ? 'h_k = He_k/√k!' : 'parities';
  return [`${pc.bold('Coefficients')}, ${basis}`, ...table(rows), ...more];
}

function notes({ notes: all }: Certified): string[] {
  return all.length === 0 ? [] : [pc.bold('Note'), ...all.map(indent)];
}
