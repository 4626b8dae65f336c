import { type LiveChart, liveValue, roundTicks, type Snapshot } from '../../src/index.ts';

/** Points of a line that are drawn. */
const MOST_POINTS = 600;

/** At most so many of the measurements, evenly spaced, the last one among them. */
export function thinnedSnapshots(measured: readonly Snapshot[]): readonly Snapshot[] {
  const every = Math.ceil(measured.length / MOST_POINTS);
  return every <= 1 ? measured : measured.filter((_, i) => i % every === 0 || i === measured.length - 1);
}

/** Times, then every line up to the present, then every line from there on; null where there is nothing to draw. */
export type Columns = [number[], ...(number | null)[][]];

/** Measurements of a chart as columns; `now` is the present time. */
export function columnsOf(chart: LiveChart, measured: readonly Snapshot[], now: number): Columns {
  const times = measured.map(({ time }) => time);
  const present = times.findLastIndex((time) => time <= now);
  const lines = chart.lines.map((line) => measured.map((one) => liveValue(chart, line, one)));
  const past = lines.map((line) => line.map((value, i) => (i <= present ? value : null)));
  const future = lines.map((line) => line.map((value, i) => (i >= present ? value : null)));
  return [times, ...past, ...future];
}

/** Everything that a vertical axis has to show. */
export const valuesIn = (columns: Columns): number[] =>
  columns.slice(1).flatMap((column) => column.flatMap((value) => value ?? []));

/** Round values between the ends of a linear axis, about `count` of them. */
export function linearTicks(low: number, high: number, count: number): number[] {
  const step = roundTicks(high - low, count)[1] ?? high - low;
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

/** Powers of ten between the ends of a logarithmic axis, thinned to `count`; 1, 2, 5, 10 … where there are few. */
export function logTicks(low: number, high: number, count: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const powers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const inside = powers.filter((n) => 10 ** n >= low && 10 ** n <= high);
  const every = Math.ceil(inside.length / count);
  if (inside.length >= 3) return inside.filter((n) => n % every === 0).map((n) => Number(`1e${n}`));
  return powers
    .flatMap((n) => [1, 2, 5].map((digit) => Number(`${digit}e${n}`)))
    .filter((value) => value >= low && value <= high);
}

/** Samples used at a time, straight between the measurements and beyond the last. */
export function samplesAt(measured: readonly Snapshot[], time: number): number {
  const after = measured.findIndex((one) => one.time >= time);
  const to = measured[after < 0 ? measured.length - 1 : Math.max(1, after)];
  const from = measured[(after < 0 ? measured.length - 1 : Math.max(1, after)) - 1];
  if (!to || !from) return to?.samples ?? 0;
  return from.samples + ((time - from.time) / (to.time - from.time)) * (to.samples - from.samples);
}

/** A number of samples: 800, 25k, 1.5M. */
export function sampleText(samples: number): string {
  const [unit, name] = samples >= 1e6 ? [1e6, 'M'] : samples >= 1e4 ? [1e3, 'k'] : [1, ''];
  return `${Number((samples / unit).toPrecision(3))}${name}`;
}
