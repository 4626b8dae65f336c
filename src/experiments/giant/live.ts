import { functions } from '../../targets/index.ts';
import type { TrainingSettings } from '../../training/settings.ts';
import type { Findings, LiveChart, LiveLine, LiveView, Reading } from '../experiment.ts';
import { diagnosisAtEnd } from '../live-diagnosis.ts';
import type { GiantDiagnosis } from './diagnosis.ts';
import { type Anatomy, anatomyOf } from './directions.ts';
import type { GiantSettings } from './settings.ts';

const OVERLAPS = 'overlaps';

/** Styles of the directions, those learned first before the others; what follows is muted. */
const styles: readonly LiveLine['style'][] = ['signal', 'opposite', 'secondLayer', 'perpendicular'];

/** Directions drawn at most. */
const MOST_LINES = 8;

/** Steps a second: each is to be seen. */
const SPEED = 1;

const charts: readonly LiveChart[] = [
  {
    name: 'readout',
    title: 'Test error of ridge regression on the features, E(y − f)²',
    scale: 'linear',
    lines: [{ metric: 'testMse', label: 'E(y − f)²', style: 'error' }],
  },
];

/** Giant steps as they are made: cosines with each direction, and what ridge regression has of the features. */
export const liveGiantSteps: LiveView = {
  speed: SPEED,
  charts,
  furtherCharts: (settings) => [overlapsChart(anatomyIn(settings as GiantSettings))],
  read,
};

/** The target of settings, as theory sees it. */
function anatomyIn(settings: TrainingSettings): Anatomy {
  const kind = functions.find(({ name }) => name === settings.target)!;
  return anatomyOf(kind.create(settings).formula!);
}

function overlapsChart({ directions }: Anatomy): LiveChart {
  return {
    name: OVERLAPS,
    title: 'Neurons along each direction, mean |cos|',
    scale: 'linear',
    dashed: 'chance, 1/√d',
    lines: directions.slice(0, MOST_LINES).map(({ name }, entry) => ({
      metric: 'overlaps',
      entry,
      label: name,
      style: styles[entry] ?? 'muted',
    })),
  };
}

function read(findings: Findings): Reading {
  return {
    phases: [],
    predictions: chance(findings),
    ledger: [],
    diagnosis: diagnosisAtEnd(findings, ({ fix }: GiantDiagnosis) => fix),
  };
}

/** What a random direction has: 1/√d. */
function chance({ settings, series }: Findings): Reading['predictions'] {
  const end = series.time.at(-1)!;
  if (end === 0) return [];
  const value = 1 / Math.sqrt(settings.inputDim);
  return [
    {
      chart: OVERLAPS,
      label: 'chance',
      style: 'prediction',
      points: [0, end].map((time) => ({ time, value })),
    },
  ];
}
