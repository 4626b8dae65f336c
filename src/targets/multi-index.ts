import { z } from 'zod';
import { parseFormula } from '../formulas/parse.ts';
import { field, type Kind } from '../settings/kind.ts';
import { targetOf } from './expression.ts';
import { linkRule, singleIndex } from './single-index.ts';
import type { Target } from './target.ts';

const settings = {
  link: singleIndex.settings.link,
  directionCount: field(z.int().min(1).max(32).default(2), {
    symbol: 'r',
    doc: 'how many coordinates the link is summed over, from z1 on',
  }),
  linkScale: field(z.enum(['mean', 'root']).default('mean'), {
    doc: 'the sum of links is divided by r (mean) or √r (root)',
  }),
};

/** y = (g*(z_1) + … + g*(z_r))/r, or divided by √r. */
export const multiIndex: Kind<typeof settings, Target> = {
  name: 'multi-index',
  doc: 'y = (g*(z1) + … + g*(zr))/r, the same function of several directions',
  source: 'arXiv 2305.18270',
  settings,
  rules: [
    linkRule,
    ({ directionCount, inputDim }) =>
      (directionCount as number) > (inputDim as number)
        ? { key: 'directionCount', allowed: `at most the input dimension ${inputDim}` }
        : undefined,
  ],
  create({ link, directionCount, linkScale }) {
    const links = Array.from({ length: directionCount }, (_, k) => link.replaceAll(/\bz1\b/g, `z${k + 1}`));
    const scale = linkScale === 'mean' ? directionCount : `sqrt(${directionCount})`;
    return targetOf(parseFormula(`(${links.join(' + ')})/${scale}`));
  },
};
