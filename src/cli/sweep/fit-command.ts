import type { Command } from 'commander';
import pc from 'picocolors';
import { z } from 'zod';
import { knownIn, planIn } from '../../node/sweep-folder.ts';
import { field } from '../../settings/kind.ts';
import { Misuse } from '../../settings/misuse.ts';
import { resultsOf } from '../../sweeps/counts.ts';
import { type FitOptions, fitSweep } from '../../sweeps/fit.ts';
import type { KnownTrials } from '../../sweeps/known.ts';
import { luckOf } from '../../sweeps/luck.ts';
import { addFieldFlags, fieldValues } from '../flags.ts';
import { fitInWords, luckInWords } from './fit-words.ts';

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
      if (!flags.json) process.stdout.write(titleOf(folder, known));
      process.stdout.write(flags.json ? asJson(folder, known, options) : inWords(known, options));
    }
  });
}

function asJson(folder: string, known: KnownTrials, options: ReturnType<typeof fitOptions>): string {
  const fits = fitSweep(known, options).map(({ curves, ...fit }) => ({ folder, ...fit }));
  const luck = luckOf(resultsOf(known), options.of).map((cell) => ({ folder, ...cell }));
  return [...fits, ...luck].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Said as soon as the folder is read: a fit of many runs takes its time. */
const titleOf = (folder: string, { plan }: KnownTrials) =>
  `${pc.bold(folder)} ${pc.dim(`until ${plan.success}`)}\n`;

/** Luck can be split in a sweep that has nothing to fit against. */
function inWords(known: KnownTrials, options: ReturnType<typeof fitOptions>): string {
  const luck = luckOf(resultsOf(known), options.of).map(luckInWords);
  return `${[...fitsInWords(known, options, luck.length > 0), ...luck].join('\n')}\n`;
}

function fitsInWords(known: KnownTrials, options: FitOptions, isOptional: boolean): string[] {
  try {
    return fitSweep(known, options).map(fitInWords);
  } catch (error) {
    if (isOptional && error instanceof Misuse) return [];
    throw error;
  }
}
