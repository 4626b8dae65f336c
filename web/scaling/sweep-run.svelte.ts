import {
  countCells,
  type LineHead,
  missingTrials,
  type PerformedTrial,
  type PlanOutline,
  resultsOf,
  runTrials,
  type SweepResults,
  trialAt,
} from '../../src/index.ts';
import { Crew } from '../state/crew.svelte.ts';
import { ask } from '../state/desk.ts';
import type { SweepValues } from '../workers/desk.ts';

/** Time between the beginnings of two readings while a sweep grows. */
const READING_MS = 1000;

/** Trials that end within this time are shown together: short ones are many. */
const SHOWN_MS = 100;

/** How the trials of a sweep are put in order and read. */
export interface Manner<Reading> {
  /** Numbers of missing trials in the order they are to be done; by default cell after cell, seed after seed. */
  order?(missing: readonly number[], plan: PlanOutline): readonly number[];
  /** Makes of the results so far what is shown of them. */
  read(results: SweepResults): Promise<Reading>;
}

/** A sweep that is done in the page. What was done is kept under its trials' ids, whatever else is asked for then. */
export class SweepRun<Reading> {
  /** What is asked for, if it can be done. */
  plan = $state.raw<PlanOutline>();
  /** Why what is asked for is no sweep. */
  refusal = $state<string>();
  /** Why it could not go on, or could not be read. */
  trouble = $state<string>();
  results = $state.raw<SweepResults>();
  reading = $state.raw<Reading>();
  isRunning = $state(false);
  readonly counts = $derived(this.results && countCells(this.results.cells));
  readonly #manner: Manner<Reading>;
  readonly #heads = new Map<string, LineHead>();
  /** The lines that a shard would hold, by id. */
  readonly #lines = new Map<string, string>();
  #ids: readonly string[] = [];
  #asked: { readonly text: string; readonly planning: Promise<void> } | undefined;
  #crew: Crew | undefined;
  #underWay = Promise.resolve();
  #isStale = false;
  #due: ReturnType<typeof setTimeout> | undefined;
  #isReading = false;

  constructor(manner: Manner<Reading>) {
    this.#manner = manner;
  }

  /** Takes up another sweep file; of several in a row the last. */
  propose(file: SweepValues): Promise<void> {
    const text = JSON.stringify(file);
    if (text !== this.#asked?.text) this.#asked = { text, planning: this.#plan(file, text) };
    return this.#asked.planning;
  }

  async #plan(file: SweepValues, text: string): Promise<void> {
    const planned = await ask({ ask: 'plan', file });
    if (text !== this.#asked?.text) return;
    this.refusal = 'refused' in planned ? planned.refused : undefined;
    if ('refused' in planned) return;
    this.plan = planned.plan;
    this.#ids = planned.ids;
    this.reading = undefined;
    this.refresh();
  }

  /** Does what is missing of what was asked for last, on all cores; resolves when it is done or stopped. */
  start(): Promise<void> {
    if (!this.isRunning) this.#underWay = this.#go();
    return this.#underWay;
  }

  async #go(): Promise<void> {
    this.isRunning = true;
    this.trouble = undefined;
    const crew = new Crew();
    this.#crew = crew;
    try {
      await this.#asked?.planning;
      if (this.plan && this.refusal === undefined) await this.#perform(this.plan, crew);
    } catch (error) {
      this.trouble = (error as Error).message;
    } finally {
      this.refresh();
      this.isRunning = false;
      await crew.end();
    }
  }

  /** Ends the workers at once; trials under way are given up, those done are kept. Resolves when it has come to rest. */
  stop(): Promise<void> {
    void this.#crew?.end();
    return this.#underWay;
  }

  /** Forgets all trials. */
  clear(): void {
    void this.stop();
    this.#heads.clear();
    this.#lines.clear();
    this.reading = undefined;
    this.trouble = undefined;
    this.refresh();
  }

  /** The runs of the plan that were done, as CSV. */
  async csv(): Promise<string> {
    const lines = this.#ids.flatMap((id) => this.#lines.get(id) ?? []);
    return ask({ ask: 'csv', plan: this.plan!, lines });
  }

  #perform(plan: PlanOutline, crew: Crew): Promise<void> {
    const ids = this.#ids;
    const missing = missingTrials({ ids, heads: this.#heads }, true);
    const ordered = this.#manner.order?.(missing, plan) ?? missing;
    let next = 0;
    return runTrials({
      plan,
      ids,
      source: { take: () => ordered[next++], tell() {} },
      pool: crew,
      workers: crew.workers,
      shared: { provenance: { version: VERSION, commit: null } },
      isSingle: false,
      host: 'browser',
      ended: (index, performed) => this.#keep(plan, index, performed),
      isStopped: () => crew.isEnded,
    });
  }

  #keep(plan: PlanOutline, index: number, { id, status, hit, line }: PerformedTrial): void {
    const { cell, seeds } = trialAt(plan, index);
    this.#heads.set(id, { id, status, hit, settings: cell.settings, seeds });
    this.#lines.set(id, line);
    if (status === 'failed')
      this.trouble = `A trial failed: ${(JSON.parse(line) as { error: string }).error}`;
    this.#due ??= setTimeout(() => this.refresh(), SHOWN_MS);
  }

  /** Has the results read anew, as when what stands beside them has changed. */
  refresh(): void {
    clearTimeout(this.#due);
    this.#due = undefined;
    const { plan } = this;
    if (!plan) return;
    this.results = resultsOf({ plan, ids: this.#ids, heads: this.#heads });
    this.#isStale = true;
    if (!this.#isReading) void this.#readOn();
  }

  /** Reads what there is until nothing has changed since, at most once a second. */
  async #readOn(): Promise<void> {
    this.#isReading = true;
    while (this.#isStale && this.results && countCells(this.results.cells).done > 0) {
      this.#isStale = false;
      const rested = new Promise((resolve) => setTimeout(resolve, READING_MS));
      const { results, plan } = this;
      try {
        const reading = await this.#manner.read(results);
        const isCurrent = this.plan === plan && countCells(this.results.cells).done > 0;
        if (isCurrent) this.reading = reading;
      } catch (error) {
        this.trouble = (error as Error).message;
      }
      if (this.isRunning) await rested;
    }
    this.#isReading = false;
  }
}
