import { hermiteExpansion } from '../../formulas/expand.ts';
import type { Expansion } from '../../formulas/expansion.ts';
import type { Formula } from '../../formulas/formula.ts';
import { polynomialDegree } from '../../formulas/polynomial-degree.ts';
import { MOST_DIRECTIONS } from '../../metrics/giant/view.ts';
import type { Rule } from '../../settings/kind.ts';
import { Misuse } from '../../settings/misuse.ts';
import { functions } from '../../targets/index.ts';
import { type Direction, staircaseOf } from '../../theory/staircase.ts';

/** Degree up to which a target that is no polynomial is looked at. */
const DEGREE = 8;

/** Expansions of formulas by their text, the latest ones: a sweep asks for the same one again and again. */
const expansions = new Map<string, Expansion>();
const KEPT = 100;

/** A target under Gaussian inputs. */
function expansionOf(formula: Formula): Expansion {
  const seen = expansions.get(formula.text);
  if (seen) return seen;
  const expansion = hermiteExpansion(formula, polynomialDegree(formula, 'gaussian') ?? DEGREE);
  if (expansions.size >= KEPT) expansions.clear();
  expansions.set(formula.text, expansion);
  return expansion;
}

/** Refuses a target without a finite variance, or of more directions at once than can be told. */
export const hasExpansion: Rule = (settings) => {
  const kind = functions.find(({ name }) => name === settings.target);
  try {
    if (kind) expansionOf(kind.create(settings as never).formula!);
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    const key = ['expression', 'link'].find((candidate) => settings[candidate] !== undefined) ?? 'target';
    return { key, allowed: `a formula that can be expanded: ${error.message}` };
  }
  return undefined;
};

/** A target as theory sees it. */
export interface Anatomy {
  readonly expansion: Expansion;
  /** Orthonormal, in the order in which giant steps can learn them; vectors over the expansion's variables. */
  readonly directions: readonly Direction[];
}

const anatomies = new WeakMap<Formula, Anatomy>();

/**
 * The expansion of a target and the directions it depends on.
 *
 * @throws Misuse where the formula has no finite variance under Gaussian inputs
 */
export function anatomyOf(formula: Formula): Anatomy {
  const seen = anatomies.get(formula);
  if (seen) return seen;
  const expansion = expansionOf(formula);
  const anatomy = { expansion, directions: staircaseOf(expansion) };
  anatomies.set(formula, anatomy);
  return anatomy;
}

/**
 * Directions as they lie among all inputs, the first 16 where there are more.
 *
 * @returns r×d, row-major
 */
export function inInputs({ directions, expansion }: Anatomy, inputDim: number): Float64Array {
  const shown = directions.slice(0, MOST_DIRECTIONS);
  const out = new Float64Array(shown.length * inputDim);
  for (const [k, { vector }] of shown.entries()) {
    for (const [v, variable] of expansion.variables.entries()) out[k * inputDim + variable - 1] = vector[v]!;
  }
  return out;
}
