import type { Bounded, Inputs } from '../formulas/expansion.ts';
import type { Certificate } from './certificate.ts';
import { powerOfD } from './powers-of-d.ts';
import type { Method } from './predictions.ts';

/** What a certificate is of. */
export interface Certified extends Certificate {
  readonly expression: string;
  readonly inputs: Inputs;
}

/** A certificate as terminal and page tell it: its sentences, and the cells of its tables. */
export interface CertificateWords {
  readonly expression: string;
  readonly inputs: string;
  /** Degree, mean and variance. */
  readonly moments: string;
  /** Name, number and meaning. */
  readonly indices: readonly (readonly [string, string, string])[];
  /** From the top of the staircase to its foot. */
  readonly rungs: readonly LadderRung[];
  /** `v1 = (0.6, …)`, of directions that have no other name. */
  readonly vectors: readonly string[];
  readonly sight: { readonly activation: string; readonly sentence: string };
  /** Method, samples, sentence, and whether it is proved and where. */
  readonly predictions: readonly (readonly [string, string, string, string])[];
  /** A column each for how many samples and neurons there are; a row each for what is known. */
  readonly floors: {
    /** What they allow and what not. */
    readonly scope: string;
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
  };
  readonly coefficients: {
    /** What the basis is. */
    readonly basis: string;
    /** Value and term, the largest first. */
    readonly rows: readonly (readonly [string, string])[];
    /** How many there are besides. */
    readonly more: number;
  };
  readonly notes: readonly string[];
}

/** A rung in words; the foot has no batch. */
export interface LadderRung {
  readonly number: number;
  readonly directions: string;
  readonly batch: string;
  readonly left: string;
}

/**
 * A certificate in words.
 *
 * @param mostCoefficients listed at most
 */
export function certificateInWords(certified: Certified, mostCoefficients: number): CertificateWords {
  return {
    expression: certified.expression,
    inputs: certified.inputs === 'gaussian' ? 'Gaussian inputs' : 'inputs on the hypercube',
    moments: momentsOf(certified),
    indices: indicesOf(certified),
    rungs: rungsOf(certified),
    vectors: certified.directions
      .filter(({ name }) => /^v\d+$/.test(name))
      .map(({ name, vector }) => `${name} = (${vector.map((x) => x.toFixed(3)).join(', ')})`),
    sight: { activation: certified.seen.activation, sentence: sightOf(certified) },
    predictions: predictionsOf(certified),
    floors: floorsOf(certified),
    coefficients: coefficientsOf(certified, mostCoefficients),
    notes: certified.notes,
  };
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

function momentsOf({ mean, variance, degree, isComplete }: Certified): string {
  const kind = isComplete ? `a polynomial of degree ${degree}` : `expanded to degree ${degree}`;
  return `${kind}, mean ${shown(mean)}, variance ${shown(variance)}`;
}

function indicesOf(certified: Certified): CertificateWords['indices'] {
  const { leapIndex, informationExponent, leapComplexity, directions, degree, inputs } = certified;
  const number = (value: number | null) => (value === null ? `> ${degree}` : String(value));
  const tensor = inputs === 'gaussian' ? 'Hermite tensor' : 'Fourier–Walsh part';
  return [
    ['leap index', number(leapIndex), `smallest k ≥ 1 whose ${tensor} C_k is not 0`],
    ['information exponent', number(informationExponent), 'the same number by its older name'],
    ['leap complexity', number(leapComplexity), 'largest leap once what is learned helps to see the rest'],
    ['directions', String(directions.length), directions.map(({ name }) => name).join(', ')],
  ];
}

function rungsOf({ staircase, variance }: Certified): readonly LadderRung[] {
  const rungs = staircase.map(({ leap, directions, left }, r) => ({
    number: r + 1,
    directions: directions.join(', '),
    batch: powerOfD(leap),
    left: shown(left),
  }));
  const foot = { number: 0, directions: 'nothing learned', batch: '', left: shown(variance) };
  return [...rungs.reverse(), foot];
}

function sightOf({ seen, variance }: Certified): string {
  const { blind, unseen, staircase } = seen;
  if (blind.length === 0) return 'every degree that the target has';
  const zeros = blind.map((k) => `c_${k} = 0`).join(', ');
  const share = `${Number(((100 * unseen) / variance.value).toPrecision(3))} % of the variance`;
  const found = staircase.flatMap(({ directions }) => directions).join(', ') || 'no direction at all';
  return `blind to degree ${blind.join(', ')} (${zeros}): ${share}; it finds ${found}`;
}

const titles: Readonly<Record<Method, string>> = {
  'giant-step': 'one giant step',
  'giant-steps-linear': 'giant steps of d',
  'giant-steps-leap': 'giant steps',
  'online-sgd': 'online SGD',
  kernel: 'kernel',
  'random-features': 'random features, linearized',
};

const predictionsOf = ({ predictions }: Certified): CertificateWords['predictions'] =>
  predictions.map(({ method, exponent, logPower, text, source, status }) => [
    titles[method],
    exponent === null ? '–' : powerOfD(exponent, logPower),
    text,
    `${status}, ${source}`,
  ]);

const MOST_COLUMNS = 5;

function floorsOf({ floors, staircase, seen: { blind, activation } }: Certified): CertificateWords['floors'] {
  const columns = Math.min(MOST_COLUMNS, Math.max(...floors.map(({ degree }) => degree)) + 1);
  const head = Array.from({ length: columns }, (_, k) => (k === 0 ? 'alone' : `n, p ~ ${powerOfD(k)}`));
  const rows = Array.from({ length: staircase.length + 1 }, (_, r) => {
    const own = floors.filter(({ rungs, degree }) => rungs === r && degree < columns);
    const known = staircase.slice(0, r).flatMap(({ directions }) => directions);
    return [known.length === 0 ? 'knows nothing' : `knows ${known.join(', ')}`, ...own.map(shown)];
  });
  const but = blind.length > 0 ? `, but none of degree ${blind.join(', ')}: ${activation} has none` : '';
  return { scope: `with polynomials in the rest as n, p allow${but}`, head, rows };
}

function coefficientsOf(
  { coefficients, variables, inputs }: Certified,
  most: number,
): CertificateWords['coefficients'] {
  const largest = [...coefficients].sort((a, b) => Math.abs(b.coefficient) - Math.abs(a.coefficient));
  const factor = (k: number, v: number) =>
    k === 0 ? [] : [inputs === 'gaussian' ? `h${k}(${variables[v]})` : variables[v]!];
  return {
    basis: inputs === 'gaussian' ? 'h_k = He_k/√k!' : 'parities',
    rows: largest
      .slice(0, most)
      .map(({ exponents, coefficient, errorBound }) => [
        shown({ value: coefficient, errorBound }),
        exponents.flatMap(factor).join(' ') || '1',
      ]),
    more: Math.max(0, coefficients.length - most),
  };
}
