import { createPool } from '../../src/index.ts';
import type { DeskAnswers, DeskQuestion } from '../workers/desk.ts';
import deskScript from '../workers/desk.ts?worker&url';

const desk = createPool(deskScript, 1);

/** Asks the one worker that plans, fits and draws; it answers in the order it is asked. */
export const ask = <Question extends DeskQuestion>(question: Question) =>
  desk.run(question) as Promise<DeskAnswers[Question['ask']]>;
