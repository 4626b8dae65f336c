import { canonicalJson, hash } from '../settings/canonical.ts';
import type { Given, Work } from './claim.ts';
import { createLab } from './lab.ts';

/** One job of one work, under what is forced on it. */
export interface Task {
  /** Equal keys, equal evidence: a hash of the work's name, the job and what is forced. */
  readonly key: string;
  // biome-ignore lint/suspicious/noExplicitAny: works have different jobs; each was checked where it was defined
  readonly work: Work<any, unknown>;
  readonly job: unknown;
  readonly forced: Given;
}

/** A task with its key. */
export function taskOf(work: Task['work'], job: unknown, forced: Given = {}): Task {
  const identity = canonicalJson({ work: work.name, job, forced });
  return { key: hash(new TextEncoder().encode(identity)).slice(0, 16), work, job, forced };
}

/** What came of a task. */
export interface Outcome {
  readonly evidence: unknown;
  /** Time it took on one core. */
  readonly seconds: number;
}

/** Does a task in this thread. */
export function perform({ work, job, forced }: Omit<Task, 'key'>): Outcome {
  const start = performance.now();
  const evidence = work.run(job, createLab({ settings: forced }));
  return { evidence, seconds: (performance.now() - start) / 1000 };
}
