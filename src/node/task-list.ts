import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Misuse } from '../settings/misuse.ts';

/** `plans/<n>.json` in the folder of a sweep: trials dealt out to tasks, each of which writes a shard of its own. */
export interface TaskList {
  readonly schema: 1;
  /** Ids of trials, a list a task. */
  readonly tasks: readonly (readonly string[])[];
}

/** A task of a list. */
export interface ListedTask {
  /** Folder of the sweep. */
  readonly folder: string;
  /** Its name in shards: `plan2-task17`. */
  readonly name: string;
  readonly ids: readonly string[];
}

/** Writes a list of tasks under the first number that is free. @returns its path */
export function writeTaskList(folder: string, tasks: TaskList['tasks']): string {
  mkdirSync(join(folder, 'plans'), { recursive: true });
  const text = JSON.stringify({ schema: 1, tasks } satisfies TaskList);
  for (let number = 1; ; number++) {
    const path = join(folder, 'plans', `${number}.json`);
    if (existsSync(path)) continue;
    const file = openSync(path, 'wx');
    writeSync(file, text);
    closeSync(file);
    return path;
  }
}

/**
 * Reads one task of a list.
 *
 * @param index from 0
 * @throws Misuse when there is no such list or task
 */
export function readTask(path: string, index: number): ListedTask {
  const { tasks } = readTaskList(path);
  const ids = tasks[index];
  if (!ids) throw new Misuse(`--index must be an integer from 0 to ${tasks.length - 1}, got ${index}`);
  const [, number] = /([\w-]+)\.json$/.exec(path) ?? [];
  return { folder: dirname(dirname(resolve(path))), name: `plan${number}-task${index}`, ids };
}

/**
 * Reads a list of tasks.
 *
 * @throws Misuse when there is none
 */
export function readTaskList(path: string): TaskList {
  try {
    const list = JSON.parse(readFileSync(path, 'utf8')) as TaskList;
    if (list.schema === 1 && Array.isArray(list.tasks)) return list;
  } catch (error) {
    throw new Misuse(`--plan ${path} cannot be read: ${(error as Error).message}`);
  }
  throw new Misuse(`--plan ${path} is not a list of tasks of this version of twolayer`);
}
