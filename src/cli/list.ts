import { activations } from '../activations/index.ts';
import { corruptions } from '../corruptions/index.ts';
import { engines } from '../engines/index.ts';
import { claims } from '../experiments/claims.ts';
import { experiments } from '../experiments/index.ts';
import { presets } from '../experiments/presets.ts';
import { studies } from '../experiments/studies.ts';
import { inputs } from '../inputs/index.ts';
import { ledgers } from '../ledgers/index.ts';
import { losses } from '../losses/index.ts';
import { giantMetrics, readoutQuantities } from '../metrics/giant/index.ts';
import { metrics } from '../metrics/index.ts';
import { giantInitializations, initializations } from '../network/index.ts';
import { streamNames } from '../numerics/streams.ts';
import { giantOptimizers, optimizers } from '../optimizers/index.ts';
import { Misuse } from '../settings/misuse.ts';
import { functions, targets } from '../targets/index.ts';
import { twins } from '../twins/index.ts';
import { docOfPreset, sweepPresets } from './sweep/read-sweep-file.ts';

interface Entry {
  readonly name: string;
  readonly doc: string;
  readonly symbol?: string;
  readonly source?: string;
}

/** Everything that comes in kinds, by the word it is listed under. */
const lists: Readonly<Record<string, readonly Entry[]>> = {
  experiments,
  studies,
  claims: claims.map(({ id, name, title, source }) => ({ name: id, doc: `${title} (${name})`, source })),
  presets,
  sweeps: sweepPresets().map((name) => ({ name, doc: docOfPreset(name) })),
  inputs,
  targets: [...targets, ...functions],
  activations,
  corruptions,
  initializations: [...initializations, ...giantInitializations],
  losses,
  optimizers: [...optimizers, ...giantOptimizers],
  metrics: [...metrics, ...giantMetrics, ...readoutQuantities],
  ledgers,
  twins,
  engines,
  streams: streamNames.map((name) => ({ name, doc: `stream of randomness; --seed-${name} seeds it alone` })),
};

/** The words that `list` understands. */
export const listNames: readonly string[] = Object.keys(lists);

/**
 * The entries of one list, or of all, as a table or as JSON lines.
 *
 * @param kind `targets`, `losses` …; a singular is understood
 * @throws Misuse for a word that names no list
 */
export function listKinds(kind: string | undefined, json: boolean): string {
  const names = kind === undefined ? listNames : [listName(kind)];
  const blocks = names.map((name) => (json ? jsonLines(name) : table(name)));
  return blocks.join(json ? '' : '\n');
}

function listName(kind: string): string {
  const name = [kind, `${kind}s`, `${kind}es`, kind.replace(/y$/, 'ies')].find((word) =>
    Object.hasOwn(lists, word),
  );
  if (name) return name;
  throw new Misuse(`list ${kind}: there is no such list; there are ${listNames.join(', ')}`);
}

const jsonLines = (list: string) =>
  lists[list]!.map(
    ({ name, doc, symbol, source }) => `${JSON.stringify({ list, name, doc, symbol, source })}\n`,
  ).join('');

function table(list: string): string {
  const width = Math.max(...lists[list]!.map(({ name }) => name.length));
  return `${list}\n${lists[list]!.map(({ name, doc }) => `  ${name.padEnd(width)}  ${doc}\n`).join('')}`;
}
