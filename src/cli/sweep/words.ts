import pc from 'picocolors';
import type { Known } from '../../node/sweep-folder.ts';
import { type Counts, countTrials } from '../../sweeps/counts.ts';
import type { KnownTrials } from '../../sweeps/known.ts';
import { bracketSentence } from '../../sweeps/search/bracket.ts';
import { startSearches } from '../../sweeps/search/searches.ts';

import { type QueueState, queueInWords } from './queue-state.ts';

/** Says how far the sweep in a folder is, and what Slurm has of it; what is odd goes to stderr. */
export function tellCounts(folder: string, known: Known, json: boolean, queue?: QueueState): Counts {
  const counts = countTrials(known);
  process.stderr.write(
    oddityWarnings(known, counts)
      .map((line) => `twolayer: ${line}\n`)
      .join(''),
  );
  if (json) process.stdout.write(`${JSON.stringify({ folder, ...counts, ...(queue && { queue }) })}\n`);
  else {
    const lines = [
      pc.bold(folder),
      countsInWords(counts),
      ...searchesInWords(known),
      ...(queue ? queueInWords(queue) : []),
    ];
    process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  }
  return counts;
}

/** planned = done + failed + pending, in words, and what came of those done. */
function countsInWords(counts: Counts): string {
  const { planned, done, failed, pending, succeeded, diverged, exhausted } = counts;
  const number = (value: number) => value.toLocaleString('en-US');
  const others = done - succeeded - diverged - exhausted;
  const ends = [
    `${number(succeeded)} succeeded`,
    `${number(exhausted)} gave up`,
    `${number(diverged)} diverged`,
    ...(others > 0 ? [`${number(others)} ended without success`] : []),
  ];
  return [
    `planned ${number(planned)} = done ${number(done)} + failed ${number(failed)} + pending ${number(pending)}`,
    `of those done: ${ends.join(', ')}`,
  ].join('\n');
}

/** What people should hear of the files in a folder, a sentence a line. */
function oddityWarnings(found: Known, { foreign }: Pick<Counts, 'foreign'>): string[] {
  const some = (names: readonly string[]) =>
    names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  return [
    ...(found.foreignFiles.length > 0 ? [`not shards, and left alone: ${some(found.foreignFiles)}`] : []),
    ...(found.torn.length > 0 ? [`torn last line, which counts as not done: ${some(found.torn)}`] : []),
    ...(found.unreadable.length > 0
      ? [`lines that cannot be read, which count as not done: ${some(found.unreadable)}`]
      : []),
    ...(found.duplicates > 0
      ? [`${found.duplicates} trials were done more than once; each counts once`]
      : []),
    ...(foreign > 0
      ? [
          `${foreign} trials in the shards are not part of this sweep, and are left out; another version may have written them`,
        ]
      : []),
  ];
}

/** How the searches of a sweep stand, a line each. */
export function searchesInWords(known: KnownTrials): string[] {
  const rule = known.plan.bracket;
  if (!rule) return [];
  return startSearches(known, rule)
    .states()
    .map(({ at, bracket }) => {
      const others = Object.entries(at).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
      return `${others.length > 0 ? `${others.join(', ')}: ` : ''}${bracketSentence(rule.setting, rule, bracket)}`;
    });
}
