import { digits } from '../../experiments/numbers.ts';
import { countText } from '../cell-counts.ts';
import type { Bounds } from '../line.ts';

/** A number with its thousands apart; with few digits where it is no integer. */
export const numberText = (value: number) => (Number.isInteger(value) ? countText(value) : digits(value));

/** `1,200 – 1,280`, `> 5,000` where nothing bounds it from above, `≤ 80` where it was so at the first measurement. */
export function boundsText(bounds: Bounds | null): string {
  if (bounds === null) return '–';
  const [low, high] = bounds;
  if (high === null) return `> ${numberText(low)}`;
  if (high === 0) return '0';
  return low === 0 ? `≤ ${numberText(high)}` : `${numberText(low)} – ${numberText(high)}`;
}
