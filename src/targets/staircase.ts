import { z } from 'zod';
import { parseFormula } from '../formulas/parse.ts';
import { field, type Kind } from '../settings/kind.ts';
import { targetOf } from './expression.ts';
import type { Target } from './target.ts';

const settings = {
  order: field(z.int().min(1).max(24).default(3), {
    symbol: 'k',
    doc: 'how many products z1, z1 z2, …, z1 ⋯ zk are summed',
  }),
};

/** y = z_1 + z_1 z_2 + … + z_1 ⋯ z_k. */
export const staircase: Kind<typeof settings, Target> = {
  name: 'staircase',
  doc: 'y = z1 + z1*z2 + … + z1*…*zk: each product has one coordinate more than the one before',
  source: 'arXiv 2305.18270',
  settings,
  rules: [
    ({ order, inputDim }) =>
      (order as number) > (inputDim as number)
        ? { key: 'order', allowed: `at most the input dimension ${inputDim}` }
        : undefined,
  ],
  create({ order }) {
    const names = Array.from({ length: order }, (_, k) => `z${k + 1}`);
    const products = names.map((_, k) => names.slice(0, k + 1).join('*'));
    return targetOf(parseFormula(products.join(' + ')));
  },
};
