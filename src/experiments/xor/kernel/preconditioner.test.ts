import { describe, expect, it } from 'vitest';
import { firstLayerKernel } from '../../../theory/arc-cosine-kernel.ts';
import { addToPreconditioner, createPreconditioner, solverOf } from './preconditioner.ts';

/** Bits of four samples of 33 signs, two words each. */
const bits = Uint32Array.of(0x1234abcd, 1, 0xffff0000, 0, 0x0f0f0f0f, 1, 0x13579bdf, 0);
const [dim, count] = [33, 4];
const sign = (s: number, k: number) => ((bits[2 * s + (k >> 5)]! >>> (k & 31)) & 1 ? -1 : 1);

describe('the preconditioner', () => {
  const made = createPreconditioner(firstLayerKernel(dim), count);
  for (let s = 0; s < count; s++) addToPreconditioner(made, s, bits, 2 * s);

  it('undoes ρ v + λ₀ Σ v + λ₁ X Xᵀ v', () => {
    const v = Float64Array.of(1, -2, 0.5, 3);
    const [constant, linear] = made.roots.map((root) => root * root);
    const inner = (i: number, j: number) =>
      Array.from({ length: dim }, (_, k) => sign(i, k) * sign(j, k)).reduce((sum, product) => sum + product);
    const image = v.map((value, i) =>
      v.reduce((sum, other, j) => sum + (constant! + linear! * inner(i, j)) * other, made.ridge * value),
    );
    const back = new Float64Array(count);
    solverOf(made)(image, back);
    for (const [i, value] of v.entries()) expect(back[i]).toBeCloseTo(value, 12);
  });

  it('has the diagonal of the kernel, and a ridge where there are no other degrees', () => {
    const [constant, linear] = made.roots.map((root) => root * root);
    expect(made.ridge + constant! + dim * linear!).toBeCloseTo(firstLayerKernel(dim)[0]!, 12);
    expect(createPreconditioner(firstLayerKernel(1), 1).ridge).toBeGreaterThan(0);
  });
});
