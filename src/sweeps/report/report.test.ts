import { describe, expect, test } from 'vitest';
import { cellOf, sweepOf } from '../../../test/sweeps.ts';
import { toSvg } from '../../figures/render.ts';
import { rateFigure } from '../figures/rate-figure.ts';
import type { Bounds } from '../line.ts';
import { boundsText } from './bounds-text.ts';
import { luckSentence } from './luck-words.ts';
import { repeatSteps } from './repeat-steps.ts';
import { sweepReport } from './report.ts';
import { base64, joinedIfSmall, MOST_CHARACTERS } from './report-downloads.ts';
import type { ReportParts } from './report-parts.ts';

const HOSTILE = '</code></pre><script>alert("1")</script> & \'{"';
const bounds: Bounds[] = [
  [0, 50],
  [100, 120],
  [400, null],
];
const results = sweepOf([
  cellOf({ width: 4, note: HOSTILE }, [...bounds, null], 1),
  cellOf({ width: 8, note: HOSTILE }, bounds),
]);
const figure = rateFigure({ ...results, success: HOSTILE }, { axis: 'width', command: HOSTILE });
const parts: ReportParts = {
  title: HOSTILE,
  sweepText: HOSTILE,
  results,
  base: { stepSize: 0.1, note: HOSTILE },
  unit: 'samples',
  figures: [
    {
      name: 'rates',
      figure,
      svg: { light: await toSvg(figure.spec, 'light'), dark: await toSvg(figure.spec, 'dark') },
    },
  ],
  fits: [
    {
      series: HOSTILE,
      exponents: [{ what: 'α of c·d^α', said: HOSTILE }],
      curves: [],
      laws: [{ name: 'c·d²', formula: HOSTILE, delta: 12.3, verdict: 'rejected' }],
      words: [HOSTILE],
    },
  ],
  power: ['160 seeds would decide.'],
  spentSeconds: 7200,
  environment: {
    builds: [{ version: '0.1.0', commit: HOSTILE, engine: 'wasm', lines: 6 }],
    hosts: ['a', 'b'],
    modules: [HOSTILE],
  },
  commands: [{ what: 'Again:', command: HOSTILE }],
  exportCommand: 'twolayer export runs/x --csv',
};
const page = sweepReport(parts);

/** Names of elements that are opened and not closed, or closed and not opened, in a page without void elements. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  for (const [, slash, name, rest] of html.matchAll(
    /<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g,
  )) {
    if (slash && open.pop() !== name) return [`${name} closed`];
    if (!slash && !rest!.endsWith('/')) open.push(name!);
  }
  return open;
}

/** The file behind a download link. */
function fileIn(html: string, name: string): string {
  const [, data] = html.match(new RegExp(`download="${name}" href="data:[^,]*;base64,([^"]*)"`))!;
  return Buffer.from(data!, 'base64').toString('utf8');
}

describe('a report', () => {
  test('is well formed whatever its texts hold', () => {
    expect(unbalanced(page)).toEqual([]);
    expect(page.startsWith('<!DOCTYPE html>')).toBe(true);
    expect(unbalanced('<p><b></p></b>')).not.toEqual([]);
  });

  test('shows hostile text as text', () => {
    expect(page).not.toMatch(/<script/i);
    expect(page.match(/&lt;script&gt;/g)!.length).toBeGreaterThan(8);
  });

  test('loads nothing: no script, and addresses are of places within it or data', () => {
    const addresses = [...page.matchAll(/\b(?:src|href|action|poster)="([^"]*)"/g)].map((match) => match[1]!);
    expect(addresses.length).toBeGreaterThan(8);
    for (const address of addresses) expect(address).toMatch(/^(#|data:)/);
    expect(page).not.toMatch(/@import|url\((?!#)/);
    expect(page).toContain("default-src 'none'");
  });

  test('has no id twice, and every link within it leads somewhere', () => {
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]!);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, goal] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(goal);
    for (const [, goal] of page.matchAll(/url\(#([^)]*)\)/g)) expect(ids).toContain(goal);
  });

  test('counts: planned is done, failed and pending', () => {
    expect(page).toContain('8 planned = 6 done + 1 failed + 1 pending; 0 diverged.');
    expect(page).toContain('Still to be done: 1.');
  });

  test('tells each cell: successes, exact interval, and an open end for what was not seen', () => {
    expect(page).toContain('<td class="number">2/3</td><td class="number">0.09 – 0.99</td>');
    expect(page).toContain(
      '<td class="number">≤ 50</td><td class="number">100 – 120</td><td class="number">&gt; 400</td>',
    );
    expect(page).toContain('1 failed, 1 pending');
  });

  test('carries its figures in both themes, and their files', () => {
    expect(page).toContain('<div class="light"><svg role="img" aria-label="How often');
    expect(page).toContain('<div class="dark"><svg role="img"');
    expect(fileIn(page, 'rates.svg')).toBe(parts.figures[0]!.svg.light);
    expect(JSON.parse(fileIn(page, 'rates.vl.json'))).toMatchObject({ width: 560 });
  });

  test('carries every trial as CSV, and tables for TeX', () => {
    expect(fileIn(page, 'trials.csv').trimEnd().split('\r\n')).toHaveLength(1 + 7);
    expect(fileIn(page, 'trials.dat')).toMatch(/^% .*\n% .*\nid width note seed status reached stepsLow/);
    expect(fileIn(page, 'cells.dat')).toContain('\\addplot table');
  });

  test('says the exponents, the comparison, and the time spent', () => {
    expect(page).toContain('<dt>α of c·d^α</dt><dd>&lt;/code&gt;');
    expect(page).toContain('<td class="number">12.3</td><td>rejected</td>');
    expect(page).toContain('2 h on one core');
  });

  test('lists every version that computed trials, with its count, and what is odd', () => {
    const build = { engine: 'wasm', version: '0.1.0', commit: 'aaa', lines: 6 };
    const environment = {
      builds: [build, { ...build, commit: null, lines: 2 }],
      oddities: ['3 of these lines.'],
    };
    const html = sweepReport({ ...parts, environment });
    expect(html).toContain('not all computed by the same version');
    expect(html).toContain('commit aaa, engine wasm: 6 trials');
    expect(html).toContain('commit not known, engine wasm: 2 trials');
    expect(html).toContain('<p>3 of these lines.</p>');
    expect(page).not.toContain('not all computed by the same version');
  });

  test('says what searches came to, and that intervals are not of their coverage', () => {
    const html = sweepReport({ ...parts, searches: ['success passes 0.8 between width 4 and 8'] });
    expect(html).toContain('<a href="#searches">');
    expect(html).toContain('<p>success passes 0.8 between width 4 and 8</p>');
    expect(html).toContain('do not have their stated coverage');
    expect(page).not.toContain('stated coverage');
  });

  test('what differs between cells is not told as shared, whether it was given or not', () => {
    const cells = results.cells.map((cell, i) => ({
      ...cell,
      settings: { ...cell.settings, stepSize: 0.1 + i, maxTime: 5 + i, lossScale: 2 },
    }));
    const html = sweepReport({ ...parts, results: { ...results, cells } });
    const [, derived, rest] =
      /Different from cell to cell[^<]*<\/h3>([\s\S]*?)<h3>([\s\S]*)<section id="environment"/.exec(html)!;
    for (const key of ['stepSize', 'maxTime']) {
      expect(derived).toContain(`<dt>${key}</dt>`);
      expect(rest).not.toContain(`<dt>${key}</dt>`);
    }
    expect(derived).toContain('5, 6 (2)');
    expect(rest).toContain('<dt>lossScale</dt><dd>2</dd>');
  });

  test('has no section without content', () => {
    const bare = sweepReport({ ...parts, figures: [], fits: [], power: [], commands: [], sweepText: '' });
    for (const id of ['figures', 'laws', 'power', 'luck', 'again', 'asked'])
      expect(bare).not.toContain(`"#${id}"`);
    expect(unbalanced(bare)).toEqual([]);
  });

  test('stays small with a hundred thousand trials: what is too large is left to an export', () => {
    const many = Array.from({ length: 100_000 }, (_, k): Bounds => [k, k + 1]);
    const html = sweepReport({ ...parts, results: sweepOf([cellOf({ width: 4 }, many)]), figures: [] });
    expect(html.length).toBeLessThan(8_000_000);
    expect(html).toContain('Too large for this page: trials.csv, trials.dat.');
    expect(html).toContain('twolayer export runs/x --csv');
    expect(fileIn(html, 'cells.csv')).toContain('100000');
  });
});

test('whoever has the page alone can do it again: version, file, folder', () => {
  const build = { engine: 'wasm', version: '0.1.0', commit: 'abc', lines: 6 };
  const steps = repeatSteps({ name: 'my sweep', builds: [build], modules: ['/u/own.ts'] });
  expect(steps.map(({ command }) => command)).toEqual([
    'git checkout abc',
    'npx twolayer sweep my-sweep.yaml --use /u/own.ts --out runs/my-sweep',
    'npx twolayer fit runs/my-sweep',
    'npx twolayer report runs/my-sweep',
  ]);
  expect(steps[1]!.what).toContain('Save “What was asked” as my-sweep.yaml');
  expect(repeatSteps({ name: 'a', builds: [], modules: [] })[0]!.command).toBe(
    'npx twolayer sweep a.yaml --out runs/a',
  );
});

test('luck is told in sentences, settings with four digits', () => {
  const refused = { refused: '2 of 4 trials failed or are pending' };
  expect(luckSentence({ at: { width: 100000, stepSize: 0.0883883476 }, luck: refused })).toBe(
    'At width 100000, stepSize 0.08839: not split, since 2 of 4 trials failed or are pending.',
  );
  expect(luckSentence({ at: {}, luck: refused })).toMatch(/^Not split, since/);
});

test.each(['', 'a', 'ab', 'abc', 'η/d ≤ ½ 😀'])('base 64 of "%s" is that of its UTF-8', (text) => {
  expect(base64(text)).toBe(Buffer.from(text, 'utf8').toString('base64'));
});

test('lines are joined up to the limit, and not read beyond it', () => {
  function* endless() {
    for (;;) yield 'x'.repeat(1000);
  }
  expect(joinedIfSmall(['a', 'b'])).toBe('ab');
  expect(joinedIfSmall(endless())).toBeUndefined();
  expect(MOST_CHARACTERS).toBeGreaterThan(1000);
});

test.each([
  [[100, 120], '100 – 120'],
  [[5000, null], '> 5,000'],
  [[0, 80], '≤ 80'],
  [[0, 0], '0'],
  [null, '–'],
] as const)('what is known as %j is told as %s', (known, text) => {
  expect(boundsText(known)).toBe(text);
});
