import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { activations } from '../../src/activations/index.ts';
import { corruptions } from '../../src/corruptions/index.ts';
import { experiments } from '../../src/experiments/index.ts';
import { inputs } from '../../src/inputs/index.ts';
import { losses } from '../../src/losses/index.ts';
import { giantMetrics, readoutQuantities } from '../../src/metrics/giant/index.ts';
import { metrics } from '../../src/metrics/index.ts';
import type { Quantity } from '../../src/metrics/view.ts';
import { giantInitializations, initializations } from '../../src/network/index.ts';
import { giantOptimizers, optimizers } from '../../src/optimizers/index.ts';
import type { AnyKind } from '../../src/settings/kind.ts';
import { allFields, jsonField, resolveSettings } from '../../src/settings/resolve.ts';
import { functions, targets } from '../../src/targets/index.ts';

const lists: Record<string, readonly AnyKind<unknown>[]> = {
  inputs,
  targets,
  functions,
  activations,
  corruptions,
  initializations: [...initializations, ...giantInitializations],
  losses,
  optimizers: [...optimizers, ...giantOptimizers],
};
const kinds = Object.entries(lists).flatMap(([list, entries]) =>
  entries.map((kind) => ({ list, kind, name: kind.name })),
);

describe.each(kinds)('$list: $name', ({ list, kind }) => {
  it('is named in kebab-case, once in its list, with a one-line doc', () => {
    expect(kind.name).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(lists[list]!.filter(({ name }) => name === kind.name)).toHaveLength(1);
    expect(kind.doc).toMatch(/^\S.*\S$/);
  });

  it('documents each setting and gives it a default', () => {
    for (const [key, type] of Object.entries(kind.settings as Record<string, z.ZodType>)) {
      expect(key).toMatch(/^[a-z][A-Za-z0-9]*$/);
      expect(jsonField(type).doc).toMatch(/\S/);
      expect(type.safeParse(undefined).success).toBe(true);
    }
  });

  it('shares no setting with a kind of another list', () => {
    for (const other of kinds) {
      if (other.list === list) continue;
      const shared = Object.keys(kind.settings).filter((key) => key in other.kind.settings);
      expect(shared).toEqual([]);
    }
  });
});

describe.each(experiments)('experiment $name', (experiment) => {
  it('resolves to its defaults, frozen, and again to the same', () => {
    const settings = resolveSettings(experiment, {}, (key) => key);
    expect(Object.isFrozen(settings)).toBe(true);
    expect(resolveSettings(experiment, settings, (key) => key)).toEqual(settings);
  });

  it('has flags with different names and different letters', () => {
    const letters = Object.values(allFields(experiment))
      .map((type) => jsonField(type).short)
      .filter(Boolean);
    expect(new Set(letters).size).toBe(letters.length);
  });

  it('has fields of which none is also a selector or a field of one of its kinds', () => {
    for (const choices of Object.values(experiment.choices)) {
      for (const kind of choices) {
        expect(Object.keys(kind.settings).filter((key) => key in experiment.settings)).toEqual([]);
      }
    }
  });

  it('observes metrics of the list only, each once', () => {
    const names = experiment.metrics.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const known: readonly Quantity[] = [...metrics, ...giantMetrics, ...readoutQuantities];
    expect(experiment.metrics.filter((metric) => !known.includes(metric))).toEqual([]);
  });
});
