import { existsSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { type Known, knownIn, planIn, readSweepJson, spentIn } from '../../node/sweep-folder.ts';
import { field } from '../../settings/kind.ts';
import { Misuse } from '../../settings/misuse.ts';
import { countTrials, resultsOf } from '../../sweeps/counts.ts';
import { besideCurve, powerCurve } from '../../sweeps/figures/beside.ts';
import type { Curve } from '../../sweeps/figures/fitted.ts';
import { fittedSeries } from '../../sweeps/figures/fitted-series.ts';
import { type FitOptions, type FittedGroup, fitSweep } from '../../sweeps/fit.ts';
import { luckOf } from '../../sweeps/luck.ts';
import { luckSentence } from '../../sweeps/report/luck-words.ts';
import { repeatSteps } from '../../sweeps/report/repeat-steps.ts';
import { sweepReport } from '../../sweeps/report/report.ts';
import type { ReportFigure } from '../../sweeps/report/report-parts.ts';
import type { SweepResults } from '../../sweeps/results.ts';
import { addFieldFlags, fieldValues } from '../flags.ts';
import { makeOutputFolder, writeFigure } from '../output.ts';
import { renderFigure } from '../render-figure.ts';
import { fitFields, fitOptions } from './fit-command.ts';
import { figuresOf } from './report-figures.ts';
import { oddityWarnings, searchesInWords } from './words.ts';
import { refuseUnlessNew, writable } from './writable.ts';

type Flags = Readonly<Record<string, string | boolean | undefined>>;

const referenceFields = {
  reference: field(z.number().min(-10).max(10).optional(), {
    doc: 'draw this power of the axis, such as the 2 that theory predicts, through the middle of the nearest fit',
    placeholder: 'power',
  }),
};

/** Arguments, flags and action of `twolayer report <folder>`. */
export function completeReportCommand(command: Command): void {
  command
    .argument('<folder>', 'the folder of a sweep')
    .option('--out <file>', 'write to this new file instead of report.html in the folder')
    .option('--figures <folder>', 'write each figure as SVG, PNG and Vega-Lite into this new folder too')
    .option(
      '--beside <folder>',
      'draw the power law of this other sweep, such as that of a kernel, for comparison',
    );
  addFieldFlags(command, { ...fitFields, ...referenceFields });
  command.action(async (folder: string, flags: Flags) => {
    process.stdout.write(`Wrote ${await writeReport(folder, flags)}\n`);
  });
}

/** Fits, draws and writes. @returns what was written, in words */
async function writeReport(folder: string, flags: Flags): Promise<string> {
  const out = (flags.out as string | undefined) ?? join(folder, 'report.html');
  if (flags.out !== undefined) refuseUnlessNew('--out', out);
  if (typeof flags.figures === 'string' && existsSync(flags.figures))
    throw new Misuse(`--figures ${flags.figures} exists; give a folder that does not`);
  const options = fitOptions(flags);
  const known = knownIn(folder, planIn(folder));
  const results = resultsOf(known);
  const groups = fitsOf(known, options);
  const fits = fittedSeries(withoutSearched(known, results), groups);
  const command = `npx twolayer report ${folder}`;
  const reference = referenceOf(flags, options, withoutSearched(known, results), groups);
  const drawn = figuresOf({ folder, known, results, unit: options.of, groups, fits, reference, command });
  const figures: ReportFigure[] = [];
  for (const { name, figure } of drawn) {
    const [light, dark] = [await renderFigure(figure, 'light'), await renderFigure(figure, 'dark')];
    figures.push({ name, figure, svg: { light: light.svg, dark: dark.svg } });
  }
  const json = readSweepJson(folder);
  const { seconds, hosts, builds } = spentIn(folder);
  const oddities = oddityWarnings(known, countTrials(known));
  process.stderr.write(oddities.map((sentence) => `twolayer: ${sentence}\n`).join(''));
  const page = sweepReport({
    title: basename(resolve(folder)),
    sweepText: json.text,
    results,
    base: (json.sweep.settings ?? {}) as Readonly<Record<string, unknown>>,
    unit: options.of,
    figures,
    fits,
    power: groups.flatMap(({ power }) => power),
    luck: luckOf(results, options.of).map(luckSentence),
    ...(known.plan.bracket && { searches: searchesInWords(known) }),
    spentSeconds: seconds,
    environment: {
      builds,
      oddities,
      ...(json.modules.length > 0 && { modules: json.modules }),
      hosts,
    },
    commands: repeatSteps({ name: basename(resolve(folder)), builds, modules: json.modules }),
    exportCommand: `npx twolayer export ${folder} --csv trials.csv`,
  });
  writable(out, () => writeFileSync(out, page));
  if (flags.figures === undefined) return out;
  const own = makeOutputFolder(flags.figures as string, '', '');
  for (const { name, figure } of drawn) await writeFigure(own, figure, { name });
  return `${out} and ${drawn.length} figures in ${own.path}`;
}

/** Fits, where there is something to fit against. */
function fitsOf(known: Known, options: FitOptions): FittedGroup[] {
  try {
    return fitSweep(known, options);
  } catch (error) {
    if (error instanceof Misuse && options.against === undefined) return [];
    throw error;
  }
}

/** A curve to lay beside: the power law of another sweep, or a power that is given. */
function referenceOf(
  flags: Flags,
  options: FitOptions,
  results: SweepResults,
  groups: readonly FittedGroup[],
): Curve | undefined {
  const { reference } = fieldValues(referenceFields, flags);
  const folder = flags.beside as string | undefined;
  if (folder !== undefined && reference !== undefined)
    throw new Misuse('--beside and --reference both draw a curve for comparison: give one of the two');
  if (reference !== undefined) return powerCurve(reference, results, groups);
  if (folder === undefined) return undefined;
  const known = knownIn(folder, planIn(folder));
  return besideCurve(withoutSearched(known, resultsOf(known)), fitSweep(known, options));
}

/** Results of a search vary in the other axes only. */
function withoutSearched({ plan }: Known, results: SweepResults): SweepResults {
  return { ...results, axes: results.axes.filter((axis) => axis !== plan.bracket?.setting) };
}
