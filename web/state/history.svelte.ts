import type { Status } from '../../src/index.ts';
import type { Runner } from './runner.svelte.ts';

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

const PLACE = 'twolayer.history';
const MOST = 30;

/** The runs of this visit and of those before, the last one first. */
class RunHistory {
  entries = $state.raw<readonly HistoryEntry[]>(restored());

  /** Writes down where a run is; one that is there already moves to the front. */
  note({ frame, measured, reading }: Runner, link: string): void {
    if (!frame) return;
    const error = measured.at(-1)?.values.testError;
    const entry: HistoryEntry = {
      link,
      step: frame.step,
      samples: frame.samples,
      status: frame.status ?? null,
      error: typeof error === 'number' ? error : null,
      phases: reading?.phases ?? [],
    };
    this.#keep([entry, ...this.entries.filter((other) => other.link !== link)].slice(0, MOST));
  }

  clear(): void {
    this.#keep([]);
  }

  #keep(entries: readonly HistoryEntry[]): void {
    this.entries = entries;
    try {
      localStorage.setItem(PLACE, JSON.stringify(entries));
    } catch {
      // A browser that keeps nothing for this page: the history is that of this visit.
    }
  }
}

function restored(): HistoryEntry[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PLACE) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isEntry).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is HistoryEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { link, step, samples, phases } = value as Record<string, unknown>;
  const isNumbered = typeof step === 'number' && typeof samples === 'number';
  return typeof link === 'string' && isNumbered && Array.isArray(phases);
}

export const history = new RunHistory();
