import type { Axis } from './axis.ts';

/** A point of a curve against time; a null value breaks the curve. */
export interface Point {
  readonly time: number;
  readonly value: number | null;
}

/**
 * The part of a curve that lies on an axis, cut exactly at its ends and broken where it leaves it.
 * A clip path in the SVG would do the same, but a hundred of them take a rasterizer seconds.
 */
export function clipped(points: readonly Point[], axis: Axis): Point[] {
  const out: Point[] = [];
  for (const [i, point] of points.entries()) {
    const before = points[i - 1];
    if (before) out.push(...crossings(before, point, axis));
    const inside = point.value !== null && isOn(axis.position(point.value));
    if (inside) out.push(point);
    else if (out.length > 0 && out.at(-1)!.value !== null) out.push({ time: point.time, value: null });
  }
  return out;
}

const isOn = (position: number) => position >= 0 && position <= 1;

/** Where the drawn segment between two points crosses the ends of the axis, in the order of time. */
function crossings(from: Point, to: Point, { position, domain }: Axis): Point[] {
  if (from.value === null || to.value === null) return [];
  const [start, end] = [position(from.value), position(to.value)];
  const [low, high] = domain;
  const ends =
    start < end
      ? [
          { at: 0, value: low },
          { at: 1, value: high },
        ]
      : [
          { at: 1, value: high },
          { at: 0, value: low },
        ];
  return ends
    .map(({ at, value }) => ({ share: (at - start) / (end - start), value }))
    .filter(({ share }) => share > 0 && share < 1)
    .map(({ share, value }) => ({ time: from.time + share * (to.time - from.time), value }));
}

/** About `most` points of a curve, evenly spaced, the first and the last among them. */
export function thinned(points: readonly Point[], most: number): Point[] {
  const every = Math.ceil(points.length / most);
  return points.filter((_, i) => i % every === 0 || i === points.length - 1);
}
