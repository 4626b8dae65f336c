import type { Exponent, GroupFit } from './fit.ts';
import type { CellLuck } from './luck.ts';

/** A fit as a block of lines. */
export function fitInWords(fit: GroupFit): string {
  const { at, of, against, confidence, runs, unfinished, diverged, failed, pending, laws, words, power } =
    fit;
  const percent = `${Number((100 * confidence).toPrecision(4))} %`;
  const others = placeInWords(at);
  const counts = [
    `${runs} runs`,
    `${unfinished} of them unfinished${diverged > 0 ? ` (${diverged} diverged)` : ''}`,
    ...(failed > 0 ? [`${failed} trials failed`] : []),
    ...(pending > 0 ? [`${pending} trials pending`] : []),
  ];
  return [
    `${others === '' ? '' : `${others}: `}${of} against ${against}, d for short; ${counts.join(', ')}`,
    ...(laws.length > 0 ? exponentLines(fit, percent) : []),
    ...laws.map(
      ({ formula, deltaBic, verdict }) =>
        `  ${formula.padEnd(26)} ΔBIC ${deltaBic.toFixed(1).padStart(8)}  ${verdict}`,
    ),
    ...[...words, ...power].map((sentence) => `  ${sentence}`),
  ].join('\n');
}

function exponentLines({ exponent, bootstrap, besideLog, against }: GroupFit, percent: string): string[] {
  return [
    `  α of c·d^α        ${inWords(exponent)}  (profile likelihood, ${percent})`,
    `                    ${inWords(bootstrap)}  (bootstrap over ${against} and seeds)`,
    `  α of c·d^α·ln d   ${inWords(besideLog)}`,
  ];
}

/** `stepSize 0.1957, width 64`: four digits of what is no integer. */
export function placeInWords(at: Readonly<Record<string, unknown>>): string {
  const short = (value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
  return Object.entries(at)
    .map(([key, value]) => `${key} ${JSON.stringify(short(value))}`)
    .join(', ');
}

function inWords(exponent: Exponent): string {
  if ('refused' in exponent) return `no interval: ${exponent.refused}`;
  const { estimate, interval } = exponent;
  const end = (value: number | null, open: string) =>
    value === null ? open : value.toFixed(3).replace('-', '−');
  return `${end(estimate, '?')} [${end(interval[0], '−∞')}, ${end(interval[1], '∞')}]`;
}

/** Where luck comes from in one cell, as a line. */
export function luckInWords({ at, luck }: CellLuck): string {
  const place = placeInWords(at);
  const said = 'refused' in luck ? `not split: ${luck.refused}` : luck.words;
  return `  luck${place === '' ? '' : ` at ${place}`}: ${said}`;
}
