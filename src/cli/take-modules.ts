import { Misuse } from '../settings/misuse.ts';

/** Takes every `--use <file>` and `--use=<file>` out of the words. */
export function takeModules(words: readonly string[]): { words: string[]; modules: string[] } {
  const modules: string[] = [];
  const rest: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const [, inline] = /^--use=(.*)$/.exec(words[i]!) ?? [];
    if (inline !== undefined) modules.push(inline);
    else if (words[i] !== '--use') rest.push(words[i]!);
    else if (words[i + 1] === undefined) throw new Misuse('--use must be followed by a file');
    else modules.push(words[++i]!);
  }
  return { words: rest, modules };
}
