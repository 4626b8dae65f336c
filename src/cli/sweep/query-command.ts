import type { Command } from 'commander';
import { ask } from '../../node/ask.ts';
import { planIn } from '../../node/sweep-folder.ts';
import { readTrials } from '../../node/trials.ts';
import { csvLines } from '../../sweeps/report/csv.ts';
import type { Entry, Table } from '../../sweeps/report/table.ts';

interface Flags {
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** Counts every run: those that never got there are above all others. */
const EXAMPLE =
  "select inputDim, count(*) runs, count(samplesHigh) reached, median(coalesce(samplesHigh, 'Infinity'::double)) median from trials where status <> 'failed' group by 1 order by 1";

/** Arguments, flags and action of `twolayer query <folder> "select …"`. */
export function completeQueryCommand(command: Command): void {
  command
    .argument('<folder>', 'the folder of a sweep')
    .argument('<sql>', 'over the view trials, whose columns are those of twolayer export')
    .option('--json', 'one JSON object a line')
    .option('--csv', 'CSV')
    .addHelpText(
      'after',
      `\nExample:\n  twolayer query runs/mine "${EXAMPLE}"\n\nsamplesHigh is null in a run that never got there, and SQL skips nulls: coalesce makes it infinite.`,
    )
    .action(async (folder: string, sql: string, flags: Flags) => {
      const table = await ask(readTrials(folder, planIn(folder)), sql);
      const lines = flags.json ? jsonLines(table) : flags.csv ? csvLines(table) : alignedLines(table);
      for (const line of lines) process.stdout.write(line);
    });
}

function* jsonLines({ columns, rows }: Table): Generator<string> {
  for (const row of rows) {
    yield `${JSON.stringify(Object.fromEntries(columns.map((name, c) => [name, row[c]])))}\n`;
  }
}

/** Numbers to the right, what is not known as a dash. */
function* alignedLines({ columns, rows }: Table): Generator<string> {
  const entries = [...rows];
  const texts = [[...columns], ...entries.map((row) => row.map(textOf))];
  const widths = columns.map((_, c) => texts.reduce((most, row) => Math.max(most, row[c]!.length), 0));
  const isNumeric = columns.map((_, c) =>
    entries.every((row) => row[c] === null || typeof row[c] === 'number'),
  );
  const pad = (text: string, c: number) =>
    isNumeric[c] ? text.padStart(widths[c]!) : text.padEnd(widths[c]!);
  for (const row of texts) yield `${row.map(pad).join('  ').trimEnd()}\n`;
}

const textOf = (entry: Entry) =>
  entry === null ? '–' : typeof entry === 'number' ? String(Number(entry.toPrecision(6))) : String(entry);
