import type { Case } from './case.ts';
import { cases } from './cases.ts';
import { type Effort, measure } from './measure.ts';
import { isReference, jsonLinesOf, resultsOf, tableOf } from './report.ts';

const USAGE = 'usage: npm run -s bench -- [--json] [--quick] [--only <part of a case name>]';

const full: Effort = { minRounds: 5, maxRounds: 40, seconds: 24 };
const quick: Effort = { minRounds: 1, maxRounds: 3, seconds: 0.5 };

interface Options {
  json: boolean;
  quick: boolean;
  only: string;
}

/** The options, or what is wrong with them in a sentence. */
function parse(words: readonly string[]): Options | string {
  const options: Options = { json: false, quick: false, only: '' };
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === '--json') options.json = true;
    else if (word === '--quick') options.quick = true;
    else if (word !== '--only') return `${word} is not an option of the bench; ${USAGE}`;
    else if (words[++i] === undefined) return `--only must be followed by part of a case name; ${USAGE}`;
    else options.only = words[i]!;
  }
  const { only } = options;
  return selected(only).length > 0
    ? options
    : `--only must be part of some case's name, got ${JSON.stringify(only)}`;
}

const selected = (only: string) => cases.filter(({ name, engine }) => `${name} ${engine}`.includes(only));

/** What was selected, and what its ratios refer to. */
function withReferences(chosen: readonly Case[]): Case[] {
  const isNeeded = (candidate: Case) =>
    chosen.some((held) =>
      Object.values(held.ratios ?? {}).some((name) => isReference(candidate, name, held)),
    );
  return cases.filter((candidate) => chosen.includes(candidate) || isNeeded(candidate));
}

/** @returns the exit code: 0 measured, 1 a case failed its check, 2 misuse */
function main(words: readonly string[]): number {
  const options = parse(words);
  if (typeof options === 'string') {
    process.stderr.write(`bench: ${options}\n`);
    return 2;
  }
  const chosen = selected(options.only);
  const report = (line: string) => void process.stderr.write(`bench: ${line}\n`);
  const outcomes = measure(withReferences(chosen), options.quick ? quick : full, report);
  const isShown = (_: unknown, i: number) => chosen.includes(outcomes[i]!.case);
  const results = resultsOf(outcomes).filter(isShown);
  process.stdout.write(options.json ? jsonLinesOf(results) : tableOf(results));
  return results.some((result) => result.failed !== undefined) ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
