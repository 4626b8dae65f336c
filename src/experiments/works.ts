import { claims } from './claims.ts';
import { studyTrial } from './study.ts';
import type { Task } from './task.ts';

/** The work of a name, whoever needs it: a worker knows tasks by the name of their work. */
export function workNamed(name: string): Task['work'] | undefined {
  return [studyTrial, ...claims.map(({ work }) => work)].find((work) => work.name === name);
}
