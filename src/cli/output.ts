import { existsSync, mkdirSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { claimsReport } from '../experiments/claims-report.ts';
import type { Figure, TrialRecord } from '../experiments/experiment.ts';
import type { RecordedCheck } from '../experiments/recorded-check.ts';
import { verdictsFigure } from '../experiments/verdicts-figure.ts';
import type { Theme } from '../figures/palette.ts';
import { themeConfig } from '../figures/theme.ts';
import { Misuse } from '../settings/misuse.ts';
import type { Decided } from './check.ts';
import { renderFigure } from './render-figure.ts';

/** A folder for one run's files, made before the run so that trouble shows early. */
export interface OutputFolder {
  readonly path: string;
  write(name: string, content: string | Uint8Array): void;
  /** Removes the folder, with parents that were made for it, when nothing was written into it. */
  discardIfEmpty(): void;
}

/**
 * Makes the folder that was asked for, or `runs/<experiment>-<id>` with a suffix when that exists.
 *
 * @throws Misuse when an explicit folder exists or a folder cannot be made
 */
export function makeOutputFolder(asked: string | undefined, experiment: string, id: string): OutputFolder {
  const made = asked === undefined ? firstFree(join('runs', `${experiment}-${id}`)) : make(asked);
  if (made === undefined) throw new Misuse(`--out ${asked} exists; give a folder that does not`);
  const { path, first } = made;
  let empty = true;
  return {
    path,
    write(name, content) {
      empty = false;
      writeFileSync(join(path, name), content);
    },
    discardIfEmpty() {
      if (empty) removeUpTo(first, path);
    },
  };
}

/** A folder that was made, and the first of its parents, or itself, that had to be. */
interface Made {
  readonly path: string;
  readonly first: string;
}

function firstFree(base: string): Made {
  for (let repeat = 1; ; repeat++) {
    const made = make(repeat === 1 ? base : `${base}-${repeat}`);
    if (made !== undefined) return made;
  }
}

/** Removes empty folders from the last one up to the first; another run may have come to use one of them. */
function removeUpTo(first: string, last: string): void {
  for (let path = resolve(last); path.length >= resolve(first).length; path = dirname(path)) {
    if (readdirSync(path).length > 0) return;
    rmdirSync(path);
  }
}

/** Makes a folder, its parents included; undefined when it exists. */
function make(path: string): Made | undefined {
  try {
    const first = mkdirSync(dirname(path), { recursive: true });
    if (existsSync(path)) return undefined;
    mkdirSync(path);
    return { path, first: first ?? path };
  } catch (error) {
    throw new Misuse(`cannot make the folder ${JSON.stringify(path)}: ${(error as Error).message}`);
  }
}

/** The record as one line of NDJSON. */
export function writeRecord(folder: OutputFolder, record: TrialRecord): void {
  folder.write('record.ndjson', `${JSON.stringify(record)}\n`);
}

/** A figure as its Vega-Lite specification, as SVG and as PNG, in the colors of a theme. */
export async function writeFigure(
  folder: OutputFolder,
  figure: Figure,
  { theme = 'light', name = 'figure' }: { readonly theme?: Theme; readonly name?: string } = {},
): Promise<void> {
  const { svg, png } = await renderFigure(figure, theme);
  const config = themeConfig(theme);
  folder.write(
    `${name}.vl.json`,
    `${JSON.stringify({ ...figure.spec, config, description: figure.caption }, null, 1)}\n`,
  );
  folder.write(`${name}.svg`, svg);
  folder.write(`${name}.png`, png);
}

/**
 * Verdicts as NDJSON, as a page and, with the figures that claims have of their own, as data for pages; a figure of all
 * of them, and those of claims.
 */
export async function writeVerdicts(
  folder: OutputFolder,
  decided: readonly Decided[],
  { command, plan, version }: Pick<RecordedCheck, 'command' | 'plan' | 'version'>,
): Promise<void> {
  if (decided.length === 0) return;
  const verdicts = decided.map(({ verdict }) => verdict);
  const figures = Object.fromEntries(
    decided.flatMap(({ claim, results }) => {
      const figure = claim.figure?.(results, command);
      return figure ? [[claim.id, figure]] : [];
    }),
  );
  const recorded: RecordedCheck = { schema: 1, command, plan, version, verdicts, figures };
  folder.write('verdicts.ndjson', verdicts.map((verdict) => `${JSON.stringify(verdict)}\n`).join(''));
  folder.write('claims.md', claimsReport(verdicts, command));
  folder.write('claims.json', `${JSON.stringify(recorded, null, 1)}\n`);
  await writeFigure(folder, verdictsFigure(verdicts, command), { name: 'verdicts' });
  for (const [name, figure] of Object.entries(figures)) await writeFigure(folder, figure, { name });
}
