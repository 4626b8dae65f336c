import {
  type Claim,
  type ClaimTask,
  type Figure,
  Misuse,
  type Outcome,
  type Plan,
  tasksOf,
  type Verdict,
} from '../../src/index.ts';
import { Crew } from '../state/crew.svelte.ts';
import type { Judged, JudgeOrder } from '../workers/judge.ts';

/** What tasks have come to since the page was opened: a check that was stopped goes on where it was. */
const outcomes = new Map<string, Outcome>();

/** A quick check of one claim on the cores of this machine. Owns its workers: `stop` ends them. */
export class ClaimRun {
  readonly claim: Claim;
  state = $state<'idle' | 'running' | 'done'>('idle');
  /** Different tasks, and how many of them are done. */
  total = $state(0);
  done = $state(0);
  problem = $state<string>();
  /** Of the last check that came to an end. */
  verdict = $state.raw<Verdict>();
  figure = $state.raw<Figure>();
  seeds = $state('');
  /** What repeats it at the terminal. */
  command = $state('');
  #crew: Crew | undefined;

  constructor(claim: Claim) {
    this.claim = claim;
  }

  /** Checks from a seed on; what is known already is not computed again. */
  async start(seed: number): Promise<void> {
    this.stop();
    this.problem = undefined;
    this.verdict = undefined;
    this.figure = undefined;
    const plan: Plan = { quick: true, seed, dimFactor: 1 };
    const crew = new Crew();
    this.#crew = crew;
    this.command = commandOf(this.claim, plan);
    try {
      const tasks = tasksOf(this.claim, plan);
      this.seeds = seedsOf(tasks);
      this.state = 'running';
      await this.#perform(tasks, crew);
      const judged = await judge({
        claim: this.claim.id,
        plan,
        outcomes: pick(tasks),
        command: this.command,
      });
      if (this.#crew === crew) this.#take(judged);
    } catch (error) {
      if (this.#crew === crew) this.problem = messageOf(error);
    } finally {
      if (this.#crew === crew) this.stop();
      else void crew.end();
    }
  }

  stop(): void {
    void this.#crew?.end();
    this.#crew = undefined;
    this.state = this.verdict ? 'done' : 'idle';
  }

  async #perform(tasks: readonly ClaimTask[], crew: Crew): Promise<void> {
    const distinct = new Map(tasks.map((task) => [task.key, task]));
    const missing = [...distinct.values()].filter(({ key }) => !outcomes.has(key));
    this.total = distinct.size;
    this.done = distinct.size - missing.length;
    const each = missing.map(async ({ key, work, job, forced }) => {
      outcomes.set(key, await crew.perform({ work: work.name, job, forced }));
      if (this.#crew === crew) this.done += 1;
    });
    await Promise.all(each);
  }

  #take(judged: Judged): void {
    if ('error' in judged) this.problem = judged.error;
    else ({ verdict: this.verdict, figure: this.figure } = judged);
  }
}

/** What the terminal is asked for the same. */
const commandOf = ({ id }: Claim, { seed }: Pick<Plan, 'seed'>): string =>
  `npx twolayer check ${id} --quick${seed === 0 ? '' : ` --seed ${seed}`}`;

const pick = (tasks: readonly ClaimTask[]) => new Map(tasks.map(({ key }) => [key, outcomes.get(key)!]));

/** `seeds 0 … 5`, of a claim's own jobs. */
function seedsOf(tasks: readonly ClaimTask[]): string {
  const own = tasks.filter(({ control }) => control === undefined);
  const seeds = own.map(({ job }) => (job as { readonly seed?: unknown }).seed);
  const numbers = seeds.filter((seed) => typeof seed === 'number');
  if (numbers.length === 0) return '';
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  return first === last ? `seed ${first}` : `seeds ${first} … ${last}`;
}

function messageOf(error: unknown): string {
  if (error instanceof Misuse) return error.message;
  return `the check ended early: ${error instanceof Error ? error.message : String(error)}`;
}

/** Judging can take a second, so it has a worker of its own. */
function judge(order: JudgeOrder): Promise<Judged> {
  const worker = new Worker(new URL('../workers/judge.ts', import.meta.url), { type: 'module' });
  return new Promise<Judged>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<Judged>) => resolve(data);
    worker.onerror = ({ message }) => resolve({ error: message || 'the worker ended' });
    worker.postMessage(order);
  }).finally(() => worker.terminate());
}
