import { expect, test } from 'vitest';
import { type Palette, palettes, type Theme } from './palette.ts';
import { ramps } from './scales.ts';

/** WCAG 2.1, relative luminance and contrast ratio. */
function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(color.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((p, q) => p - q);
  return (high! + 0.05) / (low! + 0.05);
}

const themes: Theme[] = ['light', 'dark'];
const bands: (keyof Palette)[] = ['finding', 'tuning', 'tuned'];
const behind: (keyof Palette)[] = ['background', 'grid', ...bands];
const meanings = Object.keys(palettes.light) as (keyof Palette)[];
const drawn = meanings.filter((meaning) => !behind.includes(meaning));

test('black on white has the contrast of 21 that WCAG states', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
});

test.each(themes)('every color can be read as text on the background of the %s theme', (theme) => {
  const palette = palettes[theme];
  for (const meaning of drawn) {
    expect(contrast(palette[meaning], palette.background), meaning).toBeGreaterThanOrEqual(4.5);
  }
});

test.each(themes)(
  'lines stand out from the phase bands of the %s theme, and words can be read there',
  (theme) => {
    const palette = palettes[theme];
    for (const band of bands) {
      for (const meaning of drawn) {
        expect(contrast(palette[meaning], palette[band]), `${meaning} on ${band}`).toBeGreaterThanOrEqual(3);
      }
      expect(contrast(palette.muted, palette[band]), band).toBeGreaterThanOrEqual(4.5);
    }
  },
);

test.each(themes)('curves that share a panel of the %s theme have different colors', (theme) => {
  const { signal, opposite, perpendicular, secondLayer, mu1, minusMu1, mu2, minusMu2 } = palettes[theme];
  expect(new Set([signal, opposite, perpendicular, secondLayer]).size).toBe(4);
  expect(new Set([mu1, minusMu1, mu2, minusMu2]).size).toBe(4);
});

test.each(themes)(
  'shares are ordered by lightness alone in the %s theme, from near the background to far',
  (theme) => {
    const away = ramps[theme].map((color) => contrast(color, palettes[theme].background));
    expect(away).toEqual([...away].sort((a, b) => a - b));
    expect(away[0]).toBeLessThan(1.3);
    expect(away.at(-1)).toBeGreaterThan(10);
  },
);

test.each(themes)(
  'numbers on a color of the scale can be read in the %s theme, at its middle too',
  (theme) => {
    const { ink, background } = palettes[theme];
    const [none, few, half, many, all] = ramps[theme];
    for (const color of [none!, few!]) expect(contrast(color, ink)).toBeGreaterThanOrEqual(4.5);
    for (const color of [many!, all!]) expect(contrast(color, background)).toBeGreaterThanOrEqual(4.5);
    expect(Math.min(contrast(half!, ink), contrast(half!, background))).toBeGreaterThanOrEqual(3);
  },
);
