import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { claimsReport } from '../experiments/claims-report.ts';
import type { Figure, TrialRecord } from '../experiments/experiment.ts';
import { verdictsFigure } from '../experiments/verdicts-figure.ts';
import { Misuse } from '../settings/misuse.ts';
import type { Decided } from './check.ts';
import { renderFigure } from './render-figure.ts';

/** A folder for one run's files, made before the run so that trouble shows early. */
export interface OutputFolder {
  readonly path: string;
  write(name: string, content: string | Uint8Array): void;
  /** Removes the folder when nothing was written into it. */
  discardIfEmpty(): void;
}

/**
 * Makes the folder that was asked for, or `runs/<experiment>-<id>` with a suffix when that exists.
 *
 * @throws Misuse when an explicit folder exists or a folder cannot be made
 */
export function makeOutputFolder(asked: string | undefined, experiment: string, id: string): OutputFolder {
  const path = asked === undefined ? firstFree(join('runs', `${experiment}-${id}`)) : make(asked);
  if (path === undefined) throw new Misuse(`--out ${asked} exists; give a folder that does not`);
  let empty = true;
  return {
    path,
    write(name, content) {
      empty = false;
      writeFileSync(join(path, name), content);
    },
    discardIfEmpty() {
      if (empty) rmdirSync(path);
    },
  };
}

function firstFree(base: string): string {
  for (let repeat = 1; ; repeat++) {
    const path = make(repeat === 1 ? base : `${base}-${repeat}`);
    if (path !== undefined) return path;
  }
}

/** Makes a folder, its parents included; undefined when it exists. */
function make(path: string): string | undefined {
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (existsSync(path)) return undefined;
    mkdirSync(path);
    return path;
  } catch (error) {
    throw new Misuse(`cannot make the folder ${JSON.stringify(path)}: ${(error as Error).message}`);
  }
}

/** The record as one line of NDJSON. */
export function writeRecord(folder: OutputFolder, record: TrialRecord): void {
  folder.write('record.ndjson', `${JSON.stringify(record)}\n`);
}

/** A figure as its Vega-Lite specification, as SVG and as PNG. */
export async function writeFigure(folder: OutputFolder, figure: Figure, name = 'figure'): Promise<void> {
  const { svg, png } = await renderFigure(figure);
  folder.write(
    `${name}.vl.json`,
    `${JSON.stringify({ ...figure.spec, description: figure.caption }, null, 1)}\n`,
  );
  folder.write(`${name}.svg`, svg);
  folder.write(`${name}.png`, png);
}

/** Verdicts as NDJSON and as a page, a figure of all of them, and the figures that claims have of their own. */
export async function writeVerdicts(
  folder: OutputFolder,
  decided: readonly Decided[],
  command: string,
): Promise<void> {
  if (decided.length === 0) return;
  const verdicts = decided.map(({ verdict }) => verdict);
  folder.write('verdicts.ndjson', verdicts.map((verdict) => `${JSON.stringify(verdict)}\n`).join(''));
  folder.write('claims.md', claimsReport(verdicts, command));
  await writeFigure(folder, verdictsFigure(verdicts, command), 'verdicts');
  for (const { verdict, claim, results } of decided) {
    const figure = claim.figure?.(results, command);
    if (figure) await writeFigure(folder, figure, verdict.claim);
  }
}
