import type { Layers } from '../engines/engine.ts';
import { hash } from '../settings/canonical.ts';

const CANONICAL_NAN = 0x7fc00000;

/**
 * SHA-256 over the float32 bits of the weights, little-endian: first layer row by row (p×d), then the second.
 * Float64 weights are rounded first; every NaN counts as the same one, whose bits machines do not agree on.
 */
export function weightsHash({ firstLayer, secondLayer }: Layers): string {
  const view = new DataView(new ArrayBuffer(4 * (firstLayer.length + secondLayer.length)));
  let offset = 0;
  for (const layer of [firstLayer, secondLayer]) {
    for (const weight of layer) {
      if (Number.isNaN(weight)) view.setUint32(offset, CANONICAL_NAN, true);
      else view.setFloat32(offset, weight, true);
      offset += 4;
    }
  }
  return hash(new Uint8Array(view.buffer));
}
