import type { Command } from 'commander';
import { planIn } from '../../node/sweep-folder.ts';
import { tellCounts } from './words.ts';

/** Arguments, flags and action of `twolayer status <folder>`. */
export function completeStatusCommand(command: Command): void {
  command
    .argument('<folder>', 'the folder of a sweep')
    .option('--json', 'the counts as one JSON object')
    .action((folder: string, { json }: { readonly json?: boolean }) => {
      tellCounts(folder, planIn(folder), json === true);
    });
}
