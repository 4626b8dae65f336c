import { textWidth } from './text-width.ts';
import { PANEL_WIDTH, type Timeline, timeEncoding } from './timeline.ts';

type Json = Readonly<Record<string, unknown>>;

/** A vertical rule through a panel at each mark of its timeline. */
export function markRules(timeline: Timeline): Json[] {
  return timeline.marks.map(({ time }) => ({
    data: { values: [{ time }] },
    mark: { type: 'rule', style: 'ink', strokeWidth: 1 },
    encoding: { x: timeEncoding(timeline) },
  }));
}

/** Below the names of phases; neighbors' texts stand on different lines. */
const FIRST_LINE = 28;
const LINE = 15;
const LINES = 5;
const GAP = 6;
const FONT_SIZE = 11;

/** What the marks say, right of their rules or, where there is no room, left of them. */
export function markNames(timeline: Timeline): Json[] {
  return timeline.marks.flatMap(({ time, text }, i) => {
    const width = textWidth({ fontSize: FONT_SIZE }, text);
    const at = (PANEL_WIDTH * time) / timeline.end;
    const isLeft = at + GAP + width > PANEL_WIDTH;
    const x = isLeft ? Math.max(GAP, at - GAP - width) : at + GAP;
    return ['halo', 'ink'].map((style) => ({
      data: { values: [{ text }] },
      mark: { type: 'text', align: 'left', baseline: 'middle', style },
      encoding: {
        x: { value: Math.round(x) },
        y: { value: FIRST_LINE + LINE * (i % LINES) },
        text: { field: 'text' },
      },
    }));
  });
}
