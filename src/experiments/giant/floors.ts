import type { Findings } from '../experiment.ts';
import { readoutSizeOf } from './readout-settings.ts';
import { listed, namesOf, settingsOf, theoryIn } from './rows.ts';
import type { TargetTheory } from './theory.ts';

/** A smallest test error in words. */
export interface ShownFloor {
  readonly text: string;
  readonly value: number;
}

/** Floors below this share of the variance are the bottom of the axis. */
const LEAST = 1e-3;

/** Of a trial: its samples and neurons tell the degree up to which what is not learned is fitted. */
export function floorsShown(record: Pick<Findings, 'settings' | 'summary'>): ShownFloor[] {
  const settings = settingsOf(record);
  const count = Math.min(settings.width, readoutSizeOf(settings));
  return floorsAt(theoryIn(record), fittedDegree(count, settings.inputDim));
}

/** κ, whole, with d^κ samples and neurons: the degree of the polynomials that they determine; 1 at least. */
function fittedDegree(count: number, inputDim: number): number {
  let [degree, power] = [0, inputDim];
  while (degree < 8 && power <= count) {
    degree++;
    power *= Math.max(2, inputDim);
  }
  return Math.max(1, degree);
}

/** The least error after each rung of the staircase, with polynomials of a degree in all else. */
export function floorsAt(
  { floors, directions, leaps, variance }: TargetTheory,
  degree: number,
): ShownFloor[] {
  return leaps.flatMap((_, rungs) => {
    const own = floors.filter((floor) => floor.rungs === rungs);
    const floor = own.find((candidate) => candidate.degree === degree) ?? own.at(-1)!;
    if (!(floor.value > LEAST * variance)) return [];
    const learned = directions.filter(({ rung }) => rung <= rungs);
    const text =
      rungs === 0 ? polynomial(degree) : `${listed(namesOf(learned))} learned${rest(floor.degree)}`;
    return [{ text, value: floor.value }];
  });
}

const polynomial = (degree: number) => (degree === 1 ? 'best linear' : `best of degree ${degree}`);

/** What else is fitted beside functions of what is learned. */
const rest = (degree: number) =>
  degree === 0 ? '' : degree === 1 ? ', rest linear' : `, rest of degree ${degree}`;
