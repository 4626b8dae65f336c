import { type Knot, phasesUntil, type Timeline } from '../../figures/timeline.ts';
import type { Change } from '../../settings/changes.ts';
import { spansOf, timeAt } from '../../training/changes.ts';
import type { TrialRecord } from '../experiment.ts';
import type { TrialSettings } from '../trial-clock.ts';
import { phaseEnd } from './two-phases-prediction.ts';

/** What a figure shows of time where the record alone does not say it. */
interface Extent {
  /** Last time shown at least. */
  readonly until?: number;
  /** When the phases end; by default those of two-phases. */
  readonly found?: number | undefined;
  readonly tuned?: number | undefined;
}

/** The horizontal axis of a run's figure: its phases, and a mark wherever a setting changes. */
export function timelineOf(record: TrialRecord, extent: Extent = {}): Timeline {
  const {
    until = 0,
    found,
    tuned,
  } = {
    found: phaseEnd(record, 'phase1End'),
    tuned: phaseEnd(record, 'phase2End'),
    ...extent,
  };
  const settings = record.settings as TrialSettings;
  const end = Math.max(until, record.series.time.at(-1)!) || settings.stepSize;
  const spans = spansOf(settings);
  return {
    end,
    samples: knots(settings, end),
    phases: phasesUntil(end, found, tuned),
    marks: spans
      .filter(({ from }) => from > 0)
      .map(({ from }) => ({
        time: timeAt(spans, from),
        text: changesLine(settings.changes.filter(({ step }) => step === from)),
      }))
      .filter(({ time }) => time <= end),
  };
}

/** Where the pace of samples against time may change, from 0 to the end. */
function knots(settings: TrialSettings, end: number): Knot[] {
  const spans = spansOf(settings);
  const points: Knot[] = [{ time: 0, samples: 0 }];
  for (const { to, settings } of spans) {
    const { time, samples } = points.at(-1)!;
    const next = Math.min(end, timeAt(spans, to));
    if (next > time)
      points.push({
        time: next,
        samples: samples + ((next - time) / settings.stepSize) * settings.batchSize,
      });
  }
  return points;
}

/** Changes named at a mark; the caption has them all. */
const MOST_NAMED = 3;

/** `stepSize = 0.05, loss = squared`. */
function changesLine(changes: readonly Change[]): string {
  const named = changes.slice(0, MOST_NAMED).map(({ key, value }) => `${key} = ${value}`);
  const rest = changes.length - named.length;
  return named.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
