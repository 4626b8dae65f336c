import { describe, expect, it } from 'vitest';
import { toSvg } from '../figures/render.ts';
import { type Plane, planeAlong, planeOf } from '../metrics/plane.ts';
import { placed } from './neuron-places.ts';
import { neuronRadius, neuronsFigure } from './neurons-figure.ts';

const xor = planeOf([1, 2], [-1, 1, 1, -1]);
const line = planeOf([3], []);
const neurons = Float32Array.of(3, 0, 4, 1, 0, -2, 0, -1, 0, 0, 0, 1);
interface Layers {
  readonly layer: readonly {
    readonly mark: { readonly strokeDash?: unknown };
    readonly data: { readonly values: readonly { readonly x: number }[] };
  }[];
}

const frame = { step: 7, time: 0.7, samples: 7000, status: undefined, neurons };

describe('places of neurons', () => {
  it('directions lie within the unit disc, and at its rim where nothing is outside', () => {
    expect([...placed(neurons, xor, 'directions')].map((x) => Number(x.toFixed(4)))).toEqual([
      0.6, 0, 0, -1, 0, 0,
    ]);
  });

  it('weights are the numbers themselves', () => {
    expect([...placed(neurons, xor, 'weights')]).toEqual([3, 0, 0, -2, 0, 0]);
  });

  it('where there is one direction only, what is outside stands where the other would', () => {
    expect([...placed(neurons, line, 'weights')].slice(0, 2)).toEqual([3, 4]);
  });
});

describe('the figure of the neurons', () => {
  it('has what chance reaches as a ring, or between two lines, of directions alone', () => {
    const [u, v] = [
      { name: 'u', vector: [1, 0], step: 1, rung: 1 },
      { name: 'v', vector: [0, 1], step: 2, rung: 2 },
    ];
    const dashed = (plane: Plane, view: 'directions' | 'weights') => {
      const { layer } = neuronsFigure({ frame, plane, view, start: 1 }).spec as unknown as Layers;
      return layer.filter(({ mark }) => mark.strokeDash).map(({ data }) => data.values[0]!.x);
    };
    expect(dashed(planeAlong([u!, v!], [1, 2], 16), 'directions')).toEqual([0.5]);
    expect(dashed(planeAlong([u!], [1, 2], 16), 'directions')).toEqual([-0.5, 0.5]);
    expect(dashed(planeAlong([u!, v!], [1, 2], 16), 'weights')).toEqual([]);
    expect(dashed(xor, 'directions')).toEqual([]);
  });

  it.each(['directions', 'weights'] as const)('shows the %s without a warning', async (view) => {
    for (const plane of [xor, line]) {
      const { spec, caption } = neuronsFigure({ frame, plane, view, start: 0.1 });
      expect(await toSvg(spec, 'dark')).toContain('step 7');
      expect(caption).toContain('3 neurons');
    }
  });

  it('has every neuron once, with its numbers', () => {
    const { spec } = neuronsFigure({ frame, plane: xor, view: 'directions', start: 0.1 });
    const layers = spec.layer as { data: { values: { neuron?: number; a: number; norm: number }[] } }[];
    const rows = layers.flatMap(({ data }) => data.values).filter(({ neuron }) => neuron !== undefined);
    expect(rows.map(({ neuron, a, norm }) => [neuron, a, norm])).toEqual([
      [0, 1, 5],
      [2, 1, 0],
      [1, -1, 2],
    ]);
  });

  it('every doubling of ‖w‖ adds as much to the radius, and a neuron that is 0 can be seen', () => {
    const [one, two, four] = [1, 2, 4].map((norm) => neuronRadius(norm, 1));
    expect(two! - one!).toBeGreaterThan(0.5);
    expect(four! - two!).toBeCloseTo(two! - one!, 12);
    expect(neuronRadius(0, 1)).toBeGreaterThan(1);
  });
});
