import type { Reading, Status } from '../../src/index.ts';

type Phases = Reading['phases'];

const DIVERGES = 'the weights grow beyond all bounds';

/** Sentence by how many of the phases end. */
function sentenceOf(phases: Phases, ended: number): string {
  if (ended === 0) return `${phases[0]?.name} does not end`;
  if (ended === phases.length) return `${phases.map(({ name }) => name).join(' and ')} end`;
  return `${phases[ended - 1]!.name} ends, ${phases[ended]!.name} does not`;
}

/** All that a run can come to, the best first. */
export function outcomesOf(phases: Phases): string[] {
  const counts = Array.from({ length: phases.length + 1 }, (_, i) => phases.length - i);
  return [...counts.map((ended) => sentenceOf(phases, ended)), DIVERGES];
}

/** What a run has come to. */
export function outcomeOf(phases: Phases, status: Status | undefined): string {
  if (status === 'diverged') return DIVERGES;
  const open = phases.findIndex(({ end }) => end === null);
  return sentenceOf(phases, open < 0 ? phases.length : open);
}
