import { type Axis, linearAxis, logAxis, roundTicks } from '../figures/axis.ts';
import type { Point } from '../figures/clip.ts';
import { curves, endLabels, type Frame, type Json, panel, predicted } from '../figures/panel.ts';
import { themeConfig } from '../figures/theme.ts';
import { type Phase, samplesAxis, type Timeline, timeAxis } from '../figures/timeline.ts';
import type { Figure, LiveChart, LiveLine, Reading, Snapshot } from './experiment.ts';

/** Decades a logarithmic axis shows at most. */
const MOST_DECADES = 9;

/** What a line of a live chart has at a measurement; null where it has none, or none that its axis can show. */
export function liveValue(
  chart: LiveChart,
  { metric, entry }: LiveLine,
  { values }: Snapshot,
): number | null {
  const whole = values[metric];
  const value = typeof whole === 'object' ? whole[entry ?? 0] : whole;
  if (value === undefined || !Number.isFinite(value)) return null;
  return chart.scale === 'log' && value <= 0 ? null : value;
}

/** Share of the height kept free above the lines, for the names of the phases. */
const ROOM = 0.1;

/** What the vertical axis of a live chart covers: all its values, with room for names above; at most nine decades. */
export function liveExtent(
  { scale }: LiveChart,
  values: readonly number[],
): readonly [low: number, high: number] {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  if (!(low <= high)) return scale === 'log' ? [0.1, 1] : [0, 1];
  if (scale === 'linear') {
    const [bottom, top] = [Math.min(0, low), Math.max(0, high)];
    const size = top - bottom || 1;
    return [bottom < 0 ? bottom - ROOM * size : 0, top + ROOM * size];
  }
  const bottom = Math.max(low, high / 10 ** MOST_DECADES) / 1.5;
  return [bottom, 1.2 * high * (high / bottom) ** ROOM];
}

/** The phases of a reading as bands up to `end`; what follows the last one is tuned. */
export function livePhases(reading: Reading | undefined, end: number): Phase[] {
  let from = 0;
  const named = [...(reading?.phases ?? []), ...(reading?.phases.length ? [{ name: 'tuned', end }] : [])];
  return named.flatMap(({ name, end: over }) => {
    const to = Math.min(over ?? end, end);
    const band = { name: name as Phase['name'], from, to };
    from = Math.max(from, to);
    return band.to > band.from ? [band] : [];
  });
}

/**
 * A live chart as it stands: what was measured against time, with what theory says of it.
 *
 * @param snapshots at least one
 */
export function liveChartFigure(chart: LiveChart, snapshots: readonly Snapshot[], reading?: Reading): Figure {
  const timeline = timelineOf(snapshots, reading);
  const lines = chart.lines.map((line) => ({
    ...line,
    points: snapshots.map((one): Point => ({ time: one.time, value: liveValue(chart, line, one) })),
  }));
  const theory = (reading?.predictions ?? []).filter((prediction) => prediction.chart === chart.name);
  const frame: Frame = {
    timeline,
    y: axisOf(
      chart,
      lines.flatMap(({ points }) => valuesOf(points)),
    ),
    title: [chart.title, theory.length > 0 ? 'dashed: predicted' : ''],
    axisTitle: chart.scale === 'log' ? 'logarithmic scale' : '',
    height: 260,
  };
  const ends = lines.flatMap(({ points, label, style }) => {
    const value = valuesOf(points).at(-1);
    return value === undefined ? [] : [{ text: label, style, value }];
  });
  const spec = panel(frame, [
    timeAxis(timeline),
    samplesAxis(timeline),
    ...lines.map(({ points, style }) => curves(frame, [points], { style })),
    ...theory.map(({ points }) => withinPanel(predicted(frame, [points]))),
    ...endLabels(frame, ends),
  ]);
  const caption = captionOf(chart, snapshots);
  const schema = 'https://vega.github.io/schema/vega-lite/v6.json';
  return { spec: { $schema: schema, description: caption, config: themeConfig('light'), ...spec }, caption };
}

/** A layer cut off at the edges of its panel: what is predicted may reach beyond what was measured. */
const withinPanel = (layer: Json): Json => ({ ...layer, mark: { ...(layer.mark as Json), clip: true } });

const valuesOf = (points: readonly Point[]) => points.flatMap(({ value }) => (value === null ? [] : [value]));

function axisOf(chart: LiveChart, values: readonly number[]): Axis {
  const [low, high] = liveExtent(chart, values);
  if (chart.scale === 'log') return logAxis(low, high);
  const ticks = roundTicks(high - low, 6).flatMap((tick) => [-tick, tick]);
  const within = [...new Set(ticks)].filter((tick) => tick >= low && tick <= high).sort((a, b) => a - b);
  return linearAxis(
    low,
    high,
    within.map((tick) => tick || 0),
    '~r',
  );
}

function timelineOf(snapshots: readonly Snapshot[], reading?: Reading): Timeline {
  const last = snapshots.at(-1)!;
  const end = last.time || 1;
  const knots = snapshots.filter(({ time }, i) => time > (snapshots[i - 1]?.time ?? -1));
  const samples =
    last.time > 0
      ? knots
      : [
          { time: 0, samples: 0 },
          { time: 1, samples: 1 },
        ];
  return {
    end,
    samples: paces(samples.map(({ time, samples }) => ({ time, samples }))),
    phases: livePhases(reading, end),
    marks: [],
  };
}

/** Knots between which samples grow at one pace, and none besides. */
function paces(knots: Timeline['samples']): Timeline['samples'] {
  return knots.filter((knot, i) => {
    const [before, after] = [knots[i - 1], knots[i + 1]];
    if (!before || !after) return true;
    const straight = (knot.samples - before.samples) * (after.time - knot.time);
    const onward = (after.samples - knot.samples) * (knot.time - before.time);
    return Math.abs(straight - onward) > 1e-6 * Math.abs(straight);
  });
}

function captionOf({ title, lines }: LiveChart, snapshots: readonly Snapshot[]): string {
  const { time, step, samples } = snapshots.at(-1)!;
  const names = lines.map(({ label }) => label).join(', ');
  return `${title}: ${names} against time T, up to T = ${Number(time.toPrecision(4))} (step ${step}, ${samples} samples).`;
}
