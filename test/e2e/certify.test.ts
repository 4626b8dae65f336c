import { describe, expect, it } from 'vitest';
import type { Certificate } from '../../src/theory/certificate.ts';
import { twolayer } from './process.ts';

describe('twolayer certify', () => {
  it('prints one JSON object with the keys that were promised, of a target that begins with a minus', async () => {
    const { code, stdout } = await twolayer(['certify', '-x1*x2', '--inputs', 'hypercube', '--json']);
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    const certificate = JSON.parse(stdout) as Certificate;
    expect(certificate).toMatchObject({ leapIndex: 2, leapComplexity: 2, informationExponent: 2 });
    const promised = 'directions staircase coefficients errorBounds predictions referenceLines floors';
    expect(Object.keys(certificate)).toEqual(expect.arrayContaining(promised.split(' ')));
  });

  it('draws the staircase as a ladder and says what the activation misses', async () => {
    const { stdout } = await twolayer(['certify', 'z1 + z1*z2 + z1*z2*z3']);
    const [, ladder] = stdout.split('Staircase\n');
    const rungs = ladder!.split('\n').slice(1, 5);
    expect(rungs.map((line) => line.trim().split(/\s{2,}/))).toEqual([
      ['3 ┌─ z3', 'd', '0'],
      ['2 ├─ z2', 'd', '1'],
      ['1 ├─ z1', 'd', '2'],
      ['0 └─ nothing learned', '3'],
    ]);
    expect(stdout).toContain('blind to degree 3 (c_3 = 0): 33.3 % of the variance; it finds z1, z2');
  });

  it('answers what it cannot read with exit code 2 and one sentence', async () => {
    const bad: readonly (readonly [words: readonly string[], said: RegExp])[] = [
      [['z1 +* z2'], /"z1 \+\* z2": unexpected \* at position 5/],
      [['exp(z1^2)'], /E\[f²\] is infinite/],
      [['z1', '--degre', '3'], /unknown option '--degre'/],
      [['z1', '--hermite', '0,1'], /--hermite goes with --activation hermite, got relu/],
    ];
    const results = await Promise.all(bad.map(([words]) => twolayer(['certify', ...words])));
    for (const [i, { code, stdout, stderr }] of results.entries()) {
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).toMatch(bad[i]![1]);
    }
  });
});
