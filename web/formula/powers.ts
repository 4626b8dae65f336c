/** A piece of a formula in plain text: what stands on the line, then what stands above it. */
export interface Powered {
  readonly base: string;
  /** Empty where nothing does. */
  readonly power: string;
}

/** `2·d^1.27 is best` → `2·d` to the `1.27`, then ` is best`: numbers and α after a caret are powers. */
export function powersOf(text: string): Powered[] {
  const parts = text.split(/\^([−-]?\d+(?:\.\d+)?|α)/);
  const pieces = parts.flatMap((base, i) => (i % 2 === 0 ? [{ base, power: parts[i + 1] ?? '' }] : []));
  return pieces.filter(({ base, power }) => base !== '' || power !== '');
}
