import type { Command } from 'commander';
import pc from 'picocolors';
import { type Compacted, compactSweep } from '../../node/compact.ts';
import { readSweepJson } from '../../node/sweep-folder.ts';
import { writable } from './writable.ts';

/** Arguments, flags and action of `twolayer compact <folder>`. */
export function completeCompactCommand(command: Command): void {
  command
    .argument('<folder>', 'the folder of a sweep')
    .option(
      '--force',
      'merge also what processes may still write, and drop what cannot be read: only when none is at work',
    )
    .option('--json', 'what became of the shards as one JSON object')
    .action((folder: string, { force, json }: { readonly force?: boolean; readonly json?: boolean }) => {
      readSweepJson(folder);
      const { shards, series } = writable(folder, () => compactSweep(folder, force === true));
      if (json) process.stdout.write(`${JSON.stringify({ folder, shards, series })}\n`);
      else
        process.stdout.write(
          `${[pc.bold(folder), ...words('shards', shards), ...words('series', series)].join('\n')}\n`,
        );
    });
}

function words(what: 'shards' | 'series', { merged, into, kept, dropped, parts, odd }: Compacted): string[] {
  const isEmpty = merged.length + parts.length + odd.length === 0;
  if (isEmpty) return what === 'series' && kept === 0 ? [] : [`${what}: nothing to merge, ${trials(kept)}`];
  const names = (list: readonly string[]) => list.join(', ');
  return [
    ...(merged.length > 0
      ? [`${what}: merged ${merged.length} into ${into ?? 'none'}, ${trials(kept)}${again(dropped)}`]
      : []),
    ...(parts.length > 0
      ? [`${what}: left alone, since a process may still write them (else: --force): ${names(parts)}`]
      : []),
    ...(odd.length > 0
      ? [`${what}: left alone, since not all can be read (--force drops that): ${names(odd)}`]
      : []),
  ];
}

const trials = (count: number) => `${count.toLocaleString('en-US')} ${count === 1 ? 'trial' : 'trials'}`;

const again = (dropped: number) =>
  dropped === 0 ? '' : `; ${dropped} ${dropped === 1 ? 'line' : 'lines'} told of them once more`;
