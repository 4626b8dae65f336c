import type { Exponent, GroupFit } from '../../sweeps/fit.ts';
import type { CellLuck } from '../../sweeps/luck.ts';

/** A fit as a block of lines. */
export function fitInWords(fit: GroupFit): string {
  const { at, of, against, confidence, runs, unfinished, diverged, failed, pending, laws, words, power } =
    fit;
  const percent = `${Number((100 * confidence).toPrecision(4))} %`;
  const others = Object.entries(at).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  const counts = [
    `${runs} runs`,
    `${unfinished} of them unfinished${diverged > 0 ? ` (${diverged} diverged)` : ''}`,
    ...(failed > 0 ? [`${failed} trials failed`] : []),
    ...(pending > 0 ? [`${pending} trials pending`] : []),
  ];
  return [
    `${others.length > 0 ? `${others.join(', ')}: ` : ''}${of} against ${against}, d for short; ${counts.join(', ')}`,
    `  α of c·d^α        ${inWords(fit.exponent)}  (profile likelihood, ${percent})`,
    `                    ${inWords(fit.bootstrap)}  (bootstrap over ${against} and seeds)`,
    `  α of c·d^α·ln d   ${inWords(fit.besideLog)}`,
    ...laws.map(
      ({ formula, deltaBic, verdict }) =>
        `  ${formula.padEnd(26)} ΔBIC ${deltaBic.toFixed(1).padStart(8)}  ${verdict}`,
    ),
    ...[...words, ...power].map((sentence) => `  ${sentence}`),
  ].join('\n');
}

function inWords(exponent: Exponent): string {
  if ('refused' in exponent) return `none: ${exponent.refused}`;
  const { estimate, interval } = exponent;
  const end = (value: number | null, open: string) => (value === null ? open : value.toFixed(3));
  return `${end(estimate, '?')} [${end(interval[0], '−∞')}, ${end(interval[1], '∞')}]`;
}

/** Where luck comes from in one cell, as a line. */
export function luckInWords({ at, luck }: CellLuck): string {
  const place = Object.entries(at).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  const said = 'refused' in luck ? `not split: ${luck.refused}` : luck.words;
  return `  luck${place.length > 0 ? ` at ${place.join(', ')}` : ''}: ${said}`;
}
