import { existsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Misuse } from '../../settings/misuse.ts';

/**
 * Does what writes to a place, with a sentence for what the system refuses.
 *
 * @throws Misuse naming the place, where it cannot be written
 */
export function writable<Result>(place: string, write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw new Misuse(`${place} cannot be written: ${reason(error)}`);
  }
}

/** `EACCES: permission denied` without the name of a file that only we know of. */
const reason = ({ message }: Error) => message.replace(/, \w+( '.*')?$/, '');

/**
 * Makes sure of a place for a new file before there is anything to write.
 *
 * @param flag what named it, such as `--csv`
 * @throws Misuse where something stands there, or no folder could hold it
 */
export function refuseUnlessNew(flag: string, path: string): void {
  if (existsSync(path)) throw new Misuse(`${flag} ${path} exists; give a file that does not`);
  const folder = dirname(path);
  if (!existsSync(folder))
    throw new Misuse(`${flag} ${path} cannot be written: there is no folder ${folder} for ${basename(path)}`);
  if (!statSync(folder).isDirectory())
    throw new Misuse(`${flag} ${path} cannot be written: ${folder} is no folder`);
}
