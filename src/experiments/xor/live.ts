import type { LedgerEntry } from '../../ledgers/ledger.ts';
import type { Findings, Light, LiveChart, LiveView, Prediction, Reading } from '../experiment.ts';
import type { Diagnosis } from './diagnosis.ts';
import { ledgerOf } from './ledger-words.ts';
import { phaseEnd, predictedMargins, predictedSlopes } from './two-phases-prediction.ts';

const charts: readonly LiveChart[] = [
  {
    name: 'parts',
    title: 'Parts of the neurons',
    scale: 'log',
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
    lines: [
      { metric: 'clusterMargins', entry: 0, label: 'μ₁', style: 'mu1' },
      { metric: 'clusterMargins', entry: 1, label: '−μ₁', style: 'minusMu1' },
      { metric: 'clusterMargins', entry: 2, label: 'μ₂', style: 'mu2' },
      { metric: 'clusterMargins', entry: 3, label: '−μ₂', style: 'minusMu2' },
    ],
  },
  {
    name: 'error',
    title: 'Test error and loss',
    scale: 'linear',
    lines: [
      { metric: 'testError', label: 'error', style: 'error' },
      { metric: 'testLoss', label: 'loss', style: 'loss' },
    ],
  },
];

/** XOR as it is learned: parts with the predicted slopes, margins with their equation, the ledger as lights. */
export const liveXor: LiveView = { charts, read };

function read(record: Findings): Reading {
  const diagnosis = record.summary.diagnosis as Diagnosis | undefined;
  const isOver = record.status !== 'interrupted';
  return {
    phases: [
      { name: 'finding', end: phaseEnd(record, 'phase1End') ?? null },
      { name: 'tuning', end: phaseEnd(record, 'phase2End') ?? null },
    ],
    predictions: [...slopes(record), ...margins(record)],
    ledger: (ledgerOf(record)?.inequalities ?? []).map(lightOf),
    diagnosis:
      isOver && diagnosis
        ? { name: diagnosis.name, sentence: diagnosis.sentence, fix: diagnosis.fix ?? null }
        : null,
  };
}

const slopes = (record: Findings): Prediction[] =>
  predictedSlopes(record).map(({ rate, from, to }) => ({
    chart: 'parts',
    label: `predicted ${rate < 0 ? '−' : '+'}${Math.abs(rate).toPrecision(3)} per T`,
    style: 'prediction',
    points: [from, to],
  }));

const margins = (record: Findings): Prediction[] =>
  predictedMargins(record).map((points) => ({
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
    slack: smallestSlack?.relative ?? null,
    firstViolation: firstViolation && {
      step: firstViolation.step,
      time: firstViolation.time,
      neuron: firstViolation.neuron,
    },
  };
}
