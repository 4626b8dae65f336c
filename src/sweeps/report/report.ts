import { balance, countCells } from '../cell-counts.ts';
import { cellsSection } from './report-cells.ts';
import { figureBlock } from './report-figures.ts';
import { code, escaped, paragraphs, section } from './report-html.ts';
import type { ReportParts } from './report-parts.ts';
import {
  commandsSection,
  countsSection,
  dataSection,
  environmentSection,
  lawsSection,
  settingsSection,
} from './report-sections.ts';
import { reportStyle, themeSwitch } from './report-style.ts';

/** Sections of a report in their order; those without content are left out. */
const sections: readonly [id: string, title: string, content: (parts: ReportParts) => string][] = [
  ['trials', 'Trials', countsSection],
  ['figures', 'Figures', ({ figures }) => figures.map(figureBlock).join('\n')],
  ['searches', 'Searches', ({ searches = [] }) => paragraphs(searches)],
  ['laws', 'Laws', lawsSection],
  ['power', 'What more would decide', ({ power }) => paragraphs(power)],
  ['luck', 'Luck', ({ luck = [] }) => paragraphs(luck)],
  ['cells', 'Cells', cellsSection],
  ['asked', 'What was asked', ({ sweepText }) => (sweepText === '' ? '' : code('Sweep file', sweepText))],
  ['settings', 'Settings', settingsSection],
  ['environment', 'Environment', environmentSection],
  ['again', 'To do it again', commandsSection],
  ['data', 'Data', dataSection],
];

/** Nothing is loaded and nothing runs: what the page shows is in it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** What a sweep came to, as one HTML file that needs no server, no network and no script. */
export function sweepReport(parts: ReportParts): string {
  const { title, results } = parts;
  const full = sections
    .map(([id, name, content]) => ({ id, name, html: section(id, name, content(parts)) }))
    .filter(({ html }) => html !== '');
  const links = full.map(({ id, name }) => `<li><a href="#${id}">${escaped(name)}</a></li>`).join('\n');
  const summary = `${results.experiment} until ${results.success}: ${balance(countCells(results.cells))}.`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy" content="${POLICY}" />
<title>${escaped(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<header>
${themeSwitch}
<h1>${escaped(title)}</h1>
<p>${escaped(summary)}</p>
<nav aria-label="Sections">
<ul>
${links}
</ul>
</nav>
</header>
<main>
${full.map(({ html }) => html).join('\n')}
</main>
</body>
</html>
`;
}
