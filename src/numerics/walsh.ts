/**
 * Walsh–Hadamard transform: entry T of the result is Σ_m (−1)^|m ∩ T| values[m], where m and T are subsets of k
 * things as k bits.
 *
 * @param values 2^k numbers
 */
export function walshHadamard(values: readonly number[]): number[] {
  const out = [...values];
  for (let half = 1; half < out.length; half *= 2) {
    for (let i = 0; i < out.length; i++) {
      if (i & half) continue;
      const [a, b] = [out[i]!, out[i + half]!];
      out[i] = a + b;
      out[i + half] = a - b;
    }
  }
  return out;
}
