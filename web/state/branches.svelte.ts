import type { Checkpoint } from '../../src/index.ts';
import { history } from './history.svelte.ts';
import { Runner } from './runner.svelte.ts';
import { extentOf, settingsOf } from './runs.ts';

/** A run, or two side by side, that move together: a trunk and its branch, or two to compare. */
export class Branches {
  /** The first, and beside it its branch or another run to compare with. */
  runs = $state.raw<readonly Runner[]>([]);
  /** Which of them the controls change. */
  active = $state(0);
  /** Steps a second. */
  speed = $state(0);
  /** The step at which the second left the first; undefined where it is another run altogether. */
  forkedAt = $state<number>();
  #isForking = false;

  get first(): Runner {
    return this.runs[0]!;
  }

  get second(): Runner | undefined {
    return this.runs[1];
  }

  /** The one the controls show and change. */
  get changed(): Runner {
    return this.runs[this.active] ?? this.first;
  }

  get isPlaying(): boolean {
    return this.runs.some(({ isPlaying }) => isPlaying);
  }

  /** Where the furthest of the branches is. */
  get step(): number {
    return Math.max(0, ...this.runs.map(({ frame }) => frame?.step ?? 0));
  }

  /** Steps there is something to show of. */
  get extent(): number {
    return Math.max(1, ...this.runs.map(extentOf));
  }

  /** Whether all of them came to their end. */
  get isOver(): boolean {
    return this.runs.every(({ frame }) => frame?.status !== undefined);
  }

  /** A branch in words. */
  nameOf(branch: number): string {
    if (branch === 0) return this.forkedAt === undefined ? 'first' : 'trunk';
    return this.forkedAt === undefined ? 'second' : `branch of step ${this.forkedAt}`;
  }

  /** What was changed in a branch since it left. */
  differenceOf(branch: number): string {
    const changes = this.runs[branch]?.settings?.changes.filter(({ step }) => step >= (this.forkedAt ?? 0));
    return (changes ?? []).map(({ step, key, value }) => `; ${key} ${value} from ${step} on`).join('');
  }

  play(): void {
    for (const run of this.runs) if (!run.frame?.status) run.play(this.speed);
  }

  /** Rests; branches rest at the same step. */
  pause(): void {
    if (this.second) this.go(this.step);
    else this.first.pause();
  }

  toggle(): void {
    if (this.isPlaying) this.pause();
    else if (this.isOver) this.replay();
    else this.play();
  }

  /** From the start again, what is known of it included. */
  replay(): void {
    for (const run of this.runs) {
      run.go(0);
      requestAnimationFrame(() => run.play(this.speed));
    }
  }

  go(step: number): void {
    for (const run of this.runs) run.go(Math.max(0, Math.round(step)));
  }

  pace(speed: number): void {
    this.speed = speed;
    if (this.isPlaying) this.play();
  }

  /** Beyond the natural end: as many steps again as were made. */
  goOn(): void {
    for (const run of this.runs) {
      if (!run.frame?.status) continue;
      run.change([], { steps: 2 * run.frame.step });
      run.play(this.speed);
    }
  }

  /** A copy of the first run at this moment, beside it. */
  async fork(): Promise<void> {
    const trunk = this.first;
    if (this.second || this.#isForking || !trunk.frame || trunk.crash !== undefined) return;
    this.#isForking = true;
    this.pause();
    const answer = await trunk.ask('checkpoint').then(
      (from) => ({ from }),
      () => undefined, // It died, and says so itself, or has given way to another.
    );
    this.#isForking = false;
    if (answer && this.first === trunk && !this.second) this.#branch(trunk, answer.from);
  }

  #branch(trunk: Runner, from: Checkpoint | undefined): void {
    const { experiment, seeds } = trunk.opening;
    const step = from?.step ?? trunk.frame!.step;
    const copy = { experiment, given: { ...settingsOf(trunk) }, seeds, step, ...(from && { from }) };
    this.runs = [trunk, new Runner(copy)];
    this.forkedAt = step;
    this.active = 1;
    trunk.go(step);
  }

  /** Ends one of two branches; the other stays. */
  close(branch: number): void {
    history.note(this.runs[branch]!);
    this.runs[branch]!.close();
    this.runs = this.runs.filter((_, i) => i !== branch);
    this.active = 0;
    this.forkedAt = undefined;
  }
}
