import type { Status } from '../../src/index.ts';

/** A run as the history has it: the link that makes it again, and what it came to. */
export interface HistoryEntry {
  /** Query of its settings and seeds. */
  readonly link: string;
  readonly step: number;
  readonly samples: number;
  readonly status: Status | null;
  readonly error: number | null;
  readonly phases: readonly { readonly name: string; readonly end: number | null }[];
}

const MOST = 30;

/** Entries with one before them; one of the same run gives way, and so do the oldest. */
export const withEntry = (entries: readonly HistoryEntry[], entry: HistoryEntry): readonly HistoryEntry[] =>
  [entry, ...entries.filter(({ link }) => link !== entry.link)].slice(0, MOST);

/** The entries that a browser has kept as text. Whatever else stands there, of another version or damaged, is left out. */
export function readEntries(text: string): readonly HistoryEntry[] {
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(kept)) return [];
  return kept.filter(isEntry).reduceRight<readonly HistoryEntry[]>(withEntry, []);
}

const statuses: Readonly<Record<Status, true>> = {
  finished: true,
  'budget-exhausted': true,
  diverged: true,
  interrupted: true,
};

function isEntry(value: unknown): value is HistoryEntry {
  if (!isObject(value)) return false;
  const { link, step, samples, status, error, phases } = value;
  return (
    typeof link === 'string' &&
    Number.isFinite(step) &&
    Number.isFinite(samples) &&
    (status === null || (typeof status === 'string' && Object.hasOwn(statuses, status))) &&
    isNumberOrNull(error) &&
    Array.isArray(phases) &&
    phases.every(isPhase)
  );
}

const isPhase = (value: unknown) =>
  isObject(value) && typeof value.name === 'string' && isNumberOrNull(value.end);

const isNumberOrNull = (value: unknown) => value === null || Number.isFinite(value);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
