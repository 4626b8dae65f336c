import { brief } from '../figures/series.ts';
import type { CellLuck } from '../luck.ts';

/** Where luck comes from in one cell, as a sentence of a page. */
export function luckSentence({ at, luck }: CellLuck): string {
  const place = Object.entries(at).map(([key, value]) => `${key} ${brief(value)}`);
  const said = 'refused' in luck ? `not split, since ${luck.refused}` : luck.words;
  const text = place.length > 0 ? `At ${place.join(', ')}: ${said}` : capital(said);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

const capital = (text: string) => `${text[0]!.toUpperCase()}${text.slice(1)}`;
