import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toSvg } from '../figures/render.ts';
import { readRecordedCheck } from './recorded-check.ts';
import { findingsFigure, verdictsFigure } from './verdicts-figure.ts';

const { verdicts, command } = readRecordedCheck(
  JSON.parse(readFileSync(new URL('../../docs/claims.json', import.meta.url), 'utf8')),
  'claims.json',
);

describe('the figure of one claim', () => {
  it('draws every recorded claim without a warning: its findings, then its controls', async () => {
    for (const verdict of verdicts) {
      const svg = await toSvg(findingsFigure(verdict, command).spec, 'light');
      const words = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => unescaped(text!));
      const names = verdict.findings.map(({ quantity }) => quantity);
      const controls = Object.entries(verdict.controls).map(([name, said]) => `under ${name}: ${said}`);
      expect(words.filter((word) => [...names, ...controls].includes(word))).toEqual([...names, ...controls]);
    }
  });

  it('draws a finding the check could not measure as its band alone, with a sentence', async () => {
    const [first] = verdicts;
    const finding = { ...first!.findings[0]!, estimate: null };
    const figure = findingsFigure({ ...first!, findings: [finding], controls: {} }, command);
    const svg = await toSvg(figure.spec, 'dark');
    expect(svg).toContain('not measurable; must lie in');
    expect(svg).not.toContain('mark-symbol');
    expect(figure.caption).not.toContain('controls');
  });
});

it('draws a finding of every claim checked together under the head of its claim', async () => {
  const some = verdicts.slice(0, 3);
  const svg = await toSvg(verdictsFigure(some, command).spec, 'light');
  for (const { claim, title } of some) expect(unescaped(svg)).toContain(`${claim}  ${title}`.slice(0, 20));
  expect(svg.split('mark-symbol role')).toHaveLength(1 + some.flatMap(({ findings }) => findings).length);
});

const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
