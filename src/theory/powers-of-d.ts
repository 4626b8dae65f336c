const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `d`, `d²`, `d ln d`, `d^2.5`. */
export function powerOfD(exponent: number, logPower = 0): string {
  const power = Number.isInteger(exponent)
    ? [...String(exponent)].map((digit) => raised[Number(digit)]).join('')
    : `^${exponent}`;
  return `d${exponent === 1 ? '' : power}${logPower > 0 ? ' ln d' : ''}`;
}
