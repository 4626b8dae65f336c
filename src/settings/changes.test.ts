import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Change, formatChanges, parseChanges, resolveChanges, settingsAfter } from './changes.ts';
import { field, type Kind } from './kind.ts';
import { Misuse } from './misuse.ts';
import { resolveSettings, type Schema } from './resolve.ts';

const doc = 'for tests';
const plum: Kind<{ stones: z.ZodDefault<z.ZodInt> }, string> = {
  name: 'plum',
  doc,
  settings: { stones: field(z.int().min(0).max(9).default(1), { doc }) },
  create: () => 'plum',
};
const pear: Kind<{ ripeness: z.ZodDefault<z.ZodNumber> }, string> = {
  name: 'pear',
  doc,
  settings: { ripeness: field(z.number().positive().max(9).default(4), { doc }) },
  create: () => 'pear',
};
const schema: Schema = {
  name: 'tests',
  settings: {
    width: field(z.int().min(1).max(99).default(8), { doc }),
    height: field(z.int().min(1).max(99).default(8), { doc }),
  },
  choices: { fruit: [plum, pear] },
  rules: [({ width, height }) => (width === height ? undefined : { key: 'height', allowed: 'as the width' })],
};
const start = resolveSettings(schema, {}, (key) => key);
const keys = ['height', 'fruit', 'stones', 'ripeness'];
const resolve = (...changes: Change[]) =>
  resolveChanges(schema, start, { changes, keys, label: ({ step, key }) => `--changes ${step}:${key}` });
const change = (step: number, key: string, value: unknown): Change => ({ step, key, value });

describe('the text of changes', () => {
  const numbers = (_: string, text: string) =>
    text.includes(',') ? text.split(',').map(Number) : Number(text);

  it('has a comma between changes and within lists, and keys either way', () => {
    expect(parseChanges('100:second-layer-rate=0, 200:coordinates=3,7,300:stepSize=0.05', numbers)).toEqual([
      change(100, 'secondLayerRate', 0),
      change(200, 'coordinates', [3, 7]),
      change(300, 'stepSize', 0.05),
    ]);
  });

  it('is read back as it was written', () => {
    const changes = [change(5, 'coordinates', [3, 7]), change(6, 'stepSize', 1e-7)];
    expect(parseChanges(formatChanges(changes), numbers)).toEqual(changes);
  });

  it.each(['', 'abc', '5:stepSize', 'stepSize=3', '-1:stepSize=3', '5:a=1;6:b=2,x:c=3,'])(
    'of another form, such as %j, stays text or one value',
    (text) => {
      const parsed = parseChanges(text, (_, value) => value);
      expect(typeof parsed === 'string' || (parsed as Change[]).length === 1).toBe(true);
    },
  );
});

describe('resolveChanges', () => {
  it('orders changes by step and key, whatever the order they came in', () => {
    const asked = [change(20, 'stones', 3), change(10, 'stones', 2)];
    expect(resolve(...asked)).toEqual(asked.toReversed());
  });

  it('makes the defaults of a newly selected kind changes of their own, and is settled then', () => {
    const resolved = resolve(change(10, 'fruit', 'pear'), change(20, 'fruit', 'plum'));
    expect(resolved).toEqual([
      change(10, 'fruit', 'pear'),
      change(10, 'ripeness', 4),
      change(20, 'fruit', 'plum'),
      change(20, 'stones', 1),
    ]);
    expect(resolve(...resolved)).toEqual(resolved);
    const settings = { ...start, changes: resolved } as never;
    expect(settingsAfter(settings, 9)).toMatchObject({ fruit: 'plum', stones: 1 });
    expect(settingsAfter(settings, 10)).toMatchObject({ fruit: 'pear', ripeness: 4 });
  });

  it.each<[Change[], string]>([
    [[change(3, 'stones', 10)], '--changes 3:stones must be an integer from 0 to 9, got 10'],
    [[change(3, 'height', 9)], '--changes 3:height must be as the width, got 9'],
    [[change(3, 'ripeness', 1)], '--changes 3:ripeness belongs to fruit pear, which is not selected'],
    [
      [change(3, 'fruit', 'pear'), change(3, 'stones', 1)],
      '--changes 3:stones belongs to fruit plum, which is not selected',
    ],
    [
      [change(3, 'width', 9)],
      '--changes 3:width cannot change on the way; what can is height, fruit, stones, ripeness',
    ],
    [[change(3, 'stnes', 9)], '--changes 3:stnes is not a setting of tests; the nearest are stones'],
    [[change(3, 'stones', 1), change(3, 'stones', 2)], '--changes 3:stones is given twice for step 3'],
  ])('refuses %j with one sentence', (changes, message) => {
    expect(() => resolve(...changes)).toThrow(Misuse);
    expect(() => resolve(...changes)).toThrow(message);
  });
});
