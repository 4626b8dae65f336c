/** A stroke from one place to another, in pixels from the bottom left of a rectangle. */
export type Stroke = readonly [x: number, y: number, x2: number, y2: number];

/**
 * Strokes at 45° that fill a rectangle, upward to the right; one at least, its diagonal where it is small.
 *
 * @param gap pixels between neighboring strokes, along a side
 */
export function hatched(width: number, height: number, gap: number): Stroke[] {
  if (width + height < 2 * gap) return [[0, 0, width, height]];
  const strokes: Stroke[] = [];
  const first = Math.ceil((-height + gap / 4) / gap) * gap;
  for (let offset = first; offset < width - gap / 4; offset += gap) {
    const [from, to] = [Math.max(0, offset), Math.min(width, offset + height)];
    strokes.push([from, from - offset, to, to - offset]);
  }
  return strokes;
}
