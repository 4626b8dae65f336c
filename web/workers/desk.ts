import workerpool from 'workerpool';
import {
  drawPhases,
  type Figure,
  type Line,
  Misuse,
  type PlanOutline,
  planIds,
  planOf,
  readScaling,
  readSweep,
  type ScalingQuestion,
  type ScalingReading,
  type SweepResults,
  trialsCsv,
  WORKER_METHOD,
} from '../../src/index.ts';

/** What would hold up the page for longer than a frame: planning sweeps, fitting and drawing what came of them. */
export type DeskQuestion =
  | { readonly ask: 'plan'; readonly file: SweepValues }
  | ({ readonly ask: 'scaling' } & ScalingQuestion)
  | { readonly ask: 'phases'; readonly results: SweepResults; readonly command: string }
  | { readonly ask: 'csv'; readonly plan: PlanOutline; readonly lines: readonly string[] };

/** A sweep file as a map. */
export type SweepValues = Readonly<Record<string, unknown>>;

/** A plan as plain data, with the ids of its trials; or the sentence that says why there is none. */
export type Planned =
  | { readonly plan: PlanOutline; readonly ids: readonly string[] }
  | { readonly refused: string };

/** The answers by question. */
export interface DeskAnswers {
  readonly plan: Planned;
  readonly scaling: ScalingReading;
  readonly phases: Figure;
  readonly csv: string;
}

function answer(question: DeskQuestion): DeskAnswers[DeskQuestion['ask']] {
  switch (question.ask) {
    case 'plan':
      return planned(question.file);
    case 'scaling':
      return readScaling(question);
    case 'phases':
      return drawPhases(question.results, question.command);
    case 'csv':
      return trialsCsv(
        question.plan,
        question.lines.map((line) => JSON.parse(line) as Line),
      );
  }
}

function planned(file: SweepValues): Planned {
  try {
    const plan = planOf(readSweep(file));
    return { plan: { ...plan, experiment: { name: plan.experiment.name } }, ids: planIds(plan) };
  } catch (error) {
    if (error instanceof Misuse) return { refused: error.message };
    throw error;
  }
}

workerpool.worker({ [WORKER_METHOD]: answer });
