import {
  engines,
  experiments,
  startTrial,
  type Trial,
  type TrialRecord,
  type TrialSettings,
} from '../../src/index.ts';

/** A record that is to be computed again. */
export type RecomputeOrder = Pick<TrialRecord, 'experiment' | 'settings' | 'seeds' | 'status' | 'summary'>;

/** How far it is, and at the end the hash of the weights. */
export type RecomputeReport =
  | { readonly type: 'step'; readonly step: number }
  | { readonly type: 'done'; readonly weightsHash: string }
  | { readonly type: 'failed'; readonly why: string };

const REPORT_MS = 100;

const say = (report: RecomputeReport) => postMessage(report);

/** To its end; one that was interrupted to the step it was left at. */
function train({ experiment: name, settings, seeds, status, summary }: RecomputeOrder): Trial {
  const experiment = experiments.find((candidate) => candidate.name === name)!;
  const engine = engines.find(({ precision }) => precision === settings.precision)!.create();
  const trial = startTrial(experiment, settings as TrialSettings, seeds, engine);
  const end = status === 'interrupted' ? (summary.steps as number) : Infinity;
  for (let told = 0; trial.advance() && trial.run.step < end; ) {
    if (performance.now() - told < REPORT_MS) continue;
    told = performance.now();
    say({ type: 'step', step: trial.run.step });
  }
  return trial;
}

self.onmessage = ({ data }: MessageEvent<RecomputeOrder>) => {
  try {
    const { summary } = train(data).record({ version: VERSION, commit: null });
    say({ type: 'done', weightsHash: summary.weightsHash });
  } catch (error) {
    say({ type: 'failed', why: error instanceof Error ? error.message : String(error) });
  }
};
