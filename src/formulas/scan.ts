import { Misuse } from '../settings/misuse.ts';
import { nearest } from '../settings/nearest.ts';
import { functionNames } from './functions.ts';

/** A word, a number or a sign of a formula. */
export interface Token {
  readonly kind: 'number' | 'name' | 'sign';
  readonly text: string;
  /** Counted from 1. */
  readonly position: number;
}

const MOST_CHARACTERS = 4000;
const DEEPEST = 60;
/** Coordinates that inputs may have. */
const HIGHEST_COORDINATE = 65536;
const LARGEST_EXPONENT = 64;

const pattern =
  /\s*(?:(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_]\w*)|(?<sign>[-+*/^()]))/y;

/**
 * Cuts a formula in tokens and sees that they can follow each other, that words are known and brackets closed.
 *
 * @throws Misuse with what is wrong, at which position, and what was expected
 */
export function scan(text: string, letter: 'z' | 'x'): readonly Token[] {
  if (text.trim() === '')
    throw new Misuse(`it is empty: expected a formula such as ${letter}1 + ${letter}1*${letter}2`);
  if (text.length > MOST_CHARACTERS) {
    throw new Misuse(`it has ${text.length} characters, at most ${MOST_CHARACTERS} are read`);
  }
  const tokens = tokensOf(text);
  checkBrackets(tokens);
  for (const [i, token] of tokens.entries()) {
    checkPlace(token, tokens.slice(Math.max(i - 2, 0), i), tokens[i + 1]);
    if (token.kind === 'name') checkName(token, tokens[i + 1], letter);
    if (token.kind === 'number') checkNumber(token, tokens[i - 1]);
  }
  return tokens;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  pattern.lastIndex = 0;
  while (pattern.lastIndex < end) {
    const from = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) throw foreign(text, from);
    const [kind, word] = Object.entries(match.groups!).find(([, found]) => found !== undefined)!;
    tokens.push({ kind: kind as Token['kind'], text: word, position: pattern.lastIndex - word.length + 1 });
  }
  return tokens;
}

function foreign(text: string, from: number): Misuse {
  const at = from + text.slice(from).search(/\S/);
  const character = String.fromCodePoint(text.codePointAt(at)!);
  const what = character === ',' ? 'functions take one number' : 'expected numbers, names, + - * / ^ ( )';
  return new Misuse(`${character} at position ${at + 1} is not part of the language: ${what}`);
}

function checkBrackets(tokens: readonly Token[]): void {
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.text === '(') open.push(token);
    if (open.length > DEEPEST) {
      throw new Misuse(`( at position ${token.position} is nested more than ${DEEPEST} deep`);
    }
    if (token.text === ')' && !open.pop())
      throw new Misuse(`) at position ${token.position} closes nothing: expected ( before it`);
  }
  const last = open.pop();
  if (last) throw new Misuse(`( at position ${last.position} is not closed: expected )`);
}

const startsValue = ({ kind, text }: Token) => kind !== 'sign' || text === '(';
const endsValue = ({ kind, text }: Token) => kind !== 'sign' || text === ')';
const isCall = (before: Token, token: Token) =>
  before.kind === 'name' && token.text === '(' && isFunction(before.text);
const isFunction = (name: string) => (functionNames as readonly string[]).includes(name);

/** Whether a token may stand between its neighbors; before it may be an operator and one more sign. */
function checkPlace(token: Token, [...earlier]: readonly Token[], after: Token | undefined): void {
  const before = earlier.pop();
  const isAfterValue = before !== undefined && endsValue(before);
  if (startsValue(token)) {
    if (isAfterValue && !isCall(before, token)) throw missing(before, token);
  } else if (
    !isAfterValue &&
    !(isSign(token) && !(before && isOperator(before) && earlier.some(isOperator)))
  ) {
    throw new Misuse(`unexpected ${token.text} at position ${token.position}: expected ${value(before)}`);
  }
  if (!after && !endsValue(token)) {
    throw new Misuse(`it ends after ${token.text} at position ${token.position}: expected ${value()}`);
  }
}

const isSign = ({ text }: Token) => text === '+' || text === '-';
const isOperator = ({ kind, text }: Token) => kind === 'sign' && text !== '(' && text !== ')';
const value = (before?: Token) => `a number, a name or (${before ? ` after ${before.text}` : ''}`;

function missing(before: Token, token: Token): Misuse {
  const fraction = /^[zx]\d+$/.test(before.text) && token.text.startsWith('.');
  if (fraction) return new Misuse(notCoordinate(before.text + token.text, before.position, before.text[0]!));
  return new Misuse(
    `${token.text} at position ${token.position} follows ${before.text}: expected an operator such as * between them`,
  );
}

const notCoordinate = (name: string, position: number, letter: string) =>
  `${name} at position ${position} is no coordinate: they are ${letter}1 to ${letter}${HIGHEST_COORDINATE}`;

function checkName({ text, position }: Token, after: Token | undefined, letter: string): void {
  if (isFunction(text)) {
    if (after?.text === '(') return;
    throw new Misuse(
      `${text} at position ${position} is a function: expected ( after it, as in ${text}(${letter}1)`,
    );
  }
  const digits = new RegExp(`^${letter}(\\d+)$`).exec(text)?.[1];
  if (digits === undefined) throw new Misuse(unknown(text, position, letter));
  if (!/^[1-9]/.test(digits) || Number(digits) > HIGHEST_COORDINATE) {
    throw new Misuse(notCoordinate(text, position, letter));
  }
}

function unknown(name: string, position: number, letter: string): string {
  if (/^[zx]\d+$/.test(name)) {
    return `${name} at position ${position} is not known: here coordinates are ${letter}1, ${letter}2, …`;
  }
  const known = [`${letter}1`, `${letter}2`, ...functionNames];
  return `${name} at position ${position} is not known; the nearest are ${nearest(name, known).join(', ')}`;
}

function checkNumber({ text, position }: Token, before: Token | undefined): void {
  if (!Number.isFinite(Number(text))) {
    throw new Misuse(`${text} at position ${position} is too large: expected at most 1.8e308`);
  }
  if (before?.text === '^' && Number(text) > LARGEST_EXPONENT) {
    throw new Misuse(
      `the exponent ${text} at position ${position} is too large: expected at most ${LARGEST_EXPONENT}`,
    );
  }
}
