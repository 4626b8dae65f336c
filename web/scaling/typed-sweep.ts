import type { SweepValues } from '../workers/desk.ts';
import type { SweepRun } from './sweep-run.svelte.ts';

/** A sweep that is typed into a form, as the form sees it. */
export abstract class TypedSweep {
  /** What the form holds. */
  abstract typed: { seeds: string };
  /** The sweep file that it comes to. */
  abstract readonly file: SweepValues;
  abstract readonly run: SweepRun<unknown>;

  /** Resolves when all is done, or was stopped. */
  start(): Promise<void> {
    return this.run.start();
  }

  /** Resolves when nothing is under way any more. */
  stop(): Promise<void> {
    return this.run.stop();
  }

  /** As many seeds again, and on it goes. */
  async more(): Promise<void> {
    await this.stop();
    this.typed.seeds = String(2 * Number(this.typed.seeds));
    await this.run.propose(this.file);
    await this.start();
  }

  clear(): void {
    this.run.clear();
  }
}
