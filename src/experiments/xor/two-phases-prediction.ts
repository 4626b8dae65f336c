import type { Point } from '../../figures/clip.ts';
import { exp } from '../../numerics/elementary.ts';
import { findingRate, marginAfter, phase1Time, tuningRate } from '../../theory/xor.ts';
import { type Clock, clockOf as clockOfSettings, LEAST_INPUTS } from '../../twins/clock.ts';
import type { Findings } from '../experiment.ts';
import type { Crossing } from './phases.ts';

/** A straight line on the logarithmic axis. */
export interface Slope {
  readonly part: 'signal' | 'opposite';
  readonly phase: 'finding' | 'tuning';
  readonly rate: number;
  readonly from: Point & { readonly value: number };
  readonly to: Point & { readonly value: number };
}

/** A metric of a record against time; infinite and undefined values, which JSON lacks, become null. */
export function curve({ series }: Findings, values: unknown): Point[] {
  return series.time.map((time, i) => ({
    time,
    value: finite((values as readonly unknown[] | undefined)?.[i]),
  }));
}

/** A cluster's margins: column `cluster` of the metric. */
export function marginCurve(record: Findings, cluster: number): Point[] {
  const rows = record.series.clusterMargins as readonly (readonly unknown[] | null)[] | undefined;
  return curve(
    record,
    rows?.map((row) => row?.[cluster]),
  );
}

const finite = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** When phase 1 or 2 was first seen to be over; undefined when it never was. */
export const phaseEnd = (record: Findings, phase: 'phase1End' | 'phase2End') => crossingTime(record, phase);

/** When a crossing of the summary was first seen; undefined when it never was. */
export function crossingTime({ summary }: Findings, key: string): number | undefined {
  return (summary[key] as Crossing | null | undefined)?.time[1];
}

/** Undefined where the theory is silent. */
function clockOf({ settings }: Findings): Clock | undefined {
  const { firstLayerRate, secondLayerRate } = settings as unknown as Record<string, unknown>;
  if (settings.inputDim < LEAST_INPUTS || settings.changes.length > 0) return undefined;
  if (settings.loss !== 'logistic' || firstLayerRate !== 1 || secondLayerRate !== 1) return undefined;
  return clockOfSettings(settings);
}

/** What theory says of finding: its rate ±, and when it is over without batch noise; nothing where it is silent. */
export function predictedFinding(record: Findings): { rate: number; end: number } | undefined {
  const clock = clockOf(record);
  if (!clock) return undefined;
  const { lossScale, pace } = clock;
  return { rate: pace * findingRate(lossScale), end: phase1Time(record.settings.inputDim, lossScale) / pace };
}

/** Margins at which the derivative of the loss, taken as constant, is off by a sixth. */
const SMALL_MARGIN = 0.3;

/**
 * What theory says of the root mean squares: signal and opposite from the start until phase 1 is over,
 * signal from there until the margins are no longer small. Empty where the theory is silent.
 */
export function predictedSlopes(record: Findings): Slope[] {
  const clock = clockOf(record);
  const finding = predictedFinding(record);
  if (!clock || !finding) return [];
  const { lossScale, pace } = clock;
  const end = record.series.time.at(-1)!;
  const found = phaseEnd(record, 'phase1End') ?? Infinity;
  const until = Math.min(finding.end, found, end);
  return [
    slopeFrom(record, 'signal', finding.rate, 0, until),
    slopeFrom(record, 'opposite', -finding.rate, 0, until),
    slopeFrom(record, 'signal', pace * tuningRate(lossScale), found, Math.min(smallUntil(record), end)),
  ].filter((slope) => slope !== undefined);
}

function slopeFrom(
  record: Findings,
  part: Slope['part'],
  rate: number,
  start: number,
  end: number,
): Slope | undefined {
  const { value } = curve(record, record.series[part]).find(({ time }) => time >= start) ?? {};
  if (!(end > start) || !value) return undefined;
  const reached = value * exp(rate * (end - start));
  if (!Number.isFinite(reached)) return undefined;
  const phase = start === 0 ? 'finding' : 'tuning';
  return { part, phase, rate, from: { time: start, value }, to: { time: end, value: reached } };
}

/** The last time at which all margins were small. */
function smallUntil(record: Findings): number {
  const curves = [0, 1, 2, 3].map((cluster) => marginCurve(record, cluster));
  const large = record.series.time.findIndex((_, i) =>
    curves.some((points) => points[i]!.value! > SMALL_MARGIN),
  );
  return record.series.time[large - 1] ?? Infinity;
}

/** Points at which a predicted curve is drawn. */
const CURVE_POINTS = 100;

/**
 * The margin equation of each cluster from its measured margin at the end of phase 1, by Heun's method.
 * Empty where phase 1 did not end, the margin was not positive there, or the theory is silent.
 */
export function predictedMargins(record: Findings): Point[][] {
  const clock = clockOf(record);
  const start = phaseEnd(record, 'phase1End');
  const end = record.series.time.at(-1)!;
  if (!clock || start === undefined || start >= end) return [];
  return [0, 1, 2, 3].flatMap((cluster) => {
    const value = marginCurve(record, cluster).find(({ time }) => time >= start)?.value;
    return value && value > 0 ? [grow(value, start, end, clock)] : [];
  });
}

function grow(margin: number, start: number, end: number, { lossScale, pace }: Clock): Point[] {
  const dt = (end - start) / CURVE_POINTS;
  const points = [{ time: start, value: margin }];
  for (let i = 1; i <= CURVE_POINTS; i++) {
    margin = marginAfter(margin, pace * dt, lossScale);
    points.push({ time: start + i * dt, value: margin });
  }
  return points;
}
