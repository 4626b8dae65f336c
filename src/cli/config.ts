import { readFileSync } from 'node:fs';
import { type Document, isMap, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { Misuse } from '../settings/misuse.ts';
import { unreadable } from './unreadable.ts';

/** What a config file says, and where it says it. */
export interface Config {
  readonly values: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** `run.yaml:3:10` of a key, for messages. */
  position(path: readonly string[]): string;
}

/**
 * Reads a YAML (or JSON) file that holds one map.
 *
 * @param flag what named it
 * @throws Misuse when it cannot be read, is not YAML, or is not a map
 */
export function readConfig(file: string, flag = '--config'): Config {
  return readConfigText(readText(flag, file), file, flag === '--config' ? CONFIG : SWEEP);
}

const CONFIG = 'a config file must hold settings as key: value lines';
const SWEEP = 'a sweep file must hold experiment, settings, axes, … as key: value lines';

/** The same of text that stands in no file of its own; `file` is what errors call it. */
export function readConfigText(text: string, file: string, form = SWEEP): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [error] = document.errors;
  if (error) throw new Misuse(`${at(error.pos[0])}: not valid YAML: ${error.message}`);
  const { contents } = document;
  if (!isMap(contents)) throw new Misuse(`${at(0)}: ${form}`);
  return {
    values: valuesOf(document, file),
    text,
    position: (path) => at(keyOffset(contents, path) ?? 0),
  };
}

/** The map as plain values; aliases are resolved here, and an unknown or explosive one is refused. */
function valuesOf(document: Document, file: string): Record<string, unknown> {
  try {
    return document.toJS() as Record<string, unknown>;
  } catch (error) {
    throw new Misuse(`${file}: not valid YAML: ${(error as Error).message}`);
  }
}

/**
 * The text of a file named by a flag.
 *
 * @throws Misuse when it cannot be read
 */
export function readText(flag: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Misuse(`${flag} ${file} cannot be read: ${unreadable(error)}`);
  }
}

/** Where the last key of a path stands in the text. */
function keyOffset(map: YAMLMap, path: readonly string[]): number | undefined {
  const [key, ...rest] = path;
  const pair = map.items.find((item) => String(item.key) === key);
  const node = pair?.key as { range?: [number, number, number] } | undefined;
  if (rest.length > 0 && isMap(pair?.value)) return keyOffset(pair.value, rest) ?? node?.range?.[0];
  return node?.range?.[0];
}
