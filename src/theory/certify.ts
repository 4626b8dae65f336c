import type { Bounded, Expansion } from '../formulas/expansion.ts';
import { Misuse } from '../settings/misuse.ts';
import type { Certificate, CertifiedRung, ReferenceLine, Seen } from './certificate.ts';
import { notesOf } from './certificate-notes.ts';
import { highestDegree } from './climb.ts';
import { type Floor, floorsOf, squaresOf, tailOf } from './floors.ts';
import { leapComplexityOf, type Prediction, type Prospect, predict } from './predictions.ts';
import { degreeOf } from './rotate-terms.ts';
import { blindDegrees, type Sight, seenPart } from './sight.ts';
import { coordinateNames, ladderOf, type Rung } from './staircase.ts';

/** Everything about a target that its expansion and an activation's coefficients tell. */
export function certify(expansion: Expansion, sight: Sight): Certificate {
  const rungs = ladderOf(expansion);
  const seenRungs = ladderOf(seenPart(expansion, sight));
  const seen = seenOf(expansion, sight, seenRungs);
  const left = floorsOf(expansion, rungs, []);
  const predictions = predict(prospectOf(expansion, rungs, seen, seenRungs));
  const leapIndex = rungs[0]?.leap ?? null;
  const certificate = {
    leapIndex,
    informationExponent: leapIndex,
    leapComplexity: leapComplexityOf(rungs),
    directions: rungs.flatMap(({ directions }) => directions),
    staircase: rungs.map((rung, r) => certified(rung, left, r + 1)),
    seen,
    predictions,
    referenceLines: predictions.flatMap(referenceLine),
    floors: floorsOf(expansion, rungs, seen.blind),
    ...momentsOf(expansion),
    degree: highestDegree(expansion),
    isComplete: expansion.isComplete,
    variables: coordinateNames(expansion),
    coefficients: expansion.terms,
    errorBounds: errorBoundsOf(expansion, rungs),
  };
  return { ...certificate, notes: notesOf(certificate) };
}

const namesOf = ({ directions }: Rung) => directions.map(({ name }) => name);

function certified(rung: Rung, floors: readonly Floor[], rungs: number): CertifiedRung {
  const { leap, strength, within } = rung;
  const { value, errorBound } = floors.find((floor) => floor.rungs === rungs && floor.degree === 0)!;
  return { leap, directions: namesOf(rung), strength, within, left: { value, errorBound } };
}

function seenOf(expansion: Expansion, sight: Sight, rungs: readonly Rung[]): Seen {
  const missing = new Set(blindDegrees(sight, expansion.degree));
  const unseen = expansion.terms.filter(({ exponents }) => missing.has(degreeOf(exponents)));
  return {
    activation: sight.activation,
    activationCoefficients: sight.coefficients
      .slice(0, highestDegree(expansion) + 1)
      .map(({ value }) => value),
    blind: [...new Set(unseen.map(({ exponents }) => degreeOf(exponents)))].sort((a, b) => a - b),
    unseen: squaresOf(unseen),
    leapIndex: rungs[0]?.leap ?? null,
    leapComplexity: leapComplexityOf(rungs),
    staircase: rungs.map((rung) => ({ leap: rung.leap, directions: namesOf(rung) })),
  };
}

function prospectOf(
  expansion: Expansion,
  rungs: readonly Rung[],
  { activation, blind }: Seen,
  seenRungs: readonly Rung[],
): Prospect {
  const { isComplete, terms } = expansion;
  const seen = terms.map(({ exponents }) => degreeOf(exponents)).filter((k) => !blind.includes(k));
  return {
    inputs: expansion.basis === 'hermite' ? 'gaussian' : 'hypercube',
    coordinates: coordinateNames(expansion),
    activation,
    polynomialDegree: isComplete ? highestDegree(expansion) : null,
    isPair: isComplete && terms.length === 1 && isPair(terms[0]!.exponents),
    seenDegree: isComplete ? Math.max(0, ...seen) : null,
    blind,
    rungs,
    seenRungs,
  };
}

const isPair = (exponents: readonly number[]) => degreeOf(exponents) === 2 && !exponents.includes(2);

function referenceLine({ method, exponent, logPower, text }: Prediction): ReferenceLine[] {
  return exponent === null ? [] : [{ method, exponent, logPower, text }];
}

/** @throws Misuse where float64 cannot hold the variance */
function momentsOf(expansion: Expansion): { mean: Bounded; variance: Bounded } {
  const constant = expansion.terms.find(({ exponents }) => degreeOf(exponents) === 0);
  const { coefficient = 0, errorBound = 0 } = constant ?? {};
  const others = expansion.terms.filter((term) => term !== constant);
  const variance = varianceOf(expansion, others, coefficient);
  if (!(variance > 0 && variance < Number.POSITIVE_INFINITY)) {
    throw new Misuse(`its variance comes out as ${variance} in double precision: scale it`);
  }
  const off = (2 * Math.abs(coefficient) + errorBound) * errorBound;
  return {
    mean: { value: coefficient, errorBound },
    variance: { value: variance, errorBound: expansion.secondMoment.errorBound + off },
  };
}

/** Of a polynomial without the difference of large numbers. */
function varianceOf(
  { isComplete, secondMoment }: Expansion,
  others: Expansion['terms'],
  mean: number,
): number {
  return isComplete ? squaresOf(others) : secondMoment.value - mean * mean;
}

function errorBoundsOf(expansion: Expansion, rungs: readonly Rung[]): Certificate['errorBounds'] {
  return {
    coefficient: Math.max(0, ...expansion.terms.map(({ errorBound }) => errorBound)),
    zero: expansion.zeroBound,
    beyondDegree: tailOf(expansion),
    directions: rungs.at(-1)?.angle ?? 0,
  };
}
