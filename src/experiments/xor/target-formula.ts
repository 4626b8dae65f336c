const subscript = (index: number) => String(index).replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]!);
const variable = (k: number) => `x${subscript(k)}`;

/** The target of a trial in a few signs. */
export function targetFormula(settings: Readonly<Record<string, unknown>>): string {
  const { target, truthTable, pairs, coordinates } = settings;
  if (target === 'majority-of-xors') return `y = majority of ${pairs} XORs`;
  const variables = (coordinates as readonly number[]).map(variable);
  if (target === 'truth-table') return `y = table ${truthTable} of ${variables.join(', ')}`;
  return `y = −${variables.join('')}`;
}
