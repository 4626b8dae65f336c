import type { Certificate, CertifiedRung } from './certificate.ts';
import { powerOfD } from './powers-of-d.ts';

/** Parts of a target below this share of its standard deviation matter at no dimension that can be run. */
const TINY = 1e-6;
/** Of the variance: below it other parts are faster at moderate d. */
const WEAK = 0.01;

/** What a reader should know of how far the numbers of a certificate carry. */
export function notesOf(certificate: Omit<Certificate, 'notes'>): string[] {
  const { staircase, variance } = certificate;
  return [
    ...cutOff(certificate),
    ...staircase.flatMap((rung, r) => doubts(rung, r + 1, variance.value)),
    ...askew(certificate),
    ...strangers(certificate),
    ...reuse(certificate),
  ];
}

function cutOff({
  isComplete,
  degree,
  errorBounds,
  variance,
  leapIndex,
}: Omit<Certificate, 'notes'>): string[] {
  if (isComplete) return [];
  const percent = 100 * (1 - errorBounds.beyondDegree.value / variance.value);
  const none = leapIndex === null ? `no term of degree 1 to ${degree} was found; ` : '';
  return [`${none}expanded to degree ${degree}, which holds ${percent.toPrecision(4)} % of the variance`];
}

function doubts({ leap, strength, within }: CertifiedRung, rung: number, variance: number): string[] {
  const deviation = Math.sqrt(variance);
  const lower = leap === 2 ? 'degree 1' : `degrees 1 to ${leap - 1}`;
  const zero =
    leap > 1 && within > TINY * deviation
      ? [`rung ${rung}: what is left of ${lower} cannot be told from 0 within ${within.toPrecision(2)}`]
      : [];
  const share = (strength * strength) / variance;
  const weak =
    share < WEAK
      ? [
          `rung ${rung} rests on ${(100 * share).toPrecision(2)} % of the variance: at moderate d larger parts of higher degree may come first`,
        ]
      : [];
  return [...zero, ...weak];
}

/** Radians by which directions may be off without a word. */
const SLIGHT = 1e-3;

function askew({ errorBounds: { directions } }: Omit<Certificate, 'notes'>): string[] {
  return directions > SLIGHT ? [`directions may be off by ${directions.toPrecision(1)} radians`] : [];
}

/** Coordinates that no direction has. */
function strangers({ variables, directions, isComplete, degree }: Omit<Certificate, 'notes'>): string[] {
  const unused = variables.filter((_, v) => directions.every(({ vector }) => vector[v] === 0));
  const where = isComplete ? '' : ` up to degree ${degree}`;
  return unused.map((name) => `it does not depend on ${name}${where}`);
}

function reuse({ leapComplexity }: Omit<Certificate, 'notes'>): string[] {
  if (leapComplexity === null || leapComplexity < 2) return [];
  return [
    `for fresh batches: a batch used twice can do with less than ${powerOfD(leapComplexity)} (arXiv 2402.03220)`,
  ];
}
