import type { Findings, Reading, Remedy } from './experiment.ts';

/**
 * Why a trial ended as it did; null while it goes on.
 *
 * @param remedyOf the setting that would have helped, if one would
 */
export function diagnosisAtEnd<D extends { readonly name: string; readonly sentence: string }>(
  { status, summary }: Findings,
  remedyOf: (diagnosis: D) => Remedy | null,
): Reading['diagnosis'] {
  if (status === 'interrupted' || !summary.diagnosis) return null;
  const diagnosis = summary.diagnosis as D;
  const remedy = remedyOf(diagnosis);
  return {
    name: diagnosis.name,
    sentence: diagnosis.sentence,
    fix: remedy && { key: remedy.key, value: remedy.value },
  };
}
