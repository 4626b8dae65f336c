/** The factor before the sum over neurons, by name. */
export const outputScales = ['mean', 'root', 'sum'] as const;
/** `mean`, `root` or `sum`. */
export type OutputScale = (typeof outputScales)[number];

/** 1/p for `mean`, 1/√p for `root`, 1 for `sum`. */
export function outputFactor(scale: OutputScale, width: number): number {
  if (scale === 'sum') return 1;
  return scale === 'mean' ? 1 / width : 1 / Math.sqrt(width);
}
