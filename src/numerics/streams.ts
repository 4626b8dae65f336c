import { type Key, philox } from './philox.ts';

/** The independent sources of randomness of a run, in the order they are listed to users. */
export const streamNames = ['target', 'init', 'inputs', 'batches', 'test', 'noise'] as const;
/** One of `streamNames`. */
export type StreamName = (typeof streamNames)[number];

/** One seed a stream, each an integer from 0 to 2³² − 1. */
export type Seeds = Readonly<Record<StreamName, number>>;

/** The same seed for every stream. */
export function seedsFrom(seed: number): Seeds {
  return Object.fromEntries(streamNames.map((name) => [name, seed])) as Seeds;
}

/** FNV-1a over the characters of an ASCII name: 32 bits that tell streams apart. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The Philox key of a stream: (its seed, hash of its name). Equal seeds still give unrelated streams. */
export function streamKey(seeds: Seeds, name: StreamName): Key {
  return [seeds[name], hashName(name)];
}

/**
 * Block `block` of the `index`-th thing drawn from a stream, as four random words in `out`.
 * The counter is (low 32 bits of index, high bits of index, block, lane), so what is drawn
 * depends on its own index only, never on how many are drawn together.
 *
 * @param index which sample or neuron, 0 … 2⁵³ − 1
 * @param lane separates several uses of one index (0: coordinates, 1: the neuron's second-layer sign)
 */
export function drawBlock(key: Key, index: number, block: number, lane: number, out: Uint32Array): void {
  out[0] = index;
  out[1] = Math.floor(index / 0x1_0000_0000);
  out[2] = block;
  out[3] = lane;
  philox(out, key);
}
