import type { Moments } from '../numerics/moments.ts';
import type { Block, Engine, Network, Pass } from './engine.ts';
import { LANES, TILE, tilesOf } from './wasm-memory.ts';
import { laneAt, type Machine, sigmaOf } from './wasm-passes.ts';

/**
 * The calls of an engine that want features. They stand in tiles as preactivations do, in room that is made when they
 * are first asked for.
 *
 * Products in the moments are rounded to float32, 128 of them are added in float32, those sums in float64: to first
 * order an entry of the Gram matrix is off by at most 128 u Σ_s |φ_si φ_sj| for the features as they are, and one of
 * the correlation by 128 u Σ_s |y_s φ_si|.
 */
export function createFeatures(
  machine: Machine,
  reals: (length: number) => Block,
): Pick<Engine, 'readFeatures' | 'addMoments'> {
  let room: Block | undefined;
  let strip: Block | undefined;

  /** Room for the products of 16 neurons with all, in float64. */
  function stripOf(width: number): Block {
    const length = 2 * TILE * TILE * tilesOf(width);
    if (!strip || strip.array.length < length) strip = reals(length);
    return strip;
  }

  /** φ = σ(z) of so many samples, [tile][sample][16]. */
  function featuresOf(network: Network, count: number, pass: Pass): Block {
    const { width, activation } = network;
    const length = tilesOf(width) * TILE * count;
    if (!room || room.array.length < length) room = reals(length);
    const sigma = sigmaOf(machine, activation);
    const z = pass.preactivation;
    if (sigma) machine.k.features!(...sigma, tilesOf(width), count, z.pointer, room.pointer);
    else for (let i = 0; i < length; i++) room.array[i] = activation.value(z.array[i]!);
    return room;
  }

  return {
    readFeatures(network, { count }, pass, out) {
      const { width } = network;
      const features = featuresOf(network, count, pass).array;
      for (let s = 0; s < count; s++) {
        for (let first = 0; first < width; first += TILE) {
          const from = laneAt(count, s, first);
          const end = Math.min(TILE, width - first);
          for (let l = 0; l < end; l++) out[s * width + first + l] = features[from + l]!;
        }
      }
    },

    addMoments(network, { count }, pass, labels, out) {
      const features = featuresOf(network, count, pass);
      const strip = stripOf(out.width);
      const products = new Float64Array(strip.array.buffer, strip.pointer, strip.array.length / 2);
      for (let t = 0; t < tilesOf(out.width); t++) {
        machine.k.gram!(t + 1, count, features.pointer, strip.pointer);
        addStrip(out, t, products);
        machine.k.correlation!(count, labels.pointer, features.pointer + t * count * LANES, strip.pointer);
        const end = Math.min(out.width, (t + 1) * TILE);
        for (let j = t * TILE; j < end; j++) out.correlation[j]! += products[j % TILE]!;
      }
      for (let s = 0; s < count; s++) out.labelSquare += labels.array[s]! * labels.array[s]!;
      out.count += count;
    },
  };
}

/** Adds the products of the 16 neurons of a tile with all up to them, the part on and below the diagonal. */
function addStrip({ width, gram }: Moments, tile: number, products: Float64Array): void {
  const first = tile * TILE;
  for (let i = first; i < Math.min(first + TILE, width); i++) {
    const from = (i - first) * (first + TILE);
    for (let j = 0; j <= i; j++) gram[i * width + j]! += products[from + j]!;
  }
}
