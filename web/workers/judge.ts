import {
  claims,
  FAMILY_ERROR,
  type Figure,
  figureOfClaim,
  type Outcome,
  type Plan,
  tasksOf,
  type Verdict,
  verdictOf,
} from '../../src/index.ts';

/** A claim all of whose tasks are done. */
export interface JudgeOrder {
  readonly claim: string;
  readonly plan: Plan;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** What the figure names as its origin. */
  readonly command: string;
}

/** What follows, or what the claim's own arithmetic threw. */
export type Judged =
  | { readonly verdict: Verdict; readonly figure: Figure | undefined }
  | { readonly error: string };

/** A claim checked alone has the whole error of a family to itself. */
function judge({ claim: id, plan, outcomes, command }: JudgeOrder): Judged {
  const claim = claims.find((candidate) => candidate.id === id)!;
  const tasks = tasksOf(claim, plan);
  return {
    verdict: verdictOf(claim, tasks, outcomes, FAMILY_ERROR),
    figure: figureOfClaim(claim, tasks, outcomes, command),
  };
}

self.onmessage = ({ data }: MessageEvent<JudgeOrder>) => {
  try {
    postMessage(judge(data));
  } catch (error) {
    postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};
