import { type HistoryEntry, readEntries, withEntry } from './history-entries.ts';
import type { Runner } from './runner.svelte.ts';
import { linkTo } from './runs.ts';

const PLACE = 'twolayer.history';

/** The runs of this visit and of those before, the last one first. */
class RunHistory {
  entries = $state.raw<readonly HistoryEntry[]>(restored());

  /** Writes down where a run is, once it has left its start; one that is there already moves to the front. */
  note(run: Runner): void {
    const { settings, frame, measured, reading } = run;
    if (!settings || !frame || frame.step === 0) return;
    const error = measured.at(-1)?.values.testError;
    const entry: HistoryEntry = {
      link: linkTo(run),
      step: frame.step,
      samples: frame.samples,
      status: frame.status ?? null,
      error: typeof error === 'number' && Number.isFinite(error) ? error : null,
      phases: reading?.phases ?? [],
    };
    this.#keep(withEntry(this.entries, entry));
  }

  clear(): void {
    this.#keep([]);
  }

  #keep(entries: readonly HistoryEntry[]): void {
    this.entries = entries;
    try {
      localStorage.setItem(PLACE, JSON.stringify(entries));
    } catch {
      // Its room is used up, or this browser keeps nothing for this page: the history is that of this visit.
    }
  }
}

function restored(): readonly HistoryEntry[] {
  try {
    return readEntries(localStorage.getItem(PLACE) ?? '[]');
  } catch {
    return []; // As in `#keep`: a private window may forbid the question itself.
  }
}

export const history = new RunHistory();
