import { hatched } from '../../figures/hatch.ts';
import type { Json } from '../../figures/panel.ts';
import { distinct, isGeometric, numericAxis, roundValues, type SweptAxis } from '../../figures/swept-axis.ts';
import { textWidth } from '../../figures/text-width.ts';
import type { CellResult } from '../results.ts';
import { type Rate, rateOf } from './rates.ts';
import { numberAt } from './series.ts';

/** A cell as a rectangle between edges, in values of the axes. */
interface Tile extends Rate {
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** The tiles of a panel on its axes. */
export interface Field {
  readonly x: SweptAxis;
  readonly y: SweptAxis;
  readonly width: number;
  readonly height: number;
  readonly tiles: readonly Tile[];
}

/** Lays cells out over two settings; cells that were not planned leave a gap. */
export function fieldOf(
  cells: readonly CellResult[],
  { x, y }: { readonly x: string; readonly y: string },
  size: { readonly width: number; readonly height: number },
): Field {
  const [across, up] = [edgesOf(cells, x), edgesOf(cells, y)];
  const tiles = cells.map((cell) => {
    const [left, right] = across.around(numberAt(cell, x));
    const [bottom, top] = up.around(numberAt(cell, y));
    return { x: numberAt(cell, x), y: numberAt(cell, y), left, right, bottom, top, ...rateOf(cell) };
  });
  return { x: across.axis, y: up.axis, ...size, tiles };
}

/** A tick a value, up to so many. */
const MOST_TICKS = 12;

/** Edges half-way between neighboring values, on a logarithmic axis at their geometric mean. */
function edgesOf(cells: readonly CellResult[], setting: string) {
  const values = distinct(cells.map((cell) => numberAt(cell, setting)));
  const isLog = isGeometric(values);
  const [to, from] = isLog ? [Math.log, Math.exp] : [Number, Number];
  const places = values.map(to);
  const half = (i: number) => (places.length === 1 ? 0.5 : (places[i + 1]! - places[i]!) / 2);
  const edges = places.map((place, i) => from(place - half(Math.max(0, i - 1))));
  const domain = [edges[0]!, from(places.at(-1)! + half(Math.max(0, places.length - 2)))] as const;
  const all = [...edges, domain[1]];
  const ticks = values.length <= MOST_TICKS ? values : roundValues(domain, isLog);
  return {
    axis: numericAxis(domain, isLog, ticks),
    around(value: number): [number, number] {
      const i = values.indexOf(value);
      return [all[i]!, all[i + 1]!];
    },
  };
}

const edge = { x2: { field: 'right' }, y2: { field: 'top' } };

/** Rectangles colored by rate, and hatching where undecided. */
export function cellLayers(field: Field): Json[] {
  const color = { field: 'rate', type: 'quantitative', scale: { domain: [0, 1] }, legend: LEGEND };
  const values = field.tiles.filter(({ trials }) => trials > 0).map(rowOf);
  const tiles = { data: { values }, mark: { type: 'rect', style: 'tile' }, encoding: { ...edge, color } };
  return [tiles, ...hatching(field)];
}

/** What is drawn of a tile, and what stands behind it. */
const rowOf = ({ left, right, bottom, top, x, y, successes, trials, estimate, interval }: Tile) => ({
  x: short(left),
  right: short(right),
  y: short(bottom),
  top: short(top),
  at: [x, y],
  successes,
  trials,
  rate: estimate,
  interval: interval.map(short),
});

const LEGEND = {
  title: 'success rate',
  format: '.0%',
  values: [0, 0.25, 0.5, 0.75, 1],
  orient: 'bottom',
  direction: 'horizontal',
  gradientLength: 160,
};

const short = (value: number) => Number(value.toPrecision(7));

/** Pixels between strokes. */
const HATCH = 7;

/** Strokes that stand out from the color below them: one broken line, since a mark a stroke would be megabytes. */
function hatching(field: Field): Json[] {
  return ([false, true] as const).map((isFar) => ({
    data: {
      values: field.tiles
        .filter((tile) => !tile.isDecided && isFarColor(tile) === isFar)
        .flatMap((tile) => strokesOf(tile, field)),
    },
    mark: { ...STROKE, style: isFar ? 'background' : 'ink' },
    encoding: {},
  }));
}

const STROKE = { type: 'line', order: false, strokeWidth: 0.9, strokeOpacity: 0.55 };

/** The upper half of the scale is far from the background: words and strokes on it take the background's color. */
const isFarColor = ({ estimate }: Tile) => (estimate ?? 0) > 0.5;

function strokesOf({ left, right, bottom, top }: Tile, { x, y, width, height }: Field): Json[] {
  const [x0, y0] = [width * x.position(left), height * y.position(bottom)];
  const strokes = hatched(width * x.position(right) - x0, height * y.position(top) - y0, HATCH);
  const place = (a: number, b: number) => ({
    x: short(x.at((x0 + a) / width)),
    y: short(y.at((y0 + b) / height)),
  });
  return strokes.flatMap(([a, b, c, d]) => [place(a, b), place(c, d), { x: null, y: null }]);
}

const FONT_SIZE = 10;

/** Successes of trials in the middle of each tile, clear of hatching and lines where that is pale; none where they would not fit into all. */
export function countTexts({ x, y, width, height, tiles }: Field): Json[] {
  const texts = tiles.map(({ successes, trials }) => `${successes}/${trials}`);
  const fits = tiles.every(({ left, right, bottom, top }, i) => {
    const wide = width * (x.position(right) - x.position(left));
    const high = height * (y.position(top) - y.position(bottom));
    return wide > textWidth({ fontSize: FONT_SIZE }, texts[i]!) + 6 && high > FONT_SIZE + 6;
  });
  if (!fits) return [];
  const layer = (isFar: boolean, style: string) => ({
    data: {
      values: tiles.flatMap((tile, i) =>
        isFarColor(tile) === isFar ? [{ x: tile.x, y: tile.y, text: texts[i] }] : [],
      ),
    },
    mark: { type: 'text', style, fontSize: FONT_SIZE },
    encoding: { text: { field: 'text' } },
  });
  return [layer(false, 'halo'), layer(false, 'ink'), layer(true, 'background')];
}
