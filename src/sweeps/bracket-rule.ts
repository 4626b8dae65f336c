import { refuse } from '../settings/resolve.ts';
import { type BracketPlan, bracketValues } from './bracket.ts';

/** What a sweep file says of a bracket: `{setting: width, from: 4, to: 64, probability: 0.9}`. */
export interface BracketRule {
  /** The setting whose value is sought, in every cell anew. */
  readonly setting: string;
  /** Where success is expected to be rare, and where to be frequent; `from` may be the larger one. */
  readonly from: number;
  readonly to: number;
  /** Each value tried is at most so many times the one before. */
  readonly ratio: number;
  readonly probability: number;
  readonly confidence: number;
  /** Trials at most in a cell, and at one of its values. */
  readonly trials: number;
  readonly trialsPerValue: number;
}

const KEYS = ['setting', 'from', 'to', 'ratio', 'probability', 'confidence', 'trials', 'trialsPerValue'];

/** Four steps double the value. */
const RATIO = 1.189207115002721;

type Label = (...path: string[]) => string;
type Given = Readonly<Record<string, unknown>>;

/**
 * Reads the bracket of a sweep file.
 *
 * @param label how errors call a key of it
 * @throws Misuse for what is missing, unknown or out of range
 */
export function bracketRule(given: unknown, label: Label): BracketRule | undefined {
  if (given === undefined) return undefined;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return refuse(
      label(),
      'key: value lines such as setting: width, from: 4, to: 64, probability: 0.9',
      given,
    );
  }
  const values = given as Given;
  const unknown = Object.keys(values).find((key) => !KEYS.includes(key));
  if (unknown) refuse(label(), `made of ${KEYS.join(', ')}`, unknown);
  if (typeof values.setting !== 'string') refuse(label('setting'), 'the name of a setting', values.setting);
  const number = numberIn(values, label);
  const [from, to] = [number('from', 0, Infinity), number('to', 0, Infinity)];
  if (from === to) refuse(label('to'), `another number than from, ${from}`, to);
  const trials = whole(number('trials', 0, 1e6, 2000), label('trials'));
  return {
    setting: values.setting as string,
    from,
    to,
    ratio: number('ratio', 1, 1000, RATIO),
    probability: number('probability', 0, 1),
    confidence: number('confidence', 0, 1, 0.95),
    trials,
    trialsPerValue: whole(number('trialsPerValue', 0, 1e6, Math.ceil(trials / 4)), label('trialsPerValue')),
  };
}

/** Reads numbers strictly between two others. */
const numberIn =
  (values: Given, label: Label) =>
  (key: string, above: number, below: number, preset?: number): number => {
    const value = values[key] ?? preset;
    if (typeof value === 'number' && value > above && value < below) return value;
    const range = below === Infinity ? `above ${above}` : `above ${above} and below ${below}`;
    return refuse(label(key), `a number ${range}`, value);
  };

const whole = (value: number, label: string): number =>
  Number.isInteger(value) ? value : refuse(label, 'a whole number', value);

/**
 * The rule as a plan of the search.
 *
 * @param isInteger whether the setting is
 */
export function bracketPlan(rule: BracketRule, isInteger: boolean): BracketPlan {
  const { from, to, ratio, probability, confidence, trials, trialsPerValue } = rule;
  return {
    values: bracketValues(from, to, ratio, isInteger),
    probability,
    confidence,
    trials,
    trialsPerValue,
  };
}
