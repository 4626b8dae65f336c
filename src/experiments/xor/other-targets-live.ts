import { settingsAfter } from '../../settings/changes.ts';
import { fourierCoefficients } from '../../targets/truth-table.ts';
import type { TrainingSettings } from '../../training/settings.ts';
import type { Findings, LiveChart, LiveLine, LiveView, Prediction, Reading } from '../experiment.ts';
import { diagnosisAtEnd } from '../live-diagnosis.ts';
import { errorChart, phaseEndOf } from './live.ts';
import type { CoefficientDiagnosis } from './other-targets-diagnosis.ts';
import { nameOfSet } from './target-formula.ts';

const partsChart: LiveChart = {
  name: 'parts',
  title: 'Parts of the neurons',
  scale: 'log',
  lines: [
    { metric: 'relevantPart', label: 'relevant', style: 'signal' },
    { metric: 'perpendicular', label: 'irrelevant', style: 'perpendicular' },
    { metric: 'secondLayer', label: '|a|', style: 'secondLayer' },
  ],
};

/** Another target as it is learned: parts, Fourier coefficients against those of the target, error. */
export const liveOtherTargets: LiveView = {
  charts: [partsChart, errorChart],
  furtherCharts: (settings) => coefficientsChart(settings as unknown as Values),
  read,
};

type Values = Readonly<Record<string, unknown>>;

const COEFFICIENTS = 'coefficients';
/** Coefficients drawn at most. */
const MOST_LINES = 8;
/** Relevant coordinates above which there are no coefficients. */
const MOST_RELEVANT = 4;

/** What the output has of each product of relevant signs: of those in the target, then of the shortest others. */
function coefficientsChart(settings: Values): LiveChart[] {
  const target = coefficientsOf(settings);
  const isInTarget = (set: number) => Number(target[set] !== 0);
  const sets = [...target.keys()].sort(
    (a, b) => isInTarget(b) - isInTarget(a) || sizeOf(a) - sizeOf(b) || a - b,
  );
  const shown = sets.slice(0, MOST_LINES);
  if (shown.length === 0) return [];
  const lines = shown.map((set): LiveLine => {
    const style = target[set] === 0 ? 'muted' : target[set]! > 0 ? 'positive' : 'negative';
    return { metric: 'fourierCoefficients', entry: set, label: nameOfSet(set, settings), style };
  });
  const title = 'Fourier coefficients of the output';
  return [{ name: COEFFICIENTS, title, scale: 'linear', lines, dashed: 'those of the target' }];
}

const sizeOf = (set: number) => [...set.toString(2)].filter((bit) => bit === '1').length;

/** Coefficients of the target by set, as the metric `targetCoefficients` has them; none where they are too many. */
function coefficientsOf({ target, truthTable, coordinates, pairs }: Values): number[] {
  if (target === 'truth-table') return fourierCoefficients(truthTable as string);
  const relevant = target === 'parity' ? (coordinates as unknown[]).length : 2 * (pairs as number);
  if (relevant > MOST_RELEVANT) return [];
  // A parity, and the majority of one XOR, is minus the product of all of them.
  const all = 2 ** relevant - 1;
  return Array.from({ length: all + 1 }, (_, set) => (set === all ? -1 : 0));
}

function read(findings: Findings): Reading {
  return {
    phases: [
      { name: 'finding', end: phaseEndOf(findings, 'found') },
      { name: 'tuning', end: phaseEndOf(findings, 'learned') },
    ],
    predictions: levels(findings),
    ledger: [],
    diagnosis: diagnosisAtEnd<CoefficientDiagnosis>(findings, () => null),
  };
}

/** The coefficients of the target last measured: what a network has that equals its labels. */
function levels({ settings, summary, series }: Findings): Prediction[] {
  const target = (summary.targetCoefficients ?? []) as readonly number[];
  const end = series.time.at(-1)!;
  if (end === 0) return [];
  // A measurement at the step of a change is made before it.
  const inForce = settingsAfter(settings as TrainingSettings, series.step.at(-1)! - 1) as unknown as Values;
  return target.flatMap((value, set) =>
    value === 0
      ? []
      : {
          chart: COEFFICIENTS,
          label: `${nameOfSet(set, inForce)} ${value < 0 ? '−' : '+'}${Math.abs(value)}`,
          style: 'prediction' as const,
          points: [0, end].map((time) => ({ time, value })),
        },
  );
}
