import { HEAD_END, headReader, type LineHead } from '../sweeps/line.ts';

const CLOSING_BRACE = 125;

/**
 * Reads the heads of lines from their bytes, of which it decodes no more.
 *
 * @returns a reader; undefined for what is no line of a shard
 */
export function lineHeadReader(): (line: Buffer) => LineHead | undefined {
  const read = headReader();
  return (line) => {
    if (line.at(-1) !== CLOSING_BRACE) return undefined;
    const end = line.indexOf(HEAD_END);
    return end < 0 ? undefined : read(line.toString('utf8', 0, end));
  };
}
