import { clipped } from '../../figures/clip.ts';
import type { Json } from '../../figures/panel.ts';
import { spread } from '../../figures/spread.ts';
import type { SweptAxis } from '../../figures/swept-axis.ts';
import type { Curve } from './fitted.ts';

/** The board that marks and curves stand on. */
export interface Board {
  readonly x: SweptAxis;
  readonly y: SweptAxis;
  readonly width: number;
  readonly height: number;
}

/** A curve and the series whose color it takes; without one it takes the color of predictions. */
export interface DrawnCurve extends Curve {
  readonly series?: string;
}

const POINTS = 60;

const strokes: Readonly<Record<Curve['role'], Json>> = {
  best: { strokeWidth: 1.6, strokeDash: [6, 3] },
  rival: { strokeWidth: 1.1, strokeDash: [1.5, 3] },
  reference: { strokeWidth: 1.1, strokeDash: [8, 3, 1.5, 3] },
};

/** A point of a curve: shares of the board, and the values there. */
interface Spot {
  readonly x: number;
  readonly y: number | null;
}

/** The curve from the first to the last value of its axis, cut off where it leaves the board. */
function spots({ at }: Curve, { x, y }: Board, [first, last]: readonly [number, number]): Spot[] {
  const [from, to] = [x.position(first), x.position(last)];
  const points = Array.from({ length: POINTS + 1 }, (_, i) => {
    const time = from + ((to - from) * i) / POINTS;
    const value = at(x.at(time));
    return { time, value: value > 0 && Number.isFinite(value) ? y.position(value) : null };
  });
  const unit = { domain: [0, 1], position: (value: number) => value } as unknown as Board['y'];
  return clipped(points, unit).map(({ time, value }) => ({
    x: Number(x.at(time).toPrecision(6)),
    y: value === null ? null : Number(y.at(value).toPrecision(5)),
  }));
}

/**
 * Curves over a board, from the first to the last value of its axis, each with its name at its end.
 *
 * @param color encoding of the field `series`, for curves that belong to one
 */
export function curveLayers(
  curves: readonly DrawnCurve[],
  board: Board,
  over: readonly [first: number, last: number],
  color: Json,
): Json[] {
  const drawn = curves
    .map((curve) => ({ curve, points: spots(curve, board, over) }))
    .filter(({ points }) => points.some(({ y }) => y !== null));
  return [...drawn.map(({ curve, points }) => lineOf(curve, points, color)), ...names(drawn, board, color)];
}

/** The style of a curve and of its name. */
const styleOf = ({ role }: DrawnCurve) => (role === 'best' ? 'prediction' : 'muted');

function lineOf(curve: DrawnCurve, points: readonly Spot[], color: Json): Json {
  const { series } = curve;
  return {
    data: { values: points.map(({ x, y }) => ({ x, value: y, ...(series !== undefined && { series }) })) },
    mark: { type: 'line', style: styleOf(curve), ...strokes[curve.role] },
    encoding: series === undefined ? {} : { color },
  };
}

/** Pixels between baselines, and from a curve to its name. */
const LINE = 14;
const OFFSET = 7;

type Drawn = { readonly curve: DrawnCurve; readonly points: readonly Spot[] };

/** Names right of the board; a curve that leaves it through the top is named there. */
function names(drawn: readonly Drawn[], board: Board, color: Json): Json[] {
  const ends = drawn.map(({ curve, points }) => ({
    curve,
    end: points.filter(({ y }) => y !== null).at(-1)!,
  }));
  const leaving = ends.filter(({ end }) => board.y.position(end.y!) > 1 - 1e-3);
  const staying = ends.filter((one) => !leaving.includes(one));
  const wanted = staying.map(({ end }) => board.height * board.y.position(end.y!));
  const heights = spread(wanted, LINE, board.height);
  const right = staying.map(({ curve }, i) => {
    const place = { x: board.width + OFFSET, y: board.height - heights[i]!, align: 'left' as const };
    return nameOf(curve, place, color);
  });
  const top = leaving.map(({ curve, end }, i) => {
    const x = board.width * board.x.position(end.x) - 2 * OFFSET;
    return nameOf(curve, { x, y: OFFSET + LINE * i, align: 'right' }, color);
  });
  return [...right, ...top];
}

/** Pixels from the top left of the board. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly align: 'left' | 'right';
}

function nameOf(curve: DrawnCurve, { x, y, align }: Place, color: Json): Json {
  const { series } = curve;
  return {
    data: { values: [{ text: curve.name, ...(series !== undefined && { series }) }] },
    mark: { type: 'text', align, baseline: 'middle', style: styleOf(curve) },
    encoding: {
      x: { value: Math.round(x) },
      y: { value: Math.round(y) },
      text: { field: 'text' },
      ...(series !== undefined && { color }),
    },
  };
}
