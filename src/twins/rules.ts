import type { Rule } from '../settings/kind.ts';

/** A setting must have one of the values a twin's formula was derived for. */
export function only(key: string, values: readonly unknown[], why: string): Rule {
  return (settings) =>
    values.includes(settings[key]) ? undefined : { key, allowed: `${values.join(' or ')} ${why}` };
}

/** Inputs on the whole cube, however they are drawn. */
export const onTheCube = (twin: string): Rule =>
  only('inputs', ['hypercube', 'whole-cube'], `with the twin ${twin}, which is derived for the cube`);

/** No label but the true one. */
export const uncorrupted = (twin: string): Rule =>
  only('corruption', ['none'], `with the twin ${twin}, which knows the true labels only`);

/** Of XOR only. */
export const ofXor = (twin: string): Rule =>
  only('target', ['parity'], `with the twin ${twin}, which is derived for XOR`);
