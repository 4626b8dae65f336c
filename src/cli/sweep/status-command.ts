import type { Command } from 'commander';
import { knownIn, planIn } from '../../node/sweep-folder.ts';
import { missingTrials } from '../../sweeps/counts.ts';
import { queueInWords } from './queue-words.ts';
import { tellCounts } from './words.ts';

/** Arguments, flags and action of `twolayer status <folder>`. */
export function completeStatusCommand(command: Command): void {
  command
    .argument('<folder>', 'the folder of a sweep')
    .option('--json', 'the counts as one JSON object')
    .action(async (folder: string, { json }: { readonly json?: boolean }) => {
      const known = knownIn(folder, planIn(folder));
      tellCounts(folder, known, json === true);
      if (json) return;
      const pending = missingTrials(known, false).map((trial) => known.ids[trial]!);
      for (const line of await queueInWords(folder, pending)) process.stdout.write(`${line}\n`);
    });
}
