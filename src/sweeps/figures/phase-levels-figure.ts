import { contour, type Place } from '../../figures/contour.ts';
import type { Json } from '../../figures/panel.ts';
import { tickLabel } from '../../figures/swept-axis.ts';
import type { Field } from './phase-cells-figure.ts';

/** Lines along which a function of the two axes has given values. */
export interface Levels {
  /** What is the same along a line, such as `n/(ηd)`. */
  readonly name: string;
  readonly values: readonly number[];
  at(x: number, y: number): number;
}

/** The lines with their values at one end; levels that do not occur are left out. */
export function levelLayers({ values, at }: Levels, field: Field): Json[] {
  const { x, y } = field;
  const lines = values.flatMap((level) =>
    contour((u, v) => Math.log(at(x.at(u), y.at(v)) / level), 0).map((places) => ({ level, places })),
  );
  return [
    {
      data: {
        values: lines.flatMap(({ level, places }, line) =>
          places.map((place) => ({ level, line, ...valuesAt(place, field) })),
        ),
      },
      layer: [
        {
          mark: { type: 'line', order: false, style: 'halo', fill: null, strokeWidth: 3, opacity: 0.6 },
          encoding: detailed,
        },
        {
          mark: { type: 'line', order: false, style: 'prediction', strokeDash: [5, 3], strokeWidth: 1.2 },
          encoding: detailed,
        },
      ],
    },
    ...lines.map(({ level, places }) => labelOf(tickLabel(level), places, field)),
  ];
}

const detailed: Json = { detail: { field: 'line' } };

const valuesAt = ([u, v]: Place, { x, y }: Field) => ({
  x: Number(x.at(u).toPrecision(6)),
  y: Number(y.at(v).toPrecision(6)),
});

/** The level beside the end of its line that lies farthest to the right or up. */
function labelOf(text: string, places: readonly Place[], field: Field): Json {
  const ends = [places[0]!, places.at(-1)!];
  const [u, v] = ends[0]![0] + ends[0]![1] > ends[1]![0] + ends[1]![1] ? ends[0]! : ends[1]!;
  const isTop = v > u;
  const mark = isTop
    ? { align: 'center', baseline: 'bottom', dy: -5 }
    : { align: 'left', baseline: 'middle', dx: 5 };
  return {
    data: { values: [{ ...valuesAt([u, v], field), text }] },
    mark: { type: 'text', style: 'prediction', fontSize: 10, ...mark },
    encoding: { text: { field: 'text' } },
  };
}
