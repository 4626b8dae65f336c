import type { Command } from 'commander';
import pc from 'picocolors';
import { z } from 'zod';
import type { Result } from '../experiments/claim.ts';
import { studies } from '../experiments/studies.ts';
import type { Study } from '../experiments/study.ts';
import { formOf } from '../experiments/study-form.ts';
import { taskOf } from '../experiments/task.ts';
import { hash } from '../settings/canonical.ts';
import { field } from '../settings/kind.ts';
import { Misuse } from '../settings/misuse.ts';
import { nearest } from '../settings/nearest.ts';
import { createCounter } from './counter.ts';
import { gatherCrew } from './crew.ts';
import { crewFields } from './crew-flags.ts';
import { addFieldFlags, fieldValues } from './flags.ts';
import { INTERRUPTED } from './interrupt.ts';
import { makeOutputFolder, writeFigure } from './output.ts';

type Flags = Readonly<Record<string, string | boolean | undefined>>;

const fields = {
  ...crewFields,
  seed: field(crewFields.seed.unwrap().optional(), { doc: 'first seed; by default that of the study' }),
  seeds: field(z.int().min(1).max(10_000).optional(), {
    doc: 'trials a variant; by default those of the study',
  }),
};

/** Arguments, flags and action of `twolayer study <name>`. */
export function completeStudyCommand(
  command: Command,
  modules: readonly string[],
  setExitCode: (code: number) => void,
): void {
  command
    .argument('[name]', 'one of twolayer list studies')
    .option('--quick', 'a quarter of the trials, or what else is less')
    .option('--fresh', 'compute again what has been found before')
    .option('--out <folder>', 'write into this new folder instead of runs/')
    .option('--json', 'one JSON object a variant; write no file without --out');
  addFieldFlags(command, fields);
  command.action(async (name: string | undefined, flags: Flags) => {
    setExitCode(await runStudy(studyNamed(name), flags, modules));
  });
}

function studyNamed(name: string | undefined): Study {
  const names = studies.map((study) => study.name);
  if (name === undefined) throw new Misuse(`study needs a name: ${names.join(', ')}`);
  const study = studies.find((candidate) => candidate.name === name);
  if (study) return study;
  throw new Misuse(
    `study ${name}: there is no such study; the nearest are ${nearest(name, names).join(', ')}`,
  );
}

/** Runs every variant on all cores, then tells and draws how they compare. */
async function runStudy(study: Study, flags: Flags, modules: readonly string[]): Promise<number> {
  const { seed = study.firstSeed ?? 0, workers, seeds = study.seeds } = fieldValues(fields, flags);
  const { work, jobs } = formOf(study);
  const all = jobs({ ...study, seeds }, { quick: flags.quick === true, seed });
  const counter = createCounter('trials');
  const crew = gatherCrew({
    modules,
    fresh: flags.fresh === true,
    ...(workers !== undefined && { workers }),
    progress: flags.json ? () => {} : counter.show,
  });
  try {
    const tasks = all.map((job) => taskOf(work, job));
    const ended = await Promise.allSettled(crew.start(tasks).values());
    counter.clear();
    const broken = ended.find((result) => result.status === 'rejected');
    if (broken && !crew.interrupt.came) throw broken.reason;
    const results = tasks.flatMap(({ key, job }) => {
      const outcome = crew.outcomes.get(key);
      return outcome ? [{ job, evidence: outcome.evidence }] : [];
    });
    await tell(study, results, flags, commandOf(study, flags, modules));
    return crew.interrupt.came ? INTERRUPTED : 0;
  } finally {
    await crew.end();
  }
}

/** Table and figure of what there is; an interrupted study tells of the trials it has. */
async function tell(
  study: Study,
  results: readonly Result<unknown, unknown>[],
  flags: Flags,
  command: string,
): Promise<void> {
  const form = formOf(study);
  const rows = form.rows(study, results);
  const out = flags.out as string | undefined;
  if (flags.json) process.stdout.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  else process.stdout.write(words(study.question, form.table(rows), form.sentences?.(rows) ?? []));
  if (rows.length === 0 || (flags.json && out === undefined)) return;
  const id = hash(new TextEncoder().encode(command)).slice(0, 16);
  const folder = makeOutputFolder(out, `study-${study.name}`, id);
  folder.write('variants.ndjson', rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await writeFigure(folder, form.figure(study, results, command));
  if (!flags.json)
    process.stdout.write(`Wrote ${folder.path} (variants.ndjson, figure.svg, figure.png, figure.vl.json)\n`);
}

function words(question: string, table: readonly string[][], sentences: readonly string[]): string {
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  return `${[pc.bold(question), ...lines, ...sentences].join('\n')}\n`;
}

/** The command line that repeats a study. */
function commandOf(study: Study, flags: Flags, modules: readonly string[]): string {
  const given = ['seed', 'seeds'].flatMap((key) =>
    flags[key] === undefined ? [] : [`--${key} ${flags[key]}`],
  );
  const used = modules.map((file) => `--use ${file}`);
  return ['npx twolayer study', study.name, ...(flags.quick ? ['--quick'] : []), ...given, ...used].join(' ');
}
