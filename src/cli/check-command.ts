import type { Command } from 'commander';
import { z } from 'zod';
import type { Verdict } from '../experiments/check.ts';
import type { Claim } from '../experiments/claim.ts';
import { kebab } from '../settings/kebab.ts';
import { field } from '../settings/kind.ts';
import { type Checked, type CheckRequest, checkClaims, type Listener } from './check.ts';
import { tableHead, tableRow } from './check-table.ts';
import { createCounter } from './counter.ts';
import { crewFields } from './crew-flags.ts';
import { addFieldFlags, fieldValues } from './flags.ts';
import { INTERRUPTED } from './interrupt.ts';
import { makeOutputFolder, type OutputFolder, writeVerdicts } from './output.ts';
import { version } from './package.ts';

type Flags = Readonly<Record<string, string | boolean | undefined>>;

const fields = {
  ...crewFields,
  dimFactor: field(z.int().min(1).max(16).default(1), {
    doc: 'multiply every input dimension, batches with it',
  }),
};

/** Arguments, flags and action of `twolayer check [claims…]`. */
export function completeCheckCommand(
  command: Command,
  modules: readonly string[],
  setExitCode: (code: number) => void,
): void {
  command
    .argument('[claims...]', 'A4, xor/heavy-rate, or A for all of paper A; all of them when left out')
    .option('--quick', 'seconds instead of minutes: fewer seeds, the same questions')
    .option('--fresh', 'compute again what has been found before')
    .option(
      '--out <folder>',
      'write verdicts.ndjson, claims.md, claims.json and figures into this new folder',
    )
    .option('--json', 'one JSON object a claim');
  addFieldFlags(command, fields);
  command.action(async (words: string[], flags: Flags) => {
    setExitCode(await check(words, flags, modules));
  });
}

async function check(words: readonly string[], flags: Flags, modules: readonly string[]): Promise<number> {
  const { seed, dimFactor, workers } = fieldValues(fields, flags);
  const request: CheckRequest = {
    words,
    plan: { quick: flags.quick === true, seed, dimFactor },
    ...(workers !== undefined && { workers }),
    fresh: flags.fresh === true,
    modules,
  };
  const folder = typeof flags.out === 'string' ? makeOutputFolder(flags.out, 'check', '') : undefined;
  try {
    const checked = await checkClaims(request, flags.json ? jsonListener() : tableListener());
    const command = commandOf(words, flags, modules);
    if (folder) await writeVerdicts(folder, checked.decided, { command, plan: request.plan, version });
    if (!flags.json) process.stdout.write(`${summary(checked, folder, modules)}\n`);
    return exitCode(checked);
  } finally {
    folder?.discardIfEmpty();
  }
}

/** The command line that repeats a check. */
function commandOf(words: readonly string[], flags: Flags, modules: readonly string[]): string {
  const given = Object.keys(fields).flatMap((key) =>
    flags[key] === undefined ? [] : [`--${kebab(key)} ${flags[key]}`],
  );
  const used = modules.map((file) => `--use ${file}`);
  return ['npx twolayer check', ...words, ...(flags.quick ? ['--quick'] : []), ...given, ...used].join(' ');
}

function exitCode({ decided, interrupted, failed }: Checked): number {
  if (interrupted) return INTERRUPTED;
  return failed > 0 || decided.some(({ verdict }) => verdict.verdict === 'not supported') ? 1 : 0;
}

function summary(
  { decided, interrupted, failed }: Checked,
  folder: OutputFolder | undefined,
  modules: readonly string[],
): string {
  const count = (decision: string) => decided.filter(({ verdict }) => verdict.verdict === decision).length;
  const counts = ['supported', 'not supported', 'inconclusive'].map((word) => `${count(word)} ${word}`);
  const broken = failed > 0 ? `, ${failed} failed` : '';
  const next = modules.length === 0 ? 'goes on from here' : 'starts anew: nothing is kept with --use';
  const again = interrupted ? ` Interrupted; the same command ${next}.` : '';
  const written = folder ? ` Wrote ${folder.path} (verdicts.ndjson, claims.md, claims.json, figures).` : '';
  return `${counts.join(', ')}${broken}.${written}${again}`;
}

/** One JSON object a line on stdout, what was left out on stderr. */
function jsonListener(): Listener {
  return {
    progress() {},
    verdict: (verdict) => process.stdout.write(`${JSON.stringify(verdict)}\n`),
    left,
  };
}

function left({ id }: Claim, why: string): void {
  process.stderr.write(`twolayer: ${id} left out: ${why}\n`);
}

/** Rows on stdout as they are decided; progress on stderr, in place on a terminal. */
function tableListener(): Listener {
  const counter = createCounter('jobs');
  let head = false;
  return {
    progress: counter.show,
    verdict(verdict: Verdict) {
      counter.clear();
      if (!head) process.stdout.write(tableHead());
      head = true;
      process.stdout.write(tableRow(verdict));
    },
    left(claim, why) {
      counter.clear();
      left(claim, why);
    },
  };
}
