import type { Checkpoint, Frame, Plane, Reading, Seeds, Snapshot, TrialSettings } from '../../src/index.ts';
import type { Answers, Order, Question, Report } from '../workers/messages.ts';

/** What a run begins with. */
export interface Opening {
  readonly experiment: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly seeds: Seeds;
  readonly step?: number;
  readonly from?: Checkpoint;
}

/** One run in a worker of its own, as the page sees it. Owns the worker: `close` ends it. */
export class Runner {
  readonly opening: Opening;
  settings = $state.raw<TrialSettings>();
  plane = $state.raw<Plane>();
  frame = $state.raw<Frame>();
  /** All measurements ever made of this course of the run, those after a point scrubbed back to included. */
  measured = $state.raw<readonly Snapshot[]>([]);
  reading = $state.raw<Reading>();
  isPlaying = $state(false);
  refusal = $state<string>();
  /** What the worker died of. */
  crash = $state<string>();
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (value: Answers[Question]) => void>();
  #asked = 0;

  constructor(opening: Opening) {
    this.opening = opening;
    this.#worker = new Worker(new URL('../workers/live.ts', import.meta.url), { type: 'module' });
    this.#worker.onmessage = ({ data }: MessageEvent<Report>) => this.#hear(data);
    this.#worker.onerror = ({ message }) => {
      this.crash = message || 'the worker ended';
      this.isPlaying = false;
    };
    this.#say({ type: 'open', ...opening });
  }

  play(pace = Infinity): void {
    this.isPlaying = true;
    this.#say({ type: 'play', pace });
  }

  pause(): void {
    this.#say({ type: 'pause' });
  }

  /** Goes to a step, back or forth. */
  go(step: number): void {
    this.#say({ type: 'go', step });
  }

  change(set: Extract<Order, { type: 'change' }>['set'], length?: { steps?: number }): void {
    this.refusal = undefined;
    this.#say({ type: 'change', set, ...(length && { length }) });
  }

  ask<Q extends Question>(question: Q): Promise<Answers[Q]> {
    const id = ++this.#asked;
    this.#say({ type: 'ask', id, question });
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve as (value: Answers[Question]) => void);
    });
  }

  close(): void {
    this.#worker.terminate();
  }

  #say(order: Order): void {
    this.#worker.postMessage(order);
  }

  #hear(report: Report): void {
    switch (report.type) {
      case 'opened':
        this.settings = report.settings;
        this.plane = report.plane;
        this.measured = this.measured.slice(0, report.known);
        return;
      case 'refused':
        this.refusal = report.message;
        return;
      case 'answer':
        this.#waiting.get(report.id)?.(report.value);
        this.#waiting.delete(report.id);
        return;
      case 'moment': {
        const { frame, isPlaying, known, measured, reading } = report;
        this.frame = frame;
        this.isPlaying = isPlaying;
        if (measured.length > 0 && known + measured.length > 0) {
          const end = known + measured.length;
          this.measured = [...this.measured.slice(0, known), ...measured, ...this.measured.slice(end)];
        }
        if (reading) this.reading = reading;
        if (report.plane) this.plane = report.plane;
        requestAnimationFrame(() => this.#say({ type: 'seen' }));
      }
    }
  }
}
