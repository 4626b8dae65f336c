import type { Command } from 'commander';
import { z } from 'zod';
import { type Law, laws } from '../../fits/laws.ts';
import { type PowerQuestion, powerToSeparate } from '../../fits/power.ts';
import { field } from '../../settings/kind.ts';
import { Misuse } from '../../settings/misuse.ts';
import { resultsOf } from '../../sweeps/counts.ts';
import { formulaOf } from '../../sweeps/fit.ts';
import { fittedAxis } from '../../sweeps/observations.ts';
import { addFieldFlags, fieldValues } from '../flags.ts';
import { readSweepFile } from './read-sweep-file.ts';

type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** A law as one types it: `d ln d`, `d^a`, `d(a + b ln d)`. */
const typed = ({ name }: Law) =>
  name.replace('c·', '').replaceAll('·', ' ').replace('²', '^2').replace('α', 'a');

const words = laws.map(typed);

const fields = {
  truth: field(z.string().default('d(a + b ln d)'), { doc: `the law taken for true: ${words.join('; ')}` }),
  rival: field(z.string().default('d^a'), { doc: 'the law it is to be told from' }),
  coefficients: field(z.array(z.number()).min(1).max(2).optional(), {
    doc: 'of the true law: c, or c and α, or a and b; by default 1, or 1 and 1.2, or 1 and 1',
  }),
  sigma: field(z.number().positive().max(10).default(0.15), {
    doc: 'standard deviation of ln(samples) between seeds, from an earlier fit or a guess',
  }),
  against: field(z.string().optional(), { doc: 'the axis; by default inputDim, or the only one of numbers' }),
};

/** Arguments, flags and action of `twolayer power <file>`: what a sweep could tell, before it is run. */
export function completePowerCommand(command: Command): void {
  command.argument('<file>', 'a sweep file, the folder of a sweep, or one of twolayer list sweeps');
  command.option('--json', 'one JSON object');
  addFieldFlags(command, fields);
  command.action((file: string, flags: Flags) => {
    const { axis, question } = questionOf(file, flags);
    process.stdout.write(`${flags.json ? asJson(axis, question) : inWords(axis, question)}\n`);
  });
}

function inWords(axis: string, question: PowerQuestion): string {
  const { xs, seeds, sigma, truth } = question;
  const counted = seeds === 1 ? '1 seed' : `${seeds} seeds`;
  return [
    `Assumed: y = ${formulaOf(truth)}, σ = ${sigma}, ${counted} at each ${axis} ${xs.join(', ')}, d for short.`,
    powerToSeparate(question).words,
  ].join('\n');
}

function asJson(axis: string, { truth, rival, ...assumed }: PowerQuestion): string {
  const named = { law: truth.law.name, coefficients: truth.coefficients, formula: formulaOf(truth) };
  const answer = powerToSeparate({ truth, rival, ...assumed });
  return JSON.stringify({ against: axis, ...assumed, truth: named, rival: rival.name, ...answer });
}

function questionOf(file: string, flags: Flags): { axis: string; question: PowerQuestion } {
  const { truth, rival, coefficients, sigma, against } = fieldValues(fields, flags);
  const { plan } = readSweepFile(file);
  const results = resultsOf({ plan, ids: [], heads: new Map() });
  const axis = fittedAxis(results, against);
  const xs = [...new Set(results.cells.map(({ at }) => at[axis] as number))].sort((a, b) => a - b);
  const law = lawNamed(truth, '--truth');
  const own = coefficients ?? (law.exponent === null ? [1] : law.params[1] === 'α' ? [1, 1.2] : [1, 1]);
  if (own.length !== law.params.length) {
    throw new Misuse(
      `--coefficients must be ${law.params.length} numbers with ${typed(law)}, got ${own.length}`,
    );
  }
  const question = {
    xs,
    seeds: plan.seeds.length,
    sigma,
    truth: { law, coefficients: own },
    rival: lawNamed(rival, '--rival'),
  };
  return { axis, question };
}

function lawNamed(text: string, flag: string): Law {
  const bare = (word: string) =>
    word
      .replaceAll(/[\s·*]/g, '')
      .replace('²', '^2')
      .replace('α', 'a')
      .replace(/^c/, '');
  const law = laws.find((candidate) => bare(candidate.name) === bare(text));
  if (law) return law;
  throw new Misuse(`${flag} must be one of ${words.join('; ')}, got ${JSON.stringify(text)}`);
}
