import { claims } from './claims.ts';
import { studies } from './studies.ts';
import { formOf } from './study-form.ts';
import type { Task } from './task.ts';

/** The work of a name, whoever needs it: a worker knows tasks by the name of their work. */
export function workNamed(name: string): Task['work'] | undefined {
  return [...studies.map((study) => formOf(study).work), ...claims.map(({ work }) => work)].find(
    (work) => work.name === name,
  );
}
