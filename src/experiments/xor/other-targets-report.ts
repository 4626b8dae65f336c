import type { TrialRecord } from '../experiment.ts';
import type { Crossing } from './phases.ts';
import { targetFormula } from './target-formula.ts';
import { ending, percent, when } from './two-phases-report.ts';

/** What a run of xor/other-targets showed, a sentence a line, and what to try next. */
export function reportOtherTargets(record: TrialRecord): string[] {
  const told = [targetLine(record), ending(record), found(record), learned(record), coefficients(record)];
  return [...told.filter((sentence) => sentence !== ''), `Next: ${advice(record)}`];
}

const settingsOf = ({ settings }: TrialRecord) => settings as unknown as Readonly<Record<string, unknown>>;

const targetLine = (record: TrialRecord) =>
  `Target: ${targetFormula(settingsOf(record))} among ${record.settings.inputDim} inputs.`;

function found({ summary }: TrialRecord): string {
  const crossing = summary.found as Crossing | null;
  if (!crossing) return 'The features are not found: neurons have not outgrown their irrelevant coordinates.';
  return `The features were found ${when(crossing)}: the relevant coordinates outweigh all others.`;
}

function learned({ summary }: TrialRecord): string {
  const crossing = summary.learned as Crossing | null;
  const fell = crossing ? `fell below 1 % ${when(crossing)}` : 'did not fall below 1 %';
  return `Test error ${fell}; it is ${percent(summary.testError)} at the end.`;
}

/** Coefficients of target and output, those that are not 0 in the target. */
function coefficients({ summary }: TrialRecord): string {
  const target = summary.targetCoefficients as readonly number[] | null;
  const output = summary.fourierCoefficients as readonly (number | null)[] | null;
  if (!target || !output) return '';
  const shown = target.flatMap((value, set) =>
    value === 0 ? [] : [`${nameOfSet(set)}: ${(output[set] ?? Number.NaN).toPrecision(2)} (target ${value})`],
  );
  return `Fourier coefficients of the output: ${shown.join(', ')}.`;
}

const LETTERS = 'ijkl';

/** A set of relevant coordinates by its number, as a product: `x_i x_j`, or `1`. */
export function nameOfSet(set: number): string {
  const members = [...LETTERS].filter((_, b) => (set >> b) & 1);
  return members.length === 0 ? '1' : members.map((letter) => `x_${letter}`).join(' ');
}

const sizeOf = (set: number) => [...set.toString(2)].filter((bit) => bit === '1').length;

/**
 * Whether a part of the target is beyond the network: Σ a_j max(w_j·x, 0) is linear plus even, so of odd products
 * it has single coordinates only.
 */
function isOutOfReach({ summary }: TrialRecord): boolean {
  const target = summary.targetCoefficients as readonly number[] | null;
  return (target ?? []).some((value, set) => value !== 0 && sizeOf(set) >= 3 && sizeOf(set) % 2 === 1);
}

function advice(record: TrialRecord): string {
  const { status, summary, settings, series } = record;
  const { stepSize } = settingsOf(record);
  if (status === 'diverged') return `a smaller --step-size, say ${(stepSize as number) / 10}.`;
  if (status === 'interrupted') return 'the same again, to its end.';
  if (isOutOfReach(record)) {
    return 'a parity of even order: without biases the odd part of the network is linear, so this one cannot be learned.';
  }
  if (summary.learned !== null) {
    return `--input-dim ${2 * settings.inputDim} to see what the search costs, or --seed 1 for other luck.`;
  }
  return `fewer inputs, a larger --batch-size, or a longer run, say --max-time ${10 * Math.ceil(series.time.at(-1)!)}.`;
}
