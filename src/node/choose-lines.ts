import { readShards, readWhole } from './read-shards.ts';

/** What a line tells of. */
interface Told {
  readonly id: string;
  /** Whether the trial failed, so that another line may be better. */
  readonly failed: boolean;
}

/** Reads what a line tells of; undefined for what it cannot read. */
export type ReadLine = (line: Buffer) => Told | undefined;

/** Which line of which shard is the one of its trial. */
export interface ChosenLines {
  readonly count: number;
  /** Lines of trials that another line tells of. */
  readonly dropped: number;
  /** Visits the chosen lines in the order of the shards. @returns how many were still there */
  each(visit: (line: Buffer) => void): number;
}

/**
 * Chooses a line for each trial: the first one, or the first one that did not fail.
 *
 * @param isWanted which shards, by name
 */
export function chooseLines(
  folder: string,
  read: ReadLine,
  isWanted?: (name: string) => boolean,
): ChosenLines {
  const fresh = () => ({
    chosen: new Map<string, string>(),
    failures: new Set<string>(),
    count: { lines: 0 },
  });
  const { chosen, count } = readWhole(
    folder,
    fresh,
    ({ chosen, failures, count }, line, { file, number }) => {
      const told = read(line);
      if (!told) return false;
      count.lines += 1;
      const isBetter = !chosen.has(told.id) || (failures.has(told.id) && !told.failed);
      if (isBetter) chosen.set(told.id, `${file}:${number}`);
      if (isBetter && told.failed) failures.add(told.id);
      else if (isBetter) failures.delete(told.id);
      return true;
    },
    isWanted,
  );
  return { count: chosen.size, dropped: count.lines - chosen.size, each: visitor(folder, chosen, isWanted) };
}

function visitor(
  folder: string,
  chosen: ReadonlyMap<string, string>,
  isWanted?: (name: string) => boolean,
): ChosenLines['each'] {
  const places = new Set(chosen.values());
  return (visit) => {
    let visited = 0;
    readShards(
      folder,
      (line, { file, number }) => {
        if (!places.has(`${file}:${number}`)) return true;
        visit(line);
        visited += 1;
        return true;
      },
      isWanted,
    );
    return visited;
  };
}
