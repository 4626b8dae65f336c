import { describe, expect, it } from 'vitest';
import { type Neuron, networkOf } from '../../test/networks.ts';
import { constantsOf } from './constants.ts';
import { ledgers } from './index.ts';
import type { Inequality, Moment, Scope, Sides } from './inequality.ts';
import { createLedger, type LedgerEntry } from './ledger.ts';
import { userInequalities } from './user-inequality.ts';

const settings = {
  inputDim: 4,
  ledgerZeta: 0.25,
  ledgerHeadroom: 0,
  ledgerBalance: 8,
  ledgerHeavyShare: 0.75,
};

const claim = (scope: Scope, measure: (moment: Moment) => Sides | undefined): Inequality => ({
  name: scope,
  symbol: 'left ≤ right',
  doc: 'for tests',
  source: 'derived',
  scope,
  constants: ['zeta'],
  measure,
});

const heavy: Neuron = { signal: 3, a: 1 };
const light: Neuron = { perpendicular: 3, a: 1 };

/** A run of measurements: the neurons and whether phase 1 is over at each. */
function run(inequalities: readonly Inequality[], measurements: readonly (readonly [Neuron[], boolean])[]) {
  const ledger = createLedger(inequalities, settings);
  for (const [i, [neurons, found]] of measurements.entries()) {
    ledger.observe(networkOf(neurons), { step: 2 * i, time: 0.2 * i, samples: 200 * i, values: {} }, found);
  }
  return { ...ledger.summary(), series: ledger.series() };
}

describe('a ledger', () => {
  const sides = { left: 1, right: 3 };
  const scopes = (['finding', 'tuning', 'always'] as const).map((scope) => claim(scope, () => sides));

  it('claims finding until phase 1 is over, for good, and tuning from the heavy share on, for good', () => {
    const { series, tuningBegan, heavyShare } = run(scopes, [
      [[light, light], false],
      [[heavy, light], true],
      [[heavy, light], false],
      [[heavy, heavy], true],
      [[light, light], true],
    ]);
    expect(series.finding!.slack).toEqual([2, null, null, null, null]);
    expect(series.tuning!.slack).toEqual([null, null, null, 2, 2]);
    expect(series.always!.slack).toEqual([2, 2, 2, 2, 2]);
    expect(series.tuning!.right).toEqual([null, null, null, 3, 3]);
    expect(tuningBegan).toEqual({ step: 6, time: 0.2 * 3, samples: 600 });
    expect(heavyShare.needed).toBe(0.75);
  });

  it('says how far it got where tuning never began', () => {
    const { tuningBegan, heavyShare, inequalities } = run(scopes, [
      [[light, light], false],
      [[heavy, light], false],
      [[light, light], false],
    ]);
    expect(tuningBegan).toBeNull();
    expect(heavyShare.largest).toBeCloseTo(2 / 3, 12); // 2 · 3² of 3 · 3²
    expect(inequalities[1]).toMatchObject({ name: 'tuning', firstViolation: null, smallestSlack: null });
  });

  it('keeps the set of heavy neurons of the moment tuning began', () => {
    const seen: unknown[] = [];
    const spy = claim('tuning', ({ heavy: set }) => {
      seen.push(set);
      return sides;
    });
    run(
      [spy],
      [
        [[heavy, heavy, light], true],
        [[light, heavy, heavy], true],
      ],
    );
    expect(seen).toEqual([Uint8Array.of(1, 1, 0), Uint8Array.of(1, 1, 0)]);
  });

  it('keeps the first breach and the smallest slack with their places, and the constants it stood on', () => {
    const slacks = [0.5, -0.1, -2, 1];
    let i = 0;
    const falling = claim('always', () => ({ left: 4 - slacks[i++]!, right: 4, neuron: i }));
    const { inequalities } = run(
      [falling],
      slacks.map(() => [[light], false] as const),
    );
    const entry: LedgerEntry = {
      name: 'always',
      scope: 'always',
      statement: 'left ≤ right',
      constants: { zeta: 0.25 },
      firstViolation: { step: 2, time: 0.2, samples: 200, neuron: 2, left: 4.1, right: 4 },
      smallestSlack: { value: -2, relative: -0.5, step: 4, time: 0.4, neuron: 3 },
    };
    expect(inequalities).toEqual([entry]);
  });

  it('forgives rounding only, takes the word of a strict inequality, and counts what is not a number as broken', () => {
    const verdict = (measured: Sides) =>
      run([claim('always', () => measured)], [[[light], false]]).inequalities[0]!.firstViolation;
    expect(verdict({ left: 1, right: 1 })).toBeNull();
    expect(verdict({ left: 1.5, right: 1, tolerance: 0.5 })).toBeNull();
    expect(verdict({ left: 1.5, right: 1, tolerance: 0.49 })).not.toBeNull();
    expect(verdict({ left: 1, right: 1, holds: false })).not.toBeNull();
    expect(verdict({ left: Number.NaN, right: 1 })).not.toBeNull();
  });

  it('looks for the smallest slack among numbers', () => {
    const lefts = [Number.NaN, 2, 3, Number.NaN];
    let i = 0;
    const [entry] = run(
      [claim('always', () => ({ left: lefts[i++]!, right: 4 }))],
      lefts.map(() => [[light], false] as const),
    ).inequalities;
    expect(entry!.firstViolation).toMatchObject({ step: 0 });
    expect(entry!.smallestSlack).toMatchObject({ value: 1, step: 4 });
  });

  it('takes a user’s own inequality as not defined where a side is no number', () => {
    const inequalities = [
      'ln(samples - 300) > -20',
      'sqrt(-1) > 0 && samples < 0',
      'sqrt(-1) > 0 || samples < 0',
    ];
    const { series, inequalities: entries } = run(userInequalities({ inequalities }), [
      [[light], false],
      [[light], false],
      [[light], false],
    ]);
    expect(series[inequalities[0]!]!.slack).toEqual([null, null, expect.closeTo(Math.log(100) + 20, 9)]);
    expect(entries[0]).toMatchObject({ firstViolation: null, smallestSlack: { step: 4 } });
    expect(entries[1]!.firstViolation).toMatchObject({ step: 0, left: 0, right: 0 });
    expect(entries[2]).toMatchObject({ firstViolation: null, smallestSlack: null });
  });

  it('has nothing to say where both sides are not defined', () => {
    const { series, inequalities } = run([claim('always', () => undefined)], [[[light], false]]);
    expect(series.always).toEqual({ slack: [null], right: [null] });
    expect(inequalities[0]).toMatchObject({ firstViolation: null, smallestSlack: null });
  });
});

describe.each(ledgers)('inequality $name', ({ name, doc, symbol, constants }) => {
  it('is named in kebab-case, once, with a doc, a statement and constants that are known', () => {
    expect(name).toMatch(/^[a-z][a-z-]*$/);
    expect(ledgers.filter((other) => other.name === name)).toHaveLength(1);
    expect(doc).toMatch(/^\S.*\S$/);
    expect(symbol).toContain('≤');
    for (const constant of constants) expect(constantsOf(settings)).toHaveProperty(constant);
  });
});
