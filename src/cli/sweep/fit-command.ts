import type { Command } from 'commander';
import pc from 'picocolors';
import { z } from 'zod';
import { knownIn, planIn } from '../../node/sweep-folder.ts';
import { field } from '../../settings/kind.ts';
import { resultsOf } from '../../sweeps/counts.ts';
import { rateOf } from '../../sweeps/figures/rates.ts';
import { type FitOptions, fitSweep, fittableResults } from '../../sweeps/fit.ts';
import { fitInWords, luckInWords, placeInWords } from '../../sweeps/fit-words.ts';
import type { KnownTrials } from '../../sweeps/known.ts';
import { luckOf } from '../../sweeps/luck.ts';
import { fittedAxis, numericAxes } from '../../sweeps/observations.ts';
import type { CellResult } from '../../sweeps/results.ts';
import { startSearches } from '../../sweeps/search/searches.ts';
import { addFieldFlags, fieldValues } from '../flags.ts';
import { searchesInWords } from './words.ts';

type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** What every command that fits takes. */
export const fitFields = {
  of: field(z.enum(['samples', 'steps', 'time']).default('samples'), {
    doc: 'what is fitted: where the rule of success first held',
  }),
  against: field(z.string().optional(), { doc: 'the axis; by default inputDim, or the only one of numbers' }),
  confidence: field(z.number().min(0.5).max(0.9999).default(0.95), { doc: 'of intervals' }),
};

/** Options of a fit from flags of `fitFields`. */
export function fitOptions(flags: Flags): Required<Pick<FitOptions, 'of' | 'confidence'>> & FitOptions {
  const { of, against, confidence } = fieldValues(fitFields, flags);
  return { of, confidence, ...(against !== undefined && { against }) };
}

/** Arguments, flags and action of `twolayer fit <folder…>`. */
export function completeFitCommand(command: Command): void {
  command.argument('<folder...>', 'folders of sweeps').option('--json', 'one JSON object a group of runs');
  addFieldFlags(command, fitFields);
  command.action((folders: string[], flags: Flags) => {
    const options = fitOptions(flags);
    for (const folder of folders) {
      const known = knownIn(folder, planIn(folder));
      checkAxis(known, options);
      if (!flags.json) process.stdout.write(titleOf(folder, known));
      process.stdout.write(flags.json ? asJson(folder, known, options) : inWords(known, options));
    }
  });
}

/** Whether there is something to fit against; asked for, it must be there. */
const isFittable = (known: KnownTrials, { against }: FitOptions) =>
  against !== undefined || numericAxes(fittableResults(known)).length > 0;

/** Complains of the axis before anything is printed. */
function checkAxis(known: KnownTrials, options: FitOptions): void {
  if (isFittable(known, options)) fittedAxis(fittableResults(known), options.against);
}

function asJson(folder: string, known: KnownTrials, options: ReturnType<typeof fitOptions>): string {
  const fits = isFittable(known, options)
    ? fitSweep(known, options).map(({ curves, ...fit }) => fit)
    : insteadAsJson(known);
  const luck = luckOf(resultsOf(known), options.of);
  return [...fits, ...luck].map((line) => `${JSON.stringify({ folder, ...line })}\n`).join('');
}

/** What there is to tell where nothing can be fitted: what searches found, or success rates. */
function insteadAsJson(known: KnownTrials): object[] {
  const { bracket } = known.plan;
  if (bracket) return startSearches(known, bracket).states();
  return resultsOf(known).cells.map((cell) => ({ at: cell.at, rate: rateOf(cell) }));
}

/** Said as soon as the folder is read: a fit of many runs takes its time. */
const titleOf = (folder: string, { plan }: KnownTrials) =>
  `${pc.bold(folder)} ${pc.dim(`until ${plan.success}`)}\n`;

function inWords(known: KnownTrials, options: ReturnType<typeof fitOptions>): string {
  const said = isFittable(known, options) ? fitSweep(known, options).map(fitInWords) : insteadInWords(known);
  const luck = luckOf(resultsOf(known), options.of).map(luckInWords);
  return `${[...said, ...luck].join('\n')}\n`;
}

const insteadInWords = (known: KnownTrials) =>
  known.plan.bracket ? searchesInWords(known) : resultsOf(known).cells.map(rateInWords);

/** `width 64: success in 7 of 8 runs, 0.875 [0.473, 0.997] (95 %)`. */
function rateInWords(cell: CellResult): string {
  const { successes, trials, estimate, interval } = rateOf(cell);
  const place = placeInWords(cell.at);
  const share = `${estimate?.toFixed(3) ?? '?'} [${interval.map((end) => end.toFixed(3)).join(', ')}] (95 %)`;
  return `${place === '' ? '' : `${place}: `}success in ${successes} of ${trials} runs, ${share}`;
}
