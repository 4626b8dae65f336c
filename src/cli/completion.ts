import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { experiments } from '../experiments/index.ts';
import { kebab } from '../settings/kebab.ts';
import { allFields } from '../settings/resolve.ts';
import { choicesOf } from './flags.ts';

/** Adds `twolayer complete <bash|zsh|fish|powershell>`, which prints a script for that shell. */
export async function addCompletionCommand(program: Command): Promise<void> {
  const completion = tab(program);
  for (const experiment of experiments) {
    const command = completion.commands.get(`run ${experiment.name}`);
    for (const [key, type] of Object.entries(allFields(experiment))) {
      const option = command?.options.get(kebab(key));
      if (!option) continue;
      option.handler = (complete) => {
        for (const word of choicesOf(type)) complete(word, '');
      };
    }
  }
}
