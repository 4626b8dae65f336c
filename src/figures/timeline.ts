import { roundTicks } from './axis.ts';

type Json = Readonly<Record<string, unknown>>;

/** Width of a panel in pixels, axes and labels not counted. */
export const PANEL_WIDTH = 560;

/** A span of time with a name, drawn as a band in the palette's color of that name. */
export interface Phase {
  readonly name: 'finding' | 'tuning' | 'tuned';
  /** What to call it where that is not its name. */
  readonly title?: string;
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

/** A Vega expression for a number as text: 0.5, 20, 50k, 1.5M. */
const number = (expression: string) => `format(${expression}, ${expression} < 1 ? '.6~r' : '.6~s')`;

/** Ticks of T along the top. */
export function timeAxis(timeline: Timeline): Json {
  const values = roundTicks(timeline.end, 10);
  return axisLayer(timeline, {
    orient: 'top',
    values,
    labelExpr: number('datum.value'),
    title: 'time T = η · steps',
  });
}

/** Round numbers of samples along the bottom: the same scale in another unit. */
export function samplesAxis(timeline: Timeline): Json {
  const { end, samplesPerTime } = timeline;
  const values = roundTicks(end * samplesPerTime, 6).map((samples) => samples / samplesPerTime);
  const labelExpr = number(`datum.value * ${samplesPerTime}`);
  return axisLayer(timeline, { orient: 'bottom', values, labelExpr, title: 'samples used' });
}

/** An axis needs a mark to belong to: one that cannot be seen. */
function axisLayer(timeline: Timeline, axis: Json): Json {
  return {
    data: { values: [{ time: 0 }] },
    mark: { type: 'rule', opacity: 0 },
    encoding: { x: timeEncoding(timeline, { ...axis, grid: false }) },
  };
}

/** Thin vertical lines at the ticks of T. */
export function timeGrid(timeline: Timeline): Json {
  const values = roundTicks(timeline.end, 10).map((time) => ({ time }));
  return { data: { values }, mark: { type: 'rule', style: 'grid' }, encoding: { x: timeEncoding(timeline) } };
}

/** A band behind each phase. */
export function phaseBands(timeline: Timeline): Json[] {
  return timeline.phases.map(({ name, from, to }) => ({
    data: { values: [{ time: from, to }] },
    mark: { type: 'rect', style: name },
    encoding: { x: timeEncoding(timeline), x2: { field: 'to' } },
  }));
}

/** Narrowest band, in pixels, that its name fits in. */
const NAMED_WIDTH = 56;

/** The names of the phases at the top of their bands. */
export function phaseNames(timeline: Timeline): Json[] {
  const wide = timeline.phases.filter(
    ({ from, to }) => ((to - from) / timeline.end) * PANEL_WIDTH >= NAMED_WIDTH,
  );
  return wide.map(({ name, title = name, from }) => ({
    data: { values: [{ time: from, name: title }] },
    mark: { type: 'text', style: 'muted', align: 'left', baseline: 'top', dx: 6, dy: 6 },
    encoding: { x: timeEncoding(timeline), y: { value: 0 }, text: { field: 'name' } },
  }));
}
