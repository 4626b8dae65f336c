import { z } from 'zod';
import { parseFormula } from '../formulas/parse.ts';
import { field, type Kind, type Rule } from '../settings/kind.ts';
import { faultOf, targetOf } from './expression.ts';
import type { Target } from './target.ts';

const settings = {
  link: field(z.string().max(100).default('z1 + He2(z1)/2 + He4(z1)/24'), {
    symbol: 'g*',
    doc: 'a function of one direction, as a formula in z1',
    placeholder: 'formula',
  }),
};

/** The link is a formula in z1 alone. */
export const linkRule: Rule = ({ link }) => faultOf('link', link as string, 1);

/** y = g*(z_1). */
export const singleIndex: Kind<typeof settings, Target> = {
  name: 'single-index',
  doc: 'y = g*(z1), a function of one direction',
  source: 'arXiv 2305.18270',
  settings,
  rules: [linkRule],
  create: ({ link }) => targetOf(parseFormula(link)),
};
