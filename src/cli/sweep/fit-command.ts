import type { Command } from 'commander';
import pc from 'picocolors';
import { z } from 'zod';
import { knownIn, planIn } from '../../node/sweep-folder.ts';
import { field } from '../../settings/kind.ts';
import { fitSweep } from '../../sweeps/fit.ts';
import { addFieldFlags, fieldValues } from '../flags.ts';
import { fitInWords } from './fit-words.ts';

type Flags = Readonly<Record<string, string | boolean | undefined>>;

const fields = {
  of: field(z.enum(['samples', 'steps', 'time']).default('samples'), {
    doc: 'what is fitted: where the rule of success first held',
  }),
  against: field(z.string().optional(), { doc: 'the axis; by default inputDim, or the only one of numbers' }),
  confidence: field(z.number().positive().max(0.9999).default(0.95), { doc: 'of intervals' }),
};

/** Arguments, flags and action of `twolayer fit <folder…>`. */
export function completeFitCommand(command: Command): void {
  command.argument('<folder...>', 'folders of sweeps').option('--json', 'one JSON object a group of runs');
  addFieldFlags(command, fields);
  command.action((folders: string[], flags: Flags) => {
    const { of, against, confidence } = fieldValues(fields, flags);
    for (const folder of folders) {
      const known = knownIn(folder, planIn(folder));
      const fits = fitSweep(known, { of, confidence, ...(against !== undefined && { against }) });
      if (!flags.json) process.stdout.write(`${pc.bold(folder)} ${pc.dim(`until ${known.plan.success}`)}\n`);
      for (const { curves, ...fit } of fits) {
        process.stdout.write(flags.json ? `${JSON.stringify({ folder, ...fit })}\n` : `${fitInWords(fit)}\n`);
      }
    }
  });
}
