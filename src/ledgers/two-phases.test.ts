import { describe, expect, it } from 'vitest';
import { type Neuron, networkOf } from '../../test/networks.ts';
import { neuronParts } from '../metrics/neuron-parts.ts';
import { clusterMargins } from '../metrics/xor.ts';
import { constantsOf } from './constants.ts';
import { heavySet, massShare, restrictedMargins } from './heavy-set.ts';
import { holds, type Moment, type Sides } from './inequality.ts';
import { twoPhaseInequalities } from './two-phases.ts';

/** ζ is a power of two, so that products with it are exact and equality can be told from a hair's breadth. */
const given = {
  inputDim: 4,
  ledgerZeta: 0.25,
  ledgerHeadroom: 0,
  ledgerBalance: 8,
  ledgerMass: 4,
  ledgerOutput: 0.5,
  ledgerNoise: 2,
};

function measure(
  name: string,
  neurons: Neuron[],
  more: Partial<Moment> & { start?: Neuron[]; output?: number } = {},
): Sides {
  const { start, output, ...rest } = more;
  const view = networkOf(neurons, { start, output });
  const constants = constantsOf(given);
  const heavy = more.heavy ?? heavySet(view, constants);
  const startParts = neuronParts({ ...view, layers: view.start });
  const restricted = restrictedMargins(view, heavy);
  const values = { clusterMargins: clusterMargins.measure(view) };
  const moment = {
    step: 0,
    time: 0,
    samples: 0,
    view,
    values,
    settings: given,
    constants,
    heavy,
    restricted,
    startParts,
    ...rest,
  };
  return twoPhaseInequalities.find((inequality) => inequality.name === name)!.measure(moment)!;
}

/** One neuron a cluster, all signal: w = μ, |a| = ‖w‖ = √2. */
const ideal: Neuron[] = [
  { signal: 1, a: Math.SQRT2 },
  { signal: -1, a: Math.SQRT2 },
  { signal: 1, a: -Math.SQRT2 },
  { signal: -1, a: -Math.SQRT2 },
];
const light: Neuron = { signal: 0.1, perpendicular: 1, a: 0.5 };

describe('the set of heavy neurons', () => {
  const constants = constantsOf(given);

  it('takes exp(6H)‖w_perp‖ + ‖w_opp‖ ≤ ζ‖w_sig‖ with equality and leaves out what is a hair above', () => {
    const edge = { signal: 4, opposite: 1, a: 1 };
    const above = { signal: 4, opposite: 1 + 2 ** -50, a: 1 };
    const wrongSign = { signal: 1, opposite: 4, a: 1 };
    expect(heavySet(networkOf([edge, above, wrongSign]), constants)).toEqual(Uint8Array.of(1, 0, 0));
  });

  it('counts the perpendicular part exp(6H) times', () => {
    const view = networkOf([{ signal: 4, perpendicular: 0.01, a: 1 }]);
    expect(heavySet(view, { ...constants, headroom: 0.8 })).toEqual(Uint8Array.of(1)); // e^4.8 · 0.01 = 1.215 ≤ √2
    expect(heavySet(view, { ...constants, headroom: 0.9 })).toEqual(Uint8Array.of(0)); // e^5.4 · 0.01 = 2.214
  });

  it('has a share of the squared norm', () => {
    const view = networkOf([
      { signal: 1, a: 1 },
      { perpendicular: Math.sqrt(6), a: 1 },
    ]);
    expect(massShare(view, Uint8Array.of(1, 0))).toBeCloseTo(0.25, 12);
  });

  it('makes restricted margins: only heavy neurons, each on the cluster its signal points to', () => {
    const view = networkOf([...ideal, light, { signal: 3, a: 2 }]);
    const heavy = Uint8Array.of(1, 1, 1, 1, 0, 1);
    const one = (Math.SQRT2 * 2) / 6;
    const margins = restrictedMargins(view, heavy);
    for (const [c, expected] of [one + (2 * 6) / 6, one, one, one].entries()) {
      expect(margins[c]).toBeCloseTo(expected, 12);
    }
  });
});

describe('constants', () => {
  it('have ζ = 1/ln d, at most 1, and the share at which light mass follows from balance', () => {
    const defaults = { ...given, ledgerZeta: undefined };
    expect(constantsOf({ ...defaults, inputDim: 100 }).zeta).toBeCloseTo(1 / Math.log(100), 14);
    expect(constantsOf({ ...defaults, inputDim: 2 }).zeta).toBe(1);
    const { heavyShare } = constantsOf({ ...defaults, inputDim: 100 });
    const ratio = (1 - heavyShare) / heavyShare;
    expect(ratio).toBeCloseTo(Math.SQRT2 / Math.log(100) / 25, 14);
  });

  it('are such that light mass is small at that share for margins at the limit of balance', () => {
    const { zeta, balance, heavyShare } = constantsOf(given);
    const sum = Math.SQRT2 * heavyShare; // Σ γ̃ for a total squared norm of 1
    expect(1 - heavyShare).toBeCloseTo((zeta * sum) / (1 + 3 * balance), 14);
  });
});

describe('layers-balanced', () => {
  it('compares |a| with ‖w‖ for the worst neuron', () => {
    const sides = measure('layers-balanced', [
      { perpendicular: 2, a: 1 },
      { perpendicular: 3, a: -2.5 },
      { perpendicular: 9, a: 1 },
    ]);
    expect(sides).toMatchObject({ left: 2.5, right: 3, neuron: 1 });
    expect(holds(sides)).toBe(true);
  });

  it('holds with equality and breaks a hair above, in float64', () => {
    const at = (a: number) =>
      measure('layers-balanced', [{ perpendicular: 1, a }], { start: [{ perpendicular: 1, a: 1 }] });
    expect(holds(at(1))).toBe(true);
    expect(holds(at(1 + 2 ** -50))).toBe(false);
    expect(holds(at(-1 - 2 ** -50))).toBe(false);
  });

  it('forgives one rounding on each side in float32, and no more', () => {
    const at = (a: number) => {
      const view = networkOf([{ perpendicular: 1, a }], {
        start: [{ perpendicular: 1, a: 1 }],
        float32: true,
      });
      return measure('layers-balanced', [], { view });
    };
    expect(holds(at(1 + 2 ** -23))).toBe(true);
    expect(holds(at(1 + 2 ** -22))).toBe(false);
  });
});

describe('output-small and noise-small', () => {
  it('output-small compares the largest |f| with its bound', () => {
    expect(measure('output-small', ideal, { output: 0.5 })).toEqual({ left: 0.5, right: 0.5 });
    expect(holds(measure('output-small', ideal, { output: 0.5 }))).toBe(true);
    expect(holds(measure('output-small', ideal, { output: 0.5 + 2 ** -50 }))).toBe(false);
  });

  it('noise-small compares mean squared perpendicular parts now and at the start, and names what grew most', () => {
    const start = [
      { perpendicular: 1, a: 1 },
      { perpendicular: 3, a: 1 },
    ];
    const sides = measure(
      'noise-small',
      [
        { perpendicular: 2, a: 1 },
        { perpendicular: 4, a: 1 },
      ],
      { start },
    );
    expect(sides).toEqual({ left: 10, right: 10, neuron: 0 }); // (4 + 16)/2 ≤ 2 (1 + 9)/2
    expect(holds(sides)).toBe(true);
    expect(
      holds(
        measure(
          'noise-small',
          [
            { perpendicular: 2, a: 1 },
            { perpendicular: 4.01, a: 1 },
          ],
          { start },
        ),
      ),
    ).toBe(false);
  });
});

describe('the inequalities of tuning', () => {
  it('heavy-parts-small speaks of the heavy neuron that is nearest to leaving, and not of light ones', () => {
    const neurons = [
      { signal: 4, a: 1 },
      { signal: 8, opposite: 2, a: -1 },
      { signal: 1, perpendicular: 5, a: 1 },
    ];
    const sides = measure('heavy-parts-small', neurons, { heavy: Uint8Array.of(1, 1, 0) });
    expect(sides.neuron).toBe(1);
    expect(sides.left).toBeCloseTo(2 * Math.SQRT2, 14);
    expect(sides.right).toBe(sides.left);
    expect(holds(sides)).toBe(true);
    const left = measure('heavy-parts-small', neurons, { heavy: Uint8Array.of(1, 1, 1) });
    expect(left.neuron).toBe(2);
    expect(holds(left)).toBe(false);
  });

  it('light-mass-small weighs the neurons outside S against ζ times the smallest restricted margin', () => {
    const sides = measure('light-mass-small', [...ideal, light]);
    expect(sides.left).toBeCloseTo((1 + 2 * 0.01) / 5, 14);
    expect(sides.right).toBeCloseTo((0.25 * 2 * Math.SQRT2) / 5, 14);
    expect(sides.neuron).toBe(4);
    expect(holds(sides)).toBe(false);
    expect(holds(measure('light-mass-small', [...ideal, { ...light, perpendicular: 0.8 }]))).toBe(true);
  });

  it('light-mass-small has nothing to stand on when a cluster has no heavy neuron', () => {
    const sides = measure('light-mass-small', [...ideal.slice(1), light]);
    expect(sides.right).toBe(0);
    expect(holds(sides)).toBe(false);
  });

  it('mass-is-signal leaves ζ γ̃_min for the parts that are not signal, of all neurons', () => {
    const sides = measure('mass-is-signal', [...ideal, light]);
    expect(sides.left - sides.right).toBeCloseTo((1 - 0.25 * 2 * Math.SQRT2) / 5, 14);
    expect(sides.neuron).toBe(4);
    expect(holds(measure('mass-is-signal', [...ideal, { ...light, perpendicular: 0.8 }]))).toBe(true);
  });

  it('mass-bounded is 2√2 γ̃ for an ideal network: 2 could not hold in mean form', () => {
    const sides = measure('mass-bounded', ideal);
    const margin = Math.SQRT2 / 2; // √2 · 2 · 1/4
    expect(sides.right).toBeCloseTo(4 * margin, 14);
    expect(sides.left).toBeCloseTo((2 * Math.SQRT2 + 0.25) * margin, 14);
    expect(holds(sides)).toBe(true);
    const weak = ideal.map((neuron) => ({ ...neuron, a: 0.7 * neuron.a })); // a second layer that lags behind
    expect(holds(measure('mass-bounded', weak))).toBe(false);
  });

  it('clusters-balanced compares the largest with balance times the smallest margin', () => {
    const margins = (clusterMargins: number[]) =>
      measure('clusters-balanced', ideal, { values: { clusterMargins } });
    expect(margins([0.5, 4, 1, 1])).toEqual({ left: 4, right: 4 });
    expect(holds(margins([0.5, 4, 1, 1]))).toBe(true);
    expect(holds(margins([0.5, 4 + 2 ** -40, 1, 1]))).toBe(false);
    expect(holds(margins([1, 1, -0.01, 1]))).toBe(false);
    expect(holds(margins([1, 1, Number.NaN, 1]))).toBe(false);
  });
});
