import { resolve } from 'node:path';
import type { Command } from 'commander';
import { exportTable } from '../../node/export-table.ts';
import { planIn } from '../../node/sweep-folder.ts';
import { readTrials } from '../../node/trials.ts';
import { Misuse } from '../../settings/misuse.ts';
import { refuseUnlessNew, writable } from './writable.ts';

interface Flags {
  readonly csv?: string;
  readonly parquet?: string;
}

/** Arguments, flags and action of `twolayer export <folder> --csv <file> | --parquet <file>`. */
export function completeExportCommand(command: Command): void {
  command
    .argument('<folder>', 'the folder of a sweep')
    .option('--csv <file>', 'write a new CSV file, a row a trial')
    .option('--parquet <file>', 'write a new Parquet file, a row a trial')
    .action(exportTrials);
}

/** @throws Misuse when no file is named, or one that exists or cannot be written */
function exportTrials(folder: string, flags: Flags): void {
  const files = (['csv', 'parquet'] as const).flatMap((format) => {
    const path = flags[format];
    return path === undefined ? [] : [{ format, path }];
  });
  if (files.length === 0) throw new Misuse('export needs --csv <file> or --parquet <file>');
  for (const { format, path } of files) refuseUnlessNew(`--${format}`, path);
  if (new Set(files.map(({ path }) => resolve(path))).size < files.length)
    throw new Misuse('--csv and --parquet must be two files');
  const table = readTrials(folder, planIn(folder));
  for (const { format, path } of files) writable(path, () => exportTable(table, path, format));
  const { count, columns } = table;
  const paths = files.map(({ path }) => path).join(' and ');
  process.stdout.write(`${paths}: ${count.toLocaleString('en-US')} trials, ${columns.length} columns\n`);
}
