import { LEVEL } from './job.ts';
import type { Power, WayRow } from './rows.ts';

/** `1.98 [1.95, 2.01]`. */
export const powerText = (power: Power | null): string =>
  power ? `${two(power.estimate)} [${power.interval.map(two).join(', ')}]` : 'not determined';

const two = (value: number) => value.toFixed(2).replace('-', '−');

const count = (value: number | null | undefined) =>
  value === null || value === undefined ? 'never' : Math.round(value).toLocaleString('en-US');

const HEAD = [
  'way',
  'd',
  'runs',
  'unreached',
  'median samples',
  'power of d [95 %]',
  'beside ln d',
  'predicted',
];

/** The rows in words: heads, then cells. */
export function wayTable(rows: readonly WayRow[]): string[][] {
  return [
    HEAD,
    ...rows.map(({ way, runs, unreached, medians, power, besideLog, predicted }) => {
      const [first, last] = [medians[0]!, medians.at(-1)!];
      return [
        way,
        `${first.inputDim} … ${last.inputDim}`,
        `${runs}`,
        `${unreached}`,
        `${count(first.samples)} … ${count(last.samples)}`,
        powerText(power),
        powerText(besideLog),
        predicted,
      ];
    }),
  ];
}

/** What was found, a sentence a way, and how they stand to each other at the largest d that all have. */
export function waySentences(rows: readonly WayRow[]): string[] {
  const each = rows.map((row) => {
    const { way, seeds, runs, unreached, medians, power, besideLog, predicted } = row;
    const reached =
      unreached === 0 ? `all ${runs} runs got there` : `${unreached} of ${runs} runs never got there`;
    const beside = predicted.includes('ln') ? ` (${powerText(besideLog)} beside a factor ln d)` : '';
    const dims = `d = ${medians[0]!.inputDim} … ${medians.at(-1)!.inputDim}, ${seeds} seeds`;
    return `${way}: samples grow as d to the power ${powerText(power)}${beside}; ${dims}, ${reached}. ${besideLaw(row)}`;
  });
  return [`Samples until at most ${100 * LEVEL} % of the signs are wrong:`, ...each, ...beside(rows)];
}

/** Whether the interval has the power of the law, and how far medians over the law move between the ends. */
function besideLaw({ predicted, predictedPower, power, besideLog, overLaw, medians }: WayRow): string {
  const found = predicted.includes('ln') ? besideLog : power;
  const [first, last] = overLaw;
  const moved =
    first === null || last === null
      ? ''
      : `, and the factor of the medians goes from ${short(first)} at d = ${medians[0]!.inputDim} to ${short(last)} at d = ${medians.at(-1)!.inputDim}`;
  if (!found) return `Predicted, for large d, is ${predicted}${moved}.`;
  const [low, high] = found.interval;
  const place = predictedPower < low ? 'below' : predictedPower > high ? 'above' : 'within';
  return `Predicted, for large d, is ${predicted}: its power ${predictedPower} is ${place} the interval${moved}.`;
}

const short = (value: number) => String(Number(value.toPrecision(2)));

function beside(rows: readonly WayRow[]): string[] {
  if (rows.length < 2) return [];
  const shared = rows[0]!.medians
    .map(({ inputDim }) => inputDim)
    .filter((d) => rows.every(({ medians }) => medians.some(({ inputDim }) => inputDim === d)));
  const inputDim = shared.at(-1);
  if (inputDim === undefined) return [];
  const said = rows.map(({ way, medians }) => {
    const { samples } = medians.find((median) => median.inputDim === inputDim)!;
    return `${way} ${count(samples)}`;
  });
  return [`At d = ${inputDim}, the largest that all have, the medians are: ${said.join(', ')}.`];
}
