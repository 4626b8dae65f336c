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
    throw new Misuse(`${place} cannot be written: ${error.message}`);
  }
}
