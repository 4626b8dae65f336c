import type { Given } from '../claim.ts';
import type { Findings, Remedy } from '../experiment.ts';
import type { Cause, DiagnosisName, Explanation } from './diagnosis/cause.ts';
import { frozenSecondLayer, lagging, missingCluster, unbalanced } from './diagnosis/clusters.ts';
import { diverged, healthy, interrupted, stillRising, tooShort, unknown } from './diagnosis/endings.ts';
import { type Evidence, evidenceOf } from './diagnosis/evidence.ts';
import { frozenFirstLayer, lazy } from './diagnosis/frozen.ts';
import { lowCeiling, noiseGrowth, slowSignal, stuckInNoise } from './diagnosis/noise.ts';

/** Why a run did or did not reach its target, with the evidence. Plain JSON. */
export interface Diagnosis extends Explanation {
  readonly name: DiagnosisName;
  /** null where the explainer does not know the target. */
  readonly evidence: Evidence | null;
}

/** The first that a run shows is its diagnosis: what would hide other causes stands before them. */
const causes: readonly Cause[] = [
  healthy,
  interrupted,
  frozenFirstLayer,
  diverged,
  missingCluster,
  unbalanced,
  frozenSecondLayer,
  lazy,
  lowCeiling,
  slowSignal,
  tooShort,
  stuckInNoise,
  noiseGrowth,
  lagging,
  stillRising,
  unknown,
];

/**
 * Explains a run: the first cause that its measurements show. A run that reached its target is healthy by definition.
 *
 * @param record of xor/two-phases; for targets other than a parity of two coordinates the answer is `unknown`
 */
export function diagnose(record: Findings): Diagnosis {
  const { settings } = record;
  if (settings.target !== 'parity' || !record.summary.clusterMargins) return foreign(settings.target);
  if (wasStopped(record)) return stopped(record);
  const evidence = evidenceOf(record);
  const { name, explain } = causes.find((cause) => cause.shows(evidence))!;
  return { name, ...explain(evidence, settings), evidence };
}

const ruleOf = ({ settings }: Findings) => (settings as { readonly stopWhen?: string }).stopWhen;

/** Whether a run ended because what it was asked to wait for came. */
const wasStopped = (record: Findings) => record.status === 'finished' && ruleOf(record) !== undefined;

const stopped = (record: Findings): Diagnosis => ({
  name: 'stopped',
  sentence: `It was stopped, as asked, when ${ruleOf(record)} held.`,
  blame: null,
  fix: null,
  evidence: null,
});

const foreign = (target: string): Diagnosis => ({
  name: 'unknown',
  sentence: `The explainer knows XOR, not the target ${target}.`,
  blame: null,
  fix: null,
  evidence: null,
});

/** Settings with a fix applied. */
export function applyFix(given: Given, { key, value }: Remedy): Given {
  const { [key]: _, ...others } = given;
  return value === null ? others : { ...others, [key]: value };
}
