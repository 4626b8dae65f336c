/** Four significant digits, as short as they go, with a true minus. */
export function digits(value: number): string {
  const size = Math.abs(value);
  const text =
    size !== 0 && (size < 1e-4 || size >= 1e6)
      ? value.toExponential(1)
      : String(Number(value.toPrecision(4)));
  return text.replaceAll('-', '−');
}

/** `[0.33, 0.34]`, with ∞ where there is no bound (null, as in JSON, or infinite). */
export function range([low, high]: readonly (number | null)[]): string {
  const end = (value: number | null | undefined, otherwise: string) =>
    value === null || value === undefined || !Number.isFinite(value) ? otherwise : digits(value);
  return `[${end(low, '−∞')}, ${end(high, '∞')}]`;
}
