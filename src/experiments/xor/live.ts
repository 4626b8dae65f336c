import type { LedgerEntry } from '../../ledgers/ledger.ts';
import type { Findings, Light, LiveChart, LiveView, Prediction, Reading } from '../experiment.ts';
import { diagnosisAtEnd } from '../live-diagnosis.ts';
import type { Diagnosis } from './diagnosis.ts';
import { ledgerOf } from './ledger-words.ts';
import { crossingTime, predictedMargins, predictedSlopes } from './two-phases-prediction.ts';

/** Test error and loss. */
export const errorChart: LiveChart = {
  name: 'error',
  title: 'Test error and loss',
  scale: 'linear',
  lines: [
    { metric: 'testError', label: 'error', style: 'error' },
    { metric: 'testLoss', label: 'loss', style: 'loss' },
  ],
};

const charts: readonly LiveChart[] = [
  {
    name: 'parts',
    title: 'Parts of the neurons',
    scale: 'log',
    dashed: 'predicted slopes per T',
    lines: [
      { metric: 'signal', label: 'signal', style: 'signal' },
      { metric: 'opposite', label: 'opposite', style: 'opposite' },
      { metric: 'perpendicular', label: 'perpendicular', style: 'perpendicular' },
      { metric: 'secondLayer', label: '|a|', style: 'secondLayer' },
    ],
  },
  {
    name: 'margins',
    title: 'Cluster margins',
    scale: 'linear',
    dashed: 'predicted by the margin equation',
    lines: [
      { metric: 'clusterMargins', entry: 0, label: 'μ₁', style: 'mu1' },
      { metric: 'clusterMargins', entry: 1, label: '−μ₁', style: 'minusMu1' },
      { metric: 'clusterMargins', entry: 2, label: 'μ₂', style: 'mu2' },
      { metric: 'clusterMargins', entry: 3, label: '−μ₂', style: 'minusMu2' },
    ],
  },
  errorChart,
];

/** XOR as it is learned: parts with the predicted slopes, margins with their equation, the ledger as lights. */
export const liveXor: LiveView = { charts, read };

function read(findings: Findings): Reading {
  return {
    phases: [
      { name: 'finding', end: phaseEndOf(findings, 'phase1End') },
      { name: 'tuning', end: phaseEndOf(findings, 'phase2End') },
    ],
    predictions: [...slopes(findings), ...margins(findings)],
    ledger: (ledgerOf(findings)?.inequalities ?? []).map(lightOf),
    diagnosis: diagnosisAtEnd<Diagnosis>(findings, ({ fix }) => fix),
  };
}

/** When a crossing of the summary was first seen; null when it never was. */
export const phaseEndOf = (findings: Findings, key: string) => crossingTime(findings, key) ?? null;

const slopes = (findings: Findings): Prediction[] =>
  predictedSlopes(findings).map(({ part, phase, rate, from, to }) => ({
    chart: 'parts',
    label: `${part} ${rate < 0 ? '−' : '+'}${Math.abs(rate).toPrecision(3)} (${phase})`,
    style: 'prediction',
    points: [from, to],
  }));

const margins = (findings: Findings): Prediction[] =>
  predictedMargins(findings).map((points) => ({
    chart: 'margins',
    label: 'margin equation',
    style: 'prediction',
    points: points.map(({ time, value }) => ({ time, value: value! })),
  }));

function lightOf({ name, statement, scope, firstViolation, smallestSlack }: LedgerEntry): Light {
  const state = firstViolation ? 'broken' : smallestSlack ? 'holds' : 'waiting';
  return {
    name,
    statement,
    scope,
    state,
    slack: finite(smallestSlack?.relative),
    firstViolation: firstViolation && {
      step: firstViolation.step,
      time: firstViolation.time,
      neuron: firstViolation.neuron,
    },
  };
}

/** Where a side is infinite there is no telling how near it is. */
const finite = (value: number | null | undefined) => (Number.isFinite(value) ? value! : null);
