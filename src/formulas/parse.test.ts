import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Misuse } from '../settings/misuse.ts';
import { functions } from './functions.ts';
import { parseFormula } from './parse.ts';

const nested = (depth: number) => `${'('.repeat(depth)}z1${')'.repeat(depth)}`;

/** Its value at one point. */
function valueAt(text: string, point: Record<string, number>): number {
  const { variables, evaluate } = parseFormula(text);
  const out = new Float64Array(1);
  evaluate(
    variables.map((variable) => Float64Array.of(point[`z${variable}`]!)),
    1,
    out,
  );
  return out[0]!;
}

describe('a formula', () => {
  it.each([
    ['', 'it is empty: expected a formula such as z1 + z1*z2'],
    ['   ', 'it is empty: expected a formula such as z1 + z1*z2'],
    ['2z1', 'z1 at position 2 follows 2: expected an operator such as * between them'],
    ['z1 z2', 'z2 at position 4 follows z1: expected an operator such as * between them'],
    ['z1(z2)', '( at position 3 follows z1: expected an operator such as * between them'],
    ['z0', 'z0 at position 1 is no coordinate: they are z1 to z65536'],
    ['z1 + z01', 'z01 at position 6 is no coordinate: they are z1 to z65536'],
    ['z1.5', 'z1.5 at position 1 is no coordinate: they are z1 to z65536'],
    ['z65537', 'z65537 at position 1 is no coordinate: they are z1 to z65536'],
    ['x1', 'x1 at position 1 is not known: here coordinates are z1, z2, …'],
    ['tahn(z1)', 'tahn at position 1 is not known; the nearest are tanh, sin, abs'],
    ['z1 + He13(z2)', 'He13 at position 6 is not known; the nearest are He1, He3, He10'],
    ['constructor', 'constructor at position 1 is not known; the nearest are sqrt, cos, sin'],
    ['tanh z1', 'tanh at position 1 is a function: expected ( after it, as in tanh(z1)'],
    ['tanh', 'tanh at position 1 is a function: expected ( after it, as in tanh(z1)'],
    ['tanh()', 'unexpected ) at position 6: expected a number, a name or ( after ('],
    ['tanh(z1, z2)', ', at position 8 is not part of the language: functions take one number'],
    ['((z1)', '( at position 1 is not closed: expected )'],
    ['z1)', ') at position 3 closes nothing: expected ( before it'],
    ['z1 +', 'it ends after + at position 4: expected a number, a name or ('],
    ['* z1', 'unexpected * at position 1: expected a number, a name or ('],
    ['z1 ** z2', 'unexpected * at position 5: expected a number, a name or ( after *'],
    ['z1---z2', 'unexpected - at position 5: expected a number, a name or ( after -'],
    ['z1 & z2', '& at position 4 is not part of the language: expected numbers, names, + - * / ^ ( )'],
    ['z1 + "a"', '" at position 6 is not part of the language: expected numbers, names, + - * / ^ ( )'],
    ['z1^65', 'the exponent 65 at position 4 is too large: expected at most 64'],
    ['1e999*z1', '1e999 at position 1 is too large: expected at most 1.8e308'],
    ['1 + 2', 'it names no coordinate: expected z1, z2, …'],
    ['z1 - z1', 'it does not depend on z1, z2, …: all cancel, and it is always 0'],
    ['0*tanh(z1)', 'it does not depend on z1, z2, …: all cancel, and it is always 0'],
    ['2*z1/z1 + 1', 'it does not depend on z1, z2, …: all cancel, and it is always 3'],
    ['(z1+1)^2 - z1^2 - 2*z1', 'it does not depend on z1, z2, …: all cancel, and it is always 1'],
    ['z1/(2 - 2)', 'it divides by 0'],
    ['z1*sqrt(-1)', 'sqrt(-1) is not a number'],
    [nested(61), '( at position 61 is nested more than 60 deep'],
    [`z1${' '.repeat(4000)}`, 'it has 4002 characters, at most 4000 are read'],
  ])('refuses %j', (text, message) => {
    expect(() => parseFormula(text)).toThrow(new Misuse(message));
  });

  it('is in x on the cube, where squares are 1', () => {
    expect(parseFormula('x1*x3', 'x').variables).toEqual([1, 3]);
    expect(() => parseFormula('z1', 'x')).toThrow('here coordinates are x1, x2, …');
    expect(() => parseFormula('x2^2', 'x')).toThrow('all cancel, and it is always 1');
  });

  it('is read or refused, and nothing else happens, whatever the text', () => {
    const piece = fc.constantFrom(...'z1 z2 ( ) + - * / ^ 2 .5 tanh He3 sqrt 1e3 z , ? 0'.split(' '), ' ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          parseFormula(pieces.join(''));
        } catch (error) {
          expect((error as Error).name).toBe('Misuse');
        }
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('does not run out of stack', () => {
    expect(parseFormula(nested(60)).variables).toEqual([1]);
    expect(parseFormula(`z1*1${'^1'.repeat(1900)}`).variables).toEqual([1]);
    expect(() => parseFormula(`z1${'-'.repeat(3000)}z1`)).toThrow('unexpected -');
  });

  it('reads signs before powers as they stand on paper', () => {
    expect(valueAt('-z1^2', { z1: 3 })).toBe(-9);
    expect(valueAt('(-z1)^2', { z1: 3 })).toBe(9);
    expect(valueAt('2*-z1^2', { z1: 3 })).toBe(-18);
    expect(valueAt('z1^-2', { z1: 2 })).toBe(0.25);
    expect(valueAt('2^z1^2', { z1: 3 })).toBeCloseTo(512, 9);
    expect(valueAt('He2(-z1^2)', { z1: 3 })).toBe(80);
  });
});

/** JavaScript's own reading: the oracle. */
function javascript(text: string, z1: number, z2: number): number {
  const names = [...functions.keys()];
  const body = `return ${text.replaceAll('^', '**')}`;
  return new Function('z1', 'z2', ...names, body)(z1, z2, ...names.map((name) => functions.get(name)));
}

const { part } = fc.letrec<{ part: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom('z1', 'z2', '2', '0.25'),
    fc
      .tuple(tie('part'), fc.constantFrom('+', '-', '*', '/'), tie('part'), fc.boolean())
      .map(([a, operator, b, grouped]) => (grouped ? `(${a} ${operator} ${b})` : `${a} ${operator} ${b}`)),
    fc.tuple(fc.constantFrom(...functions.keys()), tie('part')).map(([name, a]) => `${name}(${a})`),
    tie('part').map((a) => `(${a})^2`),
    tie('part').map((a) => `(-(${a}))`),
  ),
}));

describe('evaluation in columns', () => {
  it('is what JavaScript computes point by point, to the last bit', () => {
    const points = 600;
    const [a, b] = [1.7, -0.6].map((step) =>
      Float64Array.from({ length: points }, (_, s) => Math.sin(s * step) * 3),
    );
    let compared = 0;
    fc.assert(
      fc.property(part, (text) => {
        let formula: ReturnType<typeof parseFormula>;
        try {
          formula = parseFormula(text);
        } catch {
          return;
        }
        compared++;
        const out = new Float64Array(points);
        formula.evaluate(
          formula.variables.map((variable) => (variable === 1 ? a! : b!)),
          points,
          out,
        );
        for (const s of [0, 1, 255, 256, 599]) {
          expect(out[s]).toBe(javascript(text, a![s]!, b![s]!));
        }
      }),
      { numRuns: 150, seed: 2 },
    );
    expect(compared).toBeGreaterThan(80);
  });
});
