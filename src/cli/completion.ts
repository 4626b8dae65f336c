import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { experiments } from '../experiments/index.ts';
import { presets } from '../experiments/presets.ts';
import { kebab } from '../settings/kebab.ts';
import { allFields } from '../settings/resolve.ts';
import { choicesOf } from './flags.ts';
import { listNames } from './list.ts';

/** A handler that offers the same words always. */
const offer = (words: readonly string[]) => (complete: (word: string, description: string) => void) => {
  for (const word of words) complete(word, '');
};

/** Adds `twolayer complete <bash|zsh|fish|powershell>`, which prints a script for that shell. */
export async function addCompletionCommand(program: Command): Promise<void> {
  const completion = tab(program);
  const kinds = completion.commands.get('list')?.arguments.get('kind');
  if (kinds) kinds.handler = offer(listNames);
  for (const experiment of experiments) {
    const command = completion.commands.get(`run ${experiment.name}`);
    const preset = command?.options.get('preset');
    const own = presets.filter((candidate) => candidate.experiment === experiment.name);
    if (preset) preset.handler = offer(own.map(({ name }) => name));
    for (const [key, type] of Object.entries(allFields(experiment))) {
      const option = command?.options.get(kebab(key));
      if (option) option.handler = offer(choicesOf(type));
    }
  }
}
