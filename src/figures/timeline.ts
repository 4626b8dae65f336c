import { roundTicks } from './axis.ts';

type Json = Readonly<Record<string, unknown>>;

/** Width of a panel in pixels, axes and labels not counted. */
export const PANEL_WIDTH = 560;

/** A span of time with a name, drawn as a band in the palette's color of that name. */
export interface Phase {
  readonly name: 'finding' | 'tuning' | 'tuned';
  readonly from: number;
  readonly to: number;
}

/** The horizontal axis that all panels share: time T, and the samples used up to it. */
export interface Timeline {
  /** Last time shown, above 0. */
  readonly end: number;
  /** Samples a unit of time. */
  readonly samplesPerTime: number;
  readonly phases: readonly Phase[];
}

/** The phases of a run that ends at `end`; a phase that was never seen to be over lasts to the end. */
export function phasesUntil(end: number, found = end, tuned = end): Phase[] {
  const phases: Phase[] = [
    { name: 'finding', from: 0, to: Math.min(found, tuned) },
    { name: 'tuning', from: found, to: tuned },
    { name: 'tuned', from: tuned, to: end },
  ];
  return phases.filter(({ from, to }) => to > from);
}

/** Encoding of the field `time` on the timeline, without an axis: the axes are layers of their own. */
export function timeEncoding({ end }: Timeline, axis: Json | null = null): Json {
  return { field: 'time', type: 'quantitative', scale: { domain: [0, end], nice: false, zero: false }, axis };
}

/** Ticks of T along the top. */
export function timeAxis(timeline: Timeline): Json {
  const values = roundTicks(timeline.end, 10);
  return axisLayer(timeline, { orient: 'top', values, grid: false, title: 'time T = η · steps' });
}

/** Round numbers of samples along the bottom: the same scale in another unit. */
export function samplesAxis(timeline: Timeline): Json {
  const { end, samplesPerTime } = timeline;
  const values = roundTicks(end * samplesPerTime, 6).map((samples) => samples / samplesPerTime);
  const labelExpr = `format(datum.value * ${samplesPerTime}, '.6~s')`;
  return axisLayer(timeline, { orient: 'bottom', values, labelExpr, grid: false, title: 'samples used' });
}

/** An axis needs a mark to belong to: one that cannot be seen. */
function axisLayer(timeline: Timeline, axis: Json): Json {
  return {
    data: { values: [{ time: 0 }] },
    mark: { type: 'rule', opacity: 0 },
    encoding: { x: timeEncoding(timeline, axis) },
  };
}

/** Thin vertical lines at the ticks of T. */
export function timeGrid(timeline: Timeline): Json {
  const values = roundTicks(timeline.end, 10).map((time) => ({ time }));
  return { data: { values }, mark: { type: 'rule', style: 'grid' }, encoding: { x: timeEncoding(timeline) } };
}

/** Narrowest band, in pixels, that its name fits in. */
const NAMED_WIDTH = 56;

/** A band behind each phase, with its name at the top. */
export function phaseBands(timeline: Timeline, named = true): Json[] {
  return timeline.phases.flatMap(({ name, from, to }) => {
    const data = { values: [{ time: from, to, name }] };
    const x = timeEncoding(timeline);
    const band = { data, mark: { type: 'rect', style: name }, encoding: { x, x2: { field: 'to' } } };
    const fits = ((to - from) / timeline.end) * PANEL_WIDTH >= NAMED_WIDTH;
    if (!named || !fits) return [band];
    const mark = { type: 'text', style: 'muted', align: 'left', baseline: 'top', dx: 6, dy: 6 };
    return [band, { data, mark, encoding: { x, y: { value: 0 }, text: { field: 'name' } } }];
  });
}
