import type { Kind } from '../../../settings/kind.ts';
import { firstLayerKernel, tangentKernel } from '../../../theory/arc-cosine-kernel.ts';

/** A kernel on the cube as a table: its value where 0 … d coordinates differ. */
type KernelKind = Kind<Record<never, never>, Float64Array>;

const firstLayer: KernelKind = {
  name: 'first-layer',
  doc: 'ρκ₀(ρ), of a wide network whose first layer moves a little',
  source: 'derived',
  settings: {},
  create: ({ inputDim }) => firstLayerKernel(inputDim),
};

const secondLayer: KernelKind = {
  name: 'second-layer',
  doc: 'of a wide network whose second layer alone is trained: random features',
  source: 'derived',
  settings: {},
  create: ({ inputDim }) => tangentKernel({ inputDim, initScale: 1, firstRate: 0, secondRate: 1 }),
};

const bothLayers: KernelKind = {
  name: 'both-layers',
  doc: 'the tangent kernel of both layers at equal rates',
  source: 'derived',
  settings: {},
  create: ({ inputDim }) => tangentKernel({ inputDim, initScale: 1, firstRate: 1, secondRate: 1 }),
};

/** What xor/kernel can interpolate with, its default first. */
export const kernels: readonly KernelKind[] = [firstLayer, secondLayer, bothLayers];
