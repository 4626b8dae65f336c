const subscript = (index: number) => String(index).replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]!);
const variable = (k: number) => `x${subscript(k)}`;

/**
 * A product of relevant coordinates by the number of its set, as in `fourierCoefficients`: `x₁x₂`, or `1`.
 *
 * @param settings of a target with at most 4 relevant coordinates; several XORs have none, one has the first two
 */
export function nameOfSet(set: number, settings: Readonly<Record<string, unknown>>): string {
  const relevant = (settings.coordinates as readonly number[] | undefined) ?? [1, 2];
  const members = relevant.filter((_, b) => (set >> b) & 1);
  return members.length === 0 ? '1' : members.map(variable).join('');
}

/** The target of a trial in a few signs. */
export function targetFormula(settings: Readonly<Record<string, unknown>>): string {
  const { target, truthTable, pairs, coordinates } = settings;
  if (target === 'majority-of-xors') return `y = majority of ${pairs} XORs`;
  const variables = (coordinates as readonly number[]).map(variable);
  if (target === 'truth-table') return `y = table ${truthTable} of ${variables.join(', ')}`;
  return `y = −${variables.join('')}`;
}
