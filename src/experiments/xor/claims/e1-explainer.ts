import { proportionOf } from '../../../numerics/inference.ts';
import { type Claim, type Finding, learningControls, type Work } from '../../claim.ts';
import type { DiagnosisName } from '../diagnosis/cause.ts';
import { applyFix, type Diagnosis } from '../diagnosis.ts';
import { type ConstructedRun, constructedRuns } from '../diagnosis-batch.ts';

/** What the explainer said of one run, and of the same run with its fix. */
interface Evidence {
  readonly named: DiagnosisName;
  /** What the run is called once the fix is applied; null where none was proposed or the name was wrong. */
  readonly afterFix: DiagnosisName | null;
}

const explainRun: Work<ConstructedRun, Evidence> = {
  name: 'explain-run',
  run({ truth, given, seed }, lab) {
    const diagnose = (settings: ConstructedRun['given']) =>
      lab.record(settings, seed).summary.diagnosis as Diagnosis;
    const { name, fix } = diagnose(given);
    const worthTrying = name === truth ? fix : null;
    return { named: name, afterFix: worthTrying && diagnose(applyFix(given, worthTrying)).name };
  },
};

/** The explainer names what a run was constructed to suffer from, and its fix cures it. */
export const explainer: Claim<ConstructedRun, Evidence> = {
  id: 'E1',
  name: 'xor/explainer',
  title: 'The explainer names failures rightly, and its fixes cure them',
  source: 'derived',
  statement:
    'In a mixed batch of runs whose fate was decided by construction, the diagnosis is right, hardly ever calls a healthy run ill, and the setting it proposes makes ill runs healthy.',
  prediction:
    'share named rightly above 0.93, false alarms at most 0.02 of healthy runs, fixes cure above 0.9',
  work: explainRun,
  jobs: ({ quick, seed, dimFactor }) => constructedRuns(quick ? 120 : 300, seed, dimFactor),
  judge(results, alpha) {
    const right = results.filter(({ job, evidence }) => evidence.named === job.truth).length;
    const well = results.filter(({ job }) => job.truth === 'healthy');
    const alarms = well.filter(({ evidence }) => evidence.named !== 'healthy').length;
    const ill = results.filter(({ job }) => job.truth !== 'healthy');
    const cured = ill.filter(({ evidence }) => evidence.afterFix === 'healthy').length;
    return [
      {
        quantity: 'share of runs named rightly',
        ...proportionOf(right, results.length, alpha / 2),
        expected: 'above 0.93',
        tolerance: [0.93, 1],
      },
      observed('share of healthy runs called ill, as observed', alarms / well.length),
      {
        quantity: 'share of ill runs that the proposed setting makes healthy',
        ...proportionOf(cured, ill.length, alpha / 2),
        expected: 'above 0.9',
        tolerance: [0.9, 1],
      },
    ];
  },
  controls: learningControls,
};

/** Stated of this batch, not of all runs: there is no chance in it. */
const observed = (quantity: string, share: number): Finding => ({
  quantity,
  estimate: share,
  interval: [share, share],
  expected: 'at most 0.02',
  tolerance: [0, 0.02],
});
