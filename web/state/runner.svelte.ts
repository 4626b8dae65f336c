import type { Checkpoint, Frame, Plane, Reading, Seeds, Snapshot, TrialSettings } from '../../src/index.ts';
import type { Answers, Moment, Order, Question, Report } from '../workers/messages.ts';
import { markFirst } from './first-marks.ts';

/** What a run begins with. */
export interface Opening {
  readonly experiment: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly seeds: Seeds;
  readonly step?: number;
  readonly from?: Checkpoint;
}

interface Waiting {
  resolve(value: Answers[Question]): void;
  reject(reason: Error): void;
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
  /** The step it is on the way to. */
  goal = $state<number>();
  /** The furthest step of this course of the run. */
  head = $state(0);
  /** Where this course of the run ended, once it did. */
  end = $state<number>();
  refusal = $state<string>();
  /** What the worker died of. */
  crash = $state<string>();
  /** The last moment the worker handed over, to begin again from. */
  kept: Checkpoint | undefined;
  #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #isGoing = false;
  #isClosed = false;

  constructor(opening: Opening) {
    this.opening = opening;
    this.kept = opening.from;
    this.#worker = this.#start(opening);
  }

  #start(opening: Opening): Worker {
    const worker = new Worker(new URL('../workers/live.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Report>) => this.#hear(data);
    worker.onerror = ({ message }) => this.#die(message || 'the worker ended');
    worker.onmessageerror = () => this.#die('a message of the worker could not be read');
    worker.postMessage({ type: 'open', ...opening } satisfies Order);
    return worker;
  }

  #die(message: string): void {
    this.#worker.terminate();
    this.crash = message;
    this.isPlaying = false;
    this.goal = undefined;
    this.#disappoint(message);
  }

  /** Nothing that was asked for will be answered any more. */
  #disappoint(reason: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
  }

  /** Trains on. Neither this nor another order does anything as long as its worker is dead. */
  play(pace = Infinity): void {
    if (this.crash !== undefined) return;
    this.isPlaying = true;
    this.#say({ type: 'play', pace });
  }

  pause(): void {
    if (this.crash !== undefined) return;
    this.goal = undefined;
    this.#say({ type: 'pause' });
  }

  /** Goes to a step, back or forth; of several within one frame only the last is told to the worker. */
  go(step: number): void {
    if (this.crash !== undefined) return;
    this.goal = step;
    if (this.#isGoing) return;
    this.#isGoing = true;
    requestAnimationFrame(() => {
      this.#isGoing = false;
      if (this.goal !== undefined) this.#say({ type: 'go', step: this.goal });
    });
  }

  change(set: Extract<Order, { type: 'change' }>['set'], length?: { steps?: number }): void {
    if (this.crash !== undefined) return;
    this.refusal = undefined;
    this.#say({ type: 'change', set, ...(length && { length }) });
  }

  /** Rejects where no answer will come: its worker is dead, or was ended. */
  ask<Q extends Question>(question: Q): Promise<Answers[Q]> {
    const reason = this.#isClosed ? 'the run was closed' : this.crash;
    if (reason !== undefined) return Promise.reject(new Error(reason));
    const id = ++this.#asked;
    this.#say({ type: 'ask', id, question });
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
    });
  }

  /** After a crash: another worker, from the last moment that was kept; from the start where there is none. */
  restart(): void {
    const { experiment, seeds, given } = this.opening;
    const from = this.kept;
    this.#worker.terminate();
    this.crash = undefined;
    this.refusal = undefined;
    this.#worker = this.#start({
      experiment,
      seeds,
      given: { ...(this.settings ?? given) },
      ...(from && { from }),
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#worker.terminate();
    this.#disappoint('the run was closed');
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
        this.head = report.step;
        this.end = undefined;
        return;
      case 'refused':
        this.refusal = report.message;
        if (!this.settings) this.#disappoint(report.message);
        return;
      case 'kept':
        this.kept = report.moment && {
          ...report.moment,
          snapshots: this.measured.slice(0, report.measured),
        };
        return;
      case 'answer':
        this.#waiting.get(report.id)?.resolve(report.value);
        this.#waiting.delete(report.id);
        return;
      case 'moment':
        this.#show(report);
        requestAnimationFrame(() => {
          markFirst(report.frame.step);
          this.#say({ type: 'seen' });
        });
    }
  }

  #show({ frame, isPlaying, goal, known, measured, reading, plane }: Moment): void {
    this.frame = frame;
    this.isPlaying = isPlaying;
    if (!this.#isGoing) this.goal = goal;
    this.head = Math.max(this.head, frame.step);
    if (frame.status) this.end = frame.step;
    if (measured.length > 0) this.measured = joined(this.measured, known, measured);
    if (reading) this.reading = reading;
    if (plane) this.plane = plane;
  }
}

/** Measurements with `more` in the place of those from `known` on; at the end of a run that goes on copied once. */
function joined(
  measured: readonly Snapshot[],
  known: number,
  more: readonly Snapshot[],
): readonly Snapshot[] {
  if (known === measured.length) return measured.concat(more);
  return measured.slice(0, known).concat(more, measured.slice(known + more.length));
}
