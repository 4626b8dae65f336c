import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { UsedModule } from '../experiments/experiment.ts';
import { extend } from '../experiments/extend.ts';
import { Misuse } from '../settings/misuse.ts';
import { unreadable } from './unreadable.ts';

const loaded = new Set<string>();

/**
 * Loads the user's modules (TypeScript or JavaScript), each once, and adds what they export to the lists.
 * `twolayer` and `zod` are this very program's, wherever the module lies.
 *
 * @throws Misuse naming the file, and the field where one is wrong
 */
export async function loadModules(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const path = resolve(file);
    if (loaded.has(path)) continue;
    loaded.add(path);
    extend(await importDefault(file, path), `--use ${file}`);
  }
}

async function importDefault(file: string, path: string): Promise<unknown> {
  readModule(file);
  const virtualModules = { twolayer: await import('../index.ts'), zod: await import('zod') };
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, { virtualModules, fsCache: false });
  try {
    const module = (await jiti.import(path)) as { default?: unknown };
    return module.default;
  } catch (error) {
    throw new Misuse(`--use ${file} threw: ${(error as Error).message}`);
  }
}

function readModule(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Misuse(`--use ${file} cannot be read: ${unreadable(error)}`);
  }
}

/** Identities of the modules, for records. */
export const identify = (files: readonly string[]): UsedModule[] =>
  files.map((file) => ({ file, sha256: createHash('sha256').update(readModule(file)).digest('hex') }));
