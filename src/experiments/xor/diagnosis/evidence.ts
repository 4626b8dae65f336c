import { findingRate } from '../../../theory/xor.ts';
import type { Findings, Series } from '../../experiment.ts';
import type { Crossing } from '../phases.ts';
import { type Expectations, expectations } from './expectations.ts';

/** The numbers a diagnosis stands on; null where they do not exist. Plain JSON: it is part of the record. */
export interface Evidence {
  /** All four margins reached 1 after the signal was found, and the test error ends below 1 %. */
  readonly reached: boolean;
  readonly interrupted: boolean;
  /** An output stopped being finite, or the loss ends above one and a half times its start. */
  readonly blewUp: boolean;
  /** Time trained. */
  readonly time: number;
  /** First time at which the signal outweighed the rest. */
  readonly found: number | null;
  readonly testError: number | null;
  /** Loss at the end over loss at the start. */
  readonly lossRatio: number | null;
  /** Cluster margins in the order μ1, −μ1, μ2, −μ2. */
  readonly margins: readonly (number | null)[];
  /** Coefficients of 1, x_i, x_k, x_i x_k in the output on the clusters; XOR has the last alone. */
  readonly fourier: readonly (number | null)[];
  /** Neurons that point to each cluster. */
  readonly neuronsAtStart: readonly number[];
  readonly neuronsAtEnd: readonly number[];
  readonly heavyFraction: number | null;
  /** Norms at the end over norms at the start, root mean squares over neurons; `perpendicular` at its largest. */
  readonly growth: Readonly<Record<'signal' | 'perpendicular' | 'secondLayer' | 'neuron', number | null>>;
  /** The smallest margin now over that when two thirds of the time had passed. */
  readonly lateRise: number | null;
  readonly signalRate: number | null;
  /** n/(ηd) as the early growth of the perpendicular part shows it. */
  readonly quietMeasured: number | null;
  /** What theory says of these settings; null where it is silent. */
  readonly expected: Expectations | null;
}

/** Loss at the end over loss at the start above which a run has blown up. */
const BLOWN_UP = 1.5;

/** Reads the evidence off a record of xor/two-phases. */
export function evidenceOf(record: Findings): Evidence {
  const { status, summary, series } = record;
  const expected = expectations(record.settings);
  const margins = summary.clusterMargins as number[];
  const lossRatio = lastOverFirst(column(series, 'testLoss'));
  return {
    reached: status !== 'diverged' && summary.phase2End !== null && (summary.testError as number) < 0.01,
    interrupted: status === 'interrupted',
    blewUp: status === 'diverged' || !(lossRatio <= BLOWN_UP),
    time: series.time.at(-1)!,
    found: (summary.phase1End as Crossing | null)?.time[1] ?? null,
    testError: finite(summary.testError as number),
    lossRatio: finite(lossRatio),
    margins: margins.map(finite),
    fourier: fourierOf(margins).map(finite),
    neuronsAtStart: summary.neuronsAtStart as number[],
    neuronsAtEnd: summary.neuronsAtEnd as number[],
    heavyFraction: finite(summary.heavyFraction as number),
    growth: growthOf(series),
    lateRise: lateRise(series),
    signalRate: summary.signalRate as number | null,
    quietMeasured: expected && quietMeasured(series, expected),
    expected,
  };
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);
const column = (series: Series, metric: string) => series[metric] as readonly number[];
const lastOverFirst = (values: readonly number[]) => values.at(-1)! / values[0]!;

/** f on ±μ1 is the margin and on ±μ2 minus the margin: the mean of f times each character. */
function fourierOf([a, b, c, d]: readonly number[]): number[] {
  const [first, second, third, fourth] = [a!, b!, -c!, -d!];
  return [
    (first + second + third + fourth) / 4,
    (first - second + third - fourth) / 4,
    (second - first + third - fourth) / 4,
    (third + fourth - first - second) / 4,
  ];
}

function growthOf(series: Series): Evidence['growth'] {
  const parts = ['signal', 'opposite', 'perpendicular'].map((part) => column(series, part));
  const norms = series.step.map((_, i) =>
    Math.sqrt(parts.reduce((sum, part) => sum + part[i]! * part[i]!, 0)),
  );
  const perpendicular = parts[2]!;
  return {
    signal: finite(lastOverFirst(parts[0]!)),
    perpendicular: finite(Math.max(...perpendicular) / perpendicular[0]!),
    secondLayer: finite(lastOverFirst(column(series, 'secondLayer'))),
    neuron: finite(lastOverFirst(norms)),
  };
}

function lateRise(series: Series): number | null {
  const smallest = (series.clusterMargins as readonly (readonly number[])[]).map((m) => Math.min(...m));
  const before = smallest[Math.floor((2 * (smallest.length - 1)) / 3)]!;
  return before > 0 ? finite(smallest.at(-1)! / before) : null;
}

/** Scaled time over which the signal is small against the perpendicular part of a typical neuron. */
const EARLY = 2.5;

/** ‖w_perp‖² grows at relative rate 1/(2q) in scaled time: q from its growth over the early measurements. */
function quietMeasured(series: Series, { pace }: Expectations): number | null {
  const { time } = series;
  const perpendicular = column(series, 'perpendicular');
  const late = time.findIndex((t) => t * pace > EARLY + 1e-9);
  const last = Math.max(1, (late < 0 ? time.length : late) - 1);
  const ratio = perpendicular[last]! / perpendicular[0]!;
  const growth = (ratio * ratio - 1) / (time[last]! * pace);
  return growth > 0 ? finite(1 / (2 * growth)) : null;
}

/** Rate of the signal at the start that these expectations mean. */
export const expectedRate = ({ pace }: Expectations) => pace * findingRate(2);
