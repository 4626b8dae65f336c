import type { Layers } from '../engines/engine.ts';
import { hash } from '../settings/canonical.ts';

/**
 * SHA-256 over the float32 bits of the weights, little-endian: first layer row by row (p×d), then the second.
 * Float64 weights are rounded first.
 */
export function weightsHash({ firstLayer, secondLayer }: Layers): string {
  const view = new DataView(new ArrayBuffer(4 * (firstLayer.length + secondLayer.length)));
  let offset = 0;
  for (const layer of [firstLayer, secondLayer]) {
    for (const weight of layer) {
      view.setFloat32(offset, weight, true);
      offset += 4;
    }
  }
  return hash(new Uint8Array(view.buffer));
}
