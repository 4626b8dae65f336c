import type { Config } from 'vega-lite';
import { palettes, type Theme } from './palette.ts';
import { categories, ramps } from './scales.ts';

/** The bundled font first; Verdana has nearly its widths where it is not installed. */
const FONT = 'DejaVu Sans, Verdana, sans-serif';

/**
 * How every figure looks. Marks take their color by meaning, `style: 'signal'`, so that a specification
 * holds no color and one configuration turns it from light to dark.
 */
export function themeConfig(theme: Theme): Config {
  const { background, ink, muted, grid, ...meanings } = palettes[theme];
  const colors = Object.entries({ ink, muted, ...meanings });
  return {
    background,
    font: FONT,
    padding: { left: 14, right: 14, top: 14, bottom: 12 },
    view: { stroke: null },
    concat: { spacing: 20 },
    title: {
      anchor: 'start',
      color: ink,
      fontSize: 14,
      fontWeight: 'normal',
      subtitleColor: muted,
      subtitleFontSize: 11,
      subtitlePadding: 6,
      offset: 14,
    },
    axis: axisConfig(ink, muted, grid),
    legend: legendConfig(ink, muted),
    range: { category: categories(theme), heatmap: [...ramps[theme]], ramp: [...ramps[theme]] },
    text: { fontSize: 11, color: ink },
    line: { strokeWidth: 1.6, strokeJoin: 'round' },
    style: {
      ...Object.fromEntries(colors.map(([meaning, color]) => [meaning, { color }])),
      background: { color: background },
      tile: { stroke: background, strokeWidth: 0.8 },
      grid: { color: grid, strokeWidth: 0.6 },
      unclaimed: { color: grid },
      halo: { color: background, stroke: background, strokeWidth: 4, strokeJoin: 'round' },
      'group-title': { fill: ink, fontSize: 12, fontWeight: 'normal' },
    },
  };
}

function axisConfig(ink: string, muted: string, grid: string): NonNullable<Config['axis']> {
  return {
    domain: false,
    gridColor: grid,
    gridWidth: 0.6,
    tickColor: muted,
    tickWidth: 0.6,
    tickSize: 4,
    labelColor: muted,
    labelFontSize: 11,
    labelFlush: false,
    labelLimit: 0,
    labelPadding: 4,
    titleColor: ink,
    titleFontSize: 11,
    titleFontWeight: 'normal',
    titleLimit: 0,
    titlePadding: 8,
  };
}

function legendConfig(ink: string, muted: string): NonNullable<Config['legend']> {
  return {
    labelColor: ink,
    labelFontSize: 11,
    labelLimit: 0,
    titleColor: ink,
    titleFontSize: 11,
    titleFontWeight: 'normal',
    titleLimit: 0,
    symbolFillColor: muted,
    symbolStrokeColor: muted,
    gradientStrokeColor: muted,
  };
}
