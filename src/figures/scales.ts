import { palettes, type Theme } from './palette.ts';

/** Colors of series that have no meaning of their own, in order; they differ in lightness too. */
export function categories(theme: Theme): string[] {
  const { opposite, signal, perpendicular, secondLayer } = palettes[theme];
  return [opposite, signal, perpendicular, secondLayer];
}

/**
 * Shares from 0 to 1, from near the background to far from it. One hue whose lightness is monotone, so that order
 * survives any color blindness and a gray printer.
 */
export const ramps: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#eef2f6', '#b7d0e3', '#5a92bd', '#226197', '#08335c'],
  dark: ['#26292d', '#274a63', '#3c7aa6', '#77b5de', '#d3ecfb'],
};
