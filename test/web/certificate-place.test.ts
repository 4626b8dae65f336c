import { describe, expect, it } from 'vitest';
import { readAddress } from '../../src/index.ts';
import { askedIn, examples, liveSearchOf, searchOf } from '../../web/certificate/place.ts';

describe('the address of a certificate', () => {
  it('leads back to the target, and leaves other keys alone', () => {
    for (const example of examples) {
      const typed = { ...example, activation: 'tanh' };
      const search = searchOf('?theme=dark', typed);
      expect(askedIn(search)).toEqual({ typed, remarks: [] });
      expect(new URLSearchParams(search).get('theme')).toBe('dark');
    }
  });

  it('says what was not understood', () => {
    const { typed, remarks } = askedIn('?expression=z1&inputs=uniform');
    expect(typed).toEqual({ expression: 'z1', inputs: 'gaussian', activation: 'relu' });
    expect(remarks).toEqual(['inputs must be one of gaussian, hypercube, got "uniform"; gaussian is used.']);
  });

  it('has a run of giant steps that the live part takes as it is, whatever the leap', () => {
    for (const leap of [1, 2, 3, 4]) {
      const typed = { expression: 'z1*z2 + z3^3', inputs: 'gaussian', activation: 'hermite' } as const;
      const search = liveSearchOf(typed, { leap, rungs: 5 });
      const { address, objections } = readAddress(new URLSearchParams(search), ['live']);
      expect(objections).toEqual([]);
      const { expression, activation } = typed;
      expect(address).toMatchObject({
        experiment: 'giant/steps',
        settings: { expression, activation, steps: 6 },
      });
    }
  });
});
