/** A function of one number in a formula. */
export type FunctionName =
  | 'sqrt'
  | 'exp'
  | 'sin'
  | 'cos'
  | 'tanh'
  | 'erf'
  | 'abs'
  | 'sign'
  | 'relu'
  | `He${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12}`;

/** A part of a formula. */
export type FormulaNode =
  | { readonly type: 'number'; readonly value: number }
  /** Coordinate z_index, counted from 1. */
  | { readonly type: 'variable'; readonly index: number }
  | { readonly type: 'sum' | 'product'; readonly left: FormulaNode; readonly right: FormulaNode }
  | { readonly type: 'difference' | 'quotient'; readonly left: FormulaNode; readonly right: FormulaNode }
  | { readonly type: 'power'; readonly left: FormulaNode; readonly right: FormulaNode }
  | { readonly type: 'negative'; readonly argument: FormulaNode }
  | { readonly type: 'call'; readonly name: FunctionName; readonly argument: FormulaNode };

/** A function of a few coordinates that was written as text. */
export interface Formula {
  /** As it was written. */
  readonly text: string;
  readonly tree: FormulaNode;
  /** Coordinates it names, counted from 1, ascending. */
  readonly variables: readonly number[];
  /**
   * Its values at many points at once.
   *
   * @param columns one a variable, in their order: columns[v][s] is coordinate variables[v] of point s
   * @param out count values; NaN or ±∞ where it has none
   */
  evaluate(columns: readonly Float64Array[], count: number, out: Float64Array): void;
}
