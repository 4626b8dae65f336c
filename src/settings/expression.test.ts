import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Lookup, parseExpression, parseNumber } from './expression.ts';

const values: Record<string, number | number[]> = { x: 3, y: -0.5, v: [4, 1, -2], time: 7.5 };
const names = { x: 1, y: 1, v: 3, time: 1, absent: 1 };
const lookup: Lookup = (name) => values[name];
const evaluate = (text: string) => parseExpression(text, names).evaluate(lookup);

/** JavaScript's own reading of the same text: the oracle. */
const javascript = (text: string): unknown =>
  new Function('x', 'y', 'v', 'time', 'min', 'max', 'abs', 'sqrt', `return ${text}`)(
    values.x,
    values.y,
    values.v,
    values.time,
    (...all: (number | number[])[]) => Math.min(...all.flat()),
    (...all: (number | number[])[]) => Math.max(...all.flat()),
    Math.abs,
    Math.sqrt,
  );

const atom = fc.oneof(
  fc.constantFrom('x', 'y', 'time', 'v[0]', 'v[2]', 'max(v)', 'min(v, x)'),
  fc.integer({ min: 0, max: 50 }).map(String),
  fc.double({ min: 0.001, max: 100, noNaN: true }).map(String),
);

const { number } = fc.letrec<{ number: string }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    atom,
    fc
      .tuple(tie('number'), fc.constantFrom('+', '-', '*', '/'), tie('number'), fc.boolean())
      .map(([a, operator, b, grouped]) => (grouped ? `(${a} ${operator} ${b})` : `${a} ${operator} ${b}`)),
    tie('number').map((a) => `-(${a})`),
    tie('number').map((a) => `sqrt(abs(${a}))`),
    fc.tuple(tie('number'), tie('number')).map(([a, b]) => `max(${a}, ${b})`),
  ),
}));

const comparison = fc
  .tuple(number, fc.constantFrom('<', '<=', '>', '>='), number)
  .map(([a, operator, b]) => ({ text: `${a} ${operator} ${b}`, a, operator, b }));

const { truth } = fc.letrec<{ truth: string }>((tie) => ({
  truth: fc.oneof(
    { maxDepth: 3 },
    comparison.map(({ text }) => text),
    fc
      .tuple(tie('truth'), fc.constantFrom('&&', '||'), tie('truth'), fc.boolean())
      .map(([a, operator, b, grouped]) => (grouped ? `(${a} ${operator} ${b})` : `${a} ${operator} ${b}`)),
  ),
}));

describe('an expression', () => {
  it('has the two sides JavaScript computes, to the last bit, the smaller claimed one left', () => {
    fc.assert(
      fc.property(comparison, ({ text, a, operator, b }) => {
        const sides = evaluate(text);
        const [left, right] = operator.startsWith('<') ? [a, b] : [b, a];
        expect(sides.left).toBe(javascript(left));
        expect(sides.right).toBe(javascript(right));
        expect(sides.holds).toBe(javascript(text));
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('holds exactly where JavaScript says true, with && and || and their precedence', () => {
    fc.assert(
      fc.property(truth, (text) => {
        expect(evaluate(text).holds).toBe(javascript(text));
      }),
      { numRuns: 500, seed: 2 },
    );
  });

  it('has as slack the least of && and the most of ||', () => {
    const slack = (text: string) => evaluate(text).right - evaluate(text).left;
    fc.assert(
      fc.property(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), (a, b) => {
        expect(slack(`0 <= ${a} && 0 <= ${b}`)).toBe(Math.min(a, b));
        expect(slack(`0 <= ${a} || 0 <= ${b}`)).toBe(Math.max(a, b));
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  it('knows sum, mean, ln and exp', () => {
    expect(evaluate('sum(v, x) <= mean(v)')).toEqual({ left: 6, right: 1, holds: false });
    const { left, right } = evaluate('ln(x) <= exp(y)');
    expect(left).toBeCloseTo(Math.log(3), 14);
    expect(right).toBeCloseTo(Math.exp(-0.5), 14);
  });

  it('tells strict from not strict at equality', () => {
    expect(evaluate('x <= 3').holds).toBe(true);
    expect(evaluate('x < 3').holds).toBe(false);
    expect(evaluate('x >= 3 && x < 3').holds).toBe(false);
  });

  it('lists the names it uses', () => {
    expect(parseExpression('max(v) < x + x || absent > 1', names).names).toEqual(['v', 'x', 'absent']);
  });

  it.each([
    ['x + z < 1', 'z at position 5 is not known; the nearest are x, y, v'],
    ['tiem < 1', 'tiem at position 1 is not known; the nearest are time, x, y'],
    ['mix(v) < 1', 'mix at position 1 is not known; the nearest are min, max, abs'],
    ['x <', 'expected expression after < at position 4'],
    ['x = 1', 'unexpected "=" at position 3'],
    ['', 'it is empty'],
    ['x < 1 y', 'it is several expressions in a row: "x < 1 y" lacks an operator between them'],
    ['x + 1', 'it has no comparison such as <= for something to hold or not'],
    ['v < 1', 'v is 3 numbers: take one, such as v[0], or their min, max, sum or mean'],
    ['abs(v) < 1', 'v is 3 numbers: take one, such as v[0], or their min, max, sum or mean'],
    ['v[3] < 1', 'v has entries v[0] to v[2] only'],
    ['v[-1] < 1', 'v has entries v[0] to v[2] only'],
    ['v[0.5] < 1', 'v has entries v[0] to v[2] only'],
    ['v[x] < 1', 'v has entries v[0] to v[2] only'],
    ['v["length"] < 1', 'v has entries v[0] to v[2] only'],
    ['x[0] < 1', 'only what has several numbers can have an index'],
    ['v.length < 1', 'the only way into something is an index in brackets'],
    ['v?.[0] < 1', 'the only way into something is an index in brackets'],
    ['constructor < 1', 'constructor at position 1 is not known; the nearest are absent, time, x'],
    ['__proto__ < 1', '__proto__ at position 1 is not known'],
    ['toString(1) < 1', 'toString at position 1 is not known'],
    ['max.constructor("x")() < 1', 'only a function can be called'],
    ['this < 1', 'this is not part of the language'],
    ['x == 1', '== is not part of the language'],
    ['!(x < 1)', '! is not part of the language'],
    ['x < 1 ? 1 : 2', 'conditional is not part of the language'],
    ['"a" < 1', '"a" is not a number'],
    ['true || x < 1', 'true is not a number'],
    ['1 < x < 2', 'a comparison stands where a number is needed'],
    ['max(x < 1) < 2', 'a comparison stands where a number is needed'],
    ['x && x < 1', '&& needs a comparison such as time < 8 on both sides'],
    ['min() < 1', 'min takes at least one number, got 0'],
    ['sqrt(1, 2) < 1', 'sqrt takes one number, got 2'],
  ])('refuses %j', (text, message) => {
    expect(() => parseExpression(text, names)).toThrow(message);
  });
});

describe('parseNumber', () => {
  const numberOf = (text: string) => parseNumber(text, names).evaluate(lookup);

  it('knows powers, which bind from the right and before products', () => {
    expect(numberOf('2^3^2')).toBe(512);
    expect(numberOf('2*x^2')).toBe(18);
    expect(numberOf('x^-2')).toBe(1 / 9);
    expect(numberOf('9^0.5')).toBeCloseTo(3, 14);
    expect(numberOf('-(x^2)')).toBe(-9);
    expect(numberOf('0^0.5')).toBe(0);
  });

  it('refuses a sign before a power, which readers understand in two ways', () => {
    expect(() => numberOf('-x^2')).toThrow('write -(x^2) or (0 - x)^2');
  });

  it('tells which names it uses and refuses a comparison', () => {
    expect(parseNumber('2.5*x + time', names).names).toEqual(['x', 'time']);
    expect(() => numberOf('x < 3')).toThrow('a comparison stands where a number is needed');
  });
});
