/**
 * P(p neurons, each committed to one of four clusters by chance, leave none empty) = 1 − 4(3/4)^p + 6(1/2)^p − 4(1/4)^p:
 * four kinds of coupon among p.
 */
export function allClustersTaken(width: number): number {
  let [three, two, one] = [1, 1, 1];
  for (let k = 0; k < width; k++) [three, two, one] = [three * 0.75, two * 0.5, one * 0.25];
  return 1 - 4 * three + 6 * two - 4 * one;
}
