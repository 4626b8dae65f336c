import pc from 'picocolors';
import type { Verdict } from '../experiments/check.ts';
import { digits, range } from '../experiments/numbers.ts';
import type { Decision } from '../experiments/verdict.ts';

/** Widths of the columns before the last. */
const WIDTHS = [4, 52, 10, 22, 24, 14];
const HEADS = ['', 'claim', 'measured', '95 % interval', 'expected', 'verdict', 'seconds'];

const row = (cells: readonly string[]) =>
  cells
    .map((cell, i) => cell.padEnd(WIDTHS[i] ?? 0))
    .join(' ')
    .trimEnd();

/** The line above the verdicts. */
export const tableHead = () => `${pc.bold(row(HEADS))}\n`;

const colors: Record<Decision, (text: string) => string> = {
  supported: pc.green,
  'not supported': pc.red,
  inconclusive: pc.yellow,
};

/** A verdict as a line of the table, and a line for the number that decided when that needs a name. */
export function tableRow(verdict: Verdict): string {
  const { claim, title, measured, interval, seconds } = verdict;
  const cells = [
    claim,
    shortened(title, WIDTHS[1]!),
    measured === null ? 'none' : digits(measured),
    measured === null ? '' : range(interval),
    shortened(expectation(verdict), WIDTHS[4]!),
    verdict.verdict,
    seconds.toFixed(1),
  ];
  const line = row(cells).replace(verdict.verdict.padEnd(WIDTHS[5]!), (text) =>
    colors[verdict.verdict](text),
  );
  return `${line}\n${remarks(verdict)}`;
}

/** What the interval is of, for a verdict that is not `supported`; and a control that passes. */
function remarks({ verdict, quantity, tolerance, controls }: Verdict): string {
  const passed = Object.keys(controls).filter((name) => controls[name] === 'supported');
  const lines = [
    verdict === 'supported' ? '' : `${quantity}: must lie in ${range(tolerance)}`,
    passed.length > 0 ? `holds under the negative control too: ${passed.join(', ')}` : '',
  ];
  return lines
    .filter((line) => line !== '')
    .map((line) => pc.dim(`     ${line}\n`))
    .join('');
}

const shortened = (text: string, width: number) =>
  text.length <= width ? text : `${text.slice(0, width - 1)}…`;

function expectation({ expected }: Pick<Verdict, 'expected'>): string {
  return typeof expected === 'number' ? digits(expected) : expected;
}
