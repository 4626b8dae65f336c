import { canonicalJson } from '../../settings/canonical.ts';
import { balance, countCells, countText } from '../cell-counts.ts';
import type { FittedSeries } from '../figures/fitted.ts';
import { plain } from '../figures/series.ts';
import { cellTable } from './cell-table.ts';
import { csvLines } from './csv.ts';
import { downloadLink, joinedIfSmall } from './report-downloads.ts';
import { code, definitions, escaped, folded, paragraphs, table } from './report-html.ts';
import type { Build, ReportParts } from './report-parts.ts';
import { texLines } from './tex.ts';
import { trialTable } from './trial-table.ts';

/** How many trials were planned and what became of them. */
export function countsSection({ results }: ReportParts): string {
  const counts = countCells(results.cells);
  const { planned, done, failed, pending, succeeded, diverged, exhausted } = counts;
  const other = done - succeeded - diverged - exhausted;
  const entries: [string, number][] = [
    ['planned', planned],
    ['done', done],
    ['failed', failed],
    ['pending', pending],
    ['success', succeeded],
    ['budget exhausted', exhausted],
    ['diverged', diverged],
    ['ended otherwise', other],
  ];
  const columns = entries.map(([title]) => ({ title, isNumber: true }));
  const said =
    'Success, exhausted budget, divergence and another end are those of the trials done; failed trials measured nothing.';
  const open =
    pending > 0 ? [`Still to be done: ${countText(pending)}. All numbers here are of the others.`] : [];
  const rows = [entries.map(([, count]) => countText(count))];
  return `${paragraphs([`${balance(counts)}.`, ...open])}\n${table({ label: 'Counts of trials', columns, rows })}\n${paragraphs([said])}`;
}

/** What all trials share and what varies. */
export function settingsSection({ base, results }: ReportParts): string {
  const { cells } = results;
  const axes = [...results.axes, ...results.derived];
  const varied = axes.map((axis): [string, string] => [axis, valuesText(cells.map((cell) => cell.at[axis]))]);
  const resolved = Object.keys(cells[0]?.settings ?? {}).filter((key) => !axes.includes(key));
  const differing = resolved.filter(
    (key) => new Set(cells.map(({ settings }) => canonicalJson(settings[key] ?? null))).size > 1,
  );
  const derived = differing.map((key): [string, string] => [
    key,
    valuesText(cells.map(({ settings }) => settings[key])),
  ]);
  const shared = Object.entries(base)
    .filter(([key]) => !differing.includes(key))
    .map(([key, value]): [string, string] => [key, plain(value)]);
  const rest = resolved
    .filter((key) => !(key in base) && !differing.includes(key))
    .map((key): [string, string] => [key, plain(cells[0]!.settings[key])]);
  return [
    varied.length > 0 ? `<h3>Varied</h3>\n${definitions(varied)}` : '',
    derived.length > 0
      ? `<h3>Different from cell to cell, as they follow from what varies</h3>\n${definitions(derived)}`
      : '',
    shared.length > 0 ? `<h3>Shared</h3>\n${definitions(shared)}` : '',
    rest.length > 0 ? folded(`${rest.length} more, the same in every cell`, definitions(rest)) : '',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** Values of an axis that are spelled out. */
const MOST_VALUES = 24;

function valuesText(values: readonly unknown[]): string {
  const texts = [...new Set(values.map(plain))];
  const shown = texts.length > MOST_VALUES ? [...texts.slice(0, MOST_VALUES - 1), '…', texts.at(-1)!] : texts;
  return `${shown.join(', ')} (${texts.length})`;
}

/** The laws fitted to each series. */
export const lawsSection = ({ fits }: ReportParts): string => fits.map(lawsOf).join('\n');

function lawsOf({ series, exponents, laws, words }: FittedSeries): string {
  const title = series === '' ? '' : `<h3>${escaped(series)}</h3>`;
  const found = exponents.map(({ what, said }) => [what, said] as const);
  const columns = [{ title: 'law' }, { title: 'fitted' }, { title: 'ΔBIC', isNumber: true }, { title: '' }];
  const rows = laws.map(({ name, formula, delta, verdict }) => [name, formula, delta.toFixed(1), verdict]);
  const compared = laws.length > 0 ? table({ label: 'Comparison of laws', columns, rows }) : '';
  return [title, found.length > 0 ? definitions(found) : '', paragraphs(words), compared]
    .filter((part) => part !== '')
    .join('\n');
}

/** With what the trials were computed, and how long that took. */
export function environmentSection({ environment, spentSeconds }: ReportParts): string {
  const { builds, hosts = [], modules = [], oddities = [] } = environment;
  const mixed =
    builds.length > 1 ? ['The trials were not all computed by the same version, commit and engine.'] : [];
  const entries: [string, string][] = [
    ...builds.map((build): [string, string] => ['computed by', buildText(build)]),
    ['computed on', hosts.join(', ')],
    ['own modules', modules.join(', ')],
    [
      'time spent',
      spentSeconds === undefined ? '' : `${timeText(spentSeconds)} on one core, all trials together`,
    ],
  ];
  const defined = definitions(entries.filter(([, text]) => text !== ''));
  return [paragraphs([...mixed, ...oddities]), defined].filter((part) => part !== '').join('\n');
}

const buildText = ({ version, commit, engine, lines }: Build) =>
  `twolayer ${version}, ${commit === null ? 'commit not known' : `commit ${commit}`}, engine ${engine}: ${countText(lines)} ${lines === 1 ? 'trial' : 'trials'}`;

/** `12.3 s`, `4.2 min`, `3.1 h`. */
function timeText(seconds: number): string {
  if (seconds < 100) return `${seconds.toFixed(1)} s`;
  return seconds < 6000
    ? `${(seconds / 60).toFixed(1)} min`
    : `${countText(Number((seconds / 3600).toFixed(1)))} h`;
}

/** What to type to do it again. */
export const commandsSection = ({ commands }: ReportParts): string =>
  commands.map(({ what, command }) => `<p>${escaped(what)}</p>\n${code(what, command)}`).join('\n');

/** Numbers to go on with, within the page as far as it can carry them. */
export function dataSection(parts: ReportParts): string {
  const { results, unit, exportCommand, title } = parts;
  const cells = () => cellTable(results, unit);
  const trials = () => trialTable(results);
  const note = [
    `${title}: ${results.experiment}, until ${results.success}; ${balance(countCells(results.cells))}.`,
    'Low and High: the last measurement at which it was not so, and the first at which it was; nan: not seen.',
  ];
  const example = '\\addplot table [x=<setting>, y=<column>] {cells.dat};';
  const files = [
    { file: 'trials.csv', type: 'text/csv', text: joinedIfSmall(csvLines(trials())) },
    { file: 'cells.csv', type: 'text/csv', text: joinedIfSmall(csvLines(cells())) },
    { file: 'trials.dat', type: 'text/plain', text: joinedIfSmall(texLines(trials(), note)) },
    { file: 'cells.dat', type: 'text/plain', text: joinedIfSmall(texLines(cells(), [...note, example])) },
  ];
  const carried = files.flatMap(({ text, ...file }) =>
    text === undefined ? [] : [downloadLink({ ...file, text })],
  );
  const large = files.filter(({ text }) => text === undefined).map(({ file }) => file);
  const rest =
    large.length === 0
      ? ''
      : `${paragraphs([`Too large for this page: ${large.join(', ')}. This writes all trials:`])}\n${code('Export', exportCommand)}`;
  const said =
    'The .csv files hold every trial and every cell; the .dat files are the same for \\addplot table of pgfplots.';
  return `${paragraphs([said])}\n<p class="files">${carried.join('\n')}</p>${rest}`;
}
