import type { Command } from 'commander';
import { knownIn, planIn } from '../../node/sweep-folder.ts';
import { missingTrials } from '../../sweeps/counts.ts';
import { queueState } from './queue-state.ts';
import { tellCounts } from './words.ts';

/** Arguments, flags and action of `twolayer status <folder>`. */
export function completeStatusCommand(command: Command): void {
  command
    .argument('<folder>', 'the folder of a sweep')
    .option('--json', 'the counts as one JSON object')
    .action(async (folder: string, { json }: { readonly json?: boolean }) => {
      const known = knownIn(folder, planIn(folder));
      const pending = missingTrials(known, false).map((trial) => known.ids[trial]!);
      tellCounts(folder, known, json === true, await queueState(folder, pending));
    });
}
