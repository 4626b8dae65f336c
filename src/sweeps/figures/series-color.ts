import type { Json } from '../../figures/panel.ts';
import type { Series } from './series.ts';

/** Series that share a board, each in a color of its own; more stand side by side. */
export const MOST_COLORS = 4;

/** Encoding of the field `series`: a color each, named in a legend where there are several. */
export function colorOf(series: readonly Series[]): Json {
  const domain = series.map(({ name }) => name);
  const legend =
    series.length > 1 ? { title: null, orient: 'top', symbolType: 'square', symbolOpacity: 1 } : null;
  return { field: 'series', type: 'nominal', sort: null, scale: { domain }, legend };
}
