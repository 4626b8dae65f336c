import { type RecordedCheck, readRecordedCheck } from '../../src/index.ts';

/** What full checks have found, as `check --out` wrote it: one file a paper, built into this tab. */
const files = import.meta.glob<unknown>('../../docs/claims*.json', { eager: true, import: 'default' });

const checks = Object.entries(files).map(([path, value]) =>
  readRecordedCheck(value, path.split('/').at(-1)!),
);

/** The check that decided a claim, with its verdict; undefined for a claim newer than the last full check. */
export function recordedOf(id: string) {
  for (const check of checks) {
    const verdict = check.verdicts.find(({ claim }) => claim === id);
    if (verdict) return { verdict, check, figure: check.figures[id] };
  }
  return undefined;
}

/** In a few words, how a check was done. */
export const mannerOf = ({ plan, verdicts, version }: RecordedCheck): string =>
  `${plan.quick ? 'quick' : 'in full'}, together with ${verdicts.length - 1} others, by version ${version}`;
