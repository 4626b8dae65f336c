import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { canonicalJson, trialId } from './canonical.ts';
import { field, type Kind } from './kind.ts';
import { Misuse } from './misuse.ts';
import { nearest } from './nearest.ts';
import { resolveSettings, type Schema } from './resolve.ts';

const doc = 'for tests';
const apple: Kind<Record<never, never>, string> = { name: 'apple', doc, settings: {}, create: () => 'apple' };
const pear: Kind<{ ripeness: z.ZodDefault<z.ZodNumber> }, string> = {
  name: 'pear',
  doc,
  settings: { ripeness: field(z.number().positive().max(9).default(1), { doc }) },
  create: () => 'pear',
};
const schema: Schema = {
  name: 'tests',
  settings: {
    width: field(z.int().min(1).max(65536).default(8), { doc }),
    pair: field(z.array(z.int().min(1).max(99)).min(1).max(3).default([1, 2]), { doc }),
    eager: field(z.boolean().default(false), { doc }),
    steps: field(z.int().min(1).max(100).optional(), { doc }),
  },
  choices: { fruit: [apple, pear] },
  rules: [({ width }) => (width === 13 ? { key: 'width', allowed: 'a lucky number' } : undefined)],
};

const flag = (key: string) => `--${key}`;
const resolve = (given: Record<string, unknown>) => resolveSettings(schema, given, flag);

describe('resolveSettings', () => {
  it('fills in every default and leaves out what is optional and absent', () => {
    expect(resolve({})).toEqual({ width: 8, pair: [1, 2], eager: false, fruit: 'apple' });
  });

  it('adds the fields of the kind that is selected', () => {
    expect(resolve({ fruit: 'pear' })).toMatchObject({ fruit: 'pear', ripeness: 1 });
  });

  it.each([
    [{ width: 0 }, '--width must be an integer from 1 to 65536, got 0'],
    [{ width: 1.5 }, '--width must be an integer from 1 to 65536, got 1.5'],
    [{ width: Number.NaN }, '--width must be an integer from 1 to 65536, got NaN'],
    [{ width: 1e300 }, '--width must be an integer from 1 to 65536, got 1e+300'],
    [{ width: 'many' }, '--width must be an integer from 1 to 65536, got "many"'],
    [{ width: null }, '--width must be an integer from 1 to 65536, got null'],
    [{ eager: 'maybe' }, '--eager must be true or false, got "maybe"'],
    [{ pair: [] }, '--pair must be 1 to 3 integers each from 1 to 99, got []'],
    [{ fruit: 'per' }, '--fruit must be one of apple, pear, got "per"'],
    [{ fruit: 'pear', ripeness: 0 }, '--ripeness must be a number above 0 and at most 9, got 0'],
    [{ ripeness: 2 }, '--ripeness belongs to fruit pear, which is not selected'],
    [{ widht: 2 }, '--widht is not a setting of tests; the nearest are width, fruit, pair'],
    [{ width: 13 }, '--width must be a lucky number, got 13'],
  ])('refuses %j with one sentence', (given, message) => {
    expect(() => resolve(given)).toThrow(new Misuse(message));
  });

  it('refuses keys that every object has', () => {
    expect(() => resolve(JSON.parse('{"__proto__": 1}') as Record<string, unknown>)).toThrow(Misuse);
    expect(() => resolve({ toString: 1 })).toThrow(Misuse);
  });
});

describe('trialId', () => {
  it('does not depend on the order of keys', () => {
    expect(trialId('e', { a: 1, b: [2, { c: 3, d: 4 }] }, { x: 1 })).toBe(
      trialId('e', { b: [2, { d: 4, c: 3 }], a: 1 }, { x: 1 }),
    );
  });
  it('changes with the experiment, any setting and any seed', () => {
    const ids = [
      trialId('e', { a: 1 }, { x: 1 }),
      trialId('f', { a: 1 }, { x: 1 }),
      trialId('e', { a: 2 }, { x: 1 }),
      trialId('e', { a: 1 }, { x: 2 }),
    ];
    expect(new Set(ids).size).toBe(4);
  });
  it('is made from sorted JSON without spaces', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"x","d":null}]}',
    );
  });
});

describe('nearest', () => {
  it('puts a mistyped word first', () => {
    expect(nearest('bathSize', ['width', 'inputDim', 'batchSize'])[0]).toBe('batchSize');
  });
});
