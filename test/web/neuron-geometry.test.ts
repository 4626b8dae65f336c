import { describe, expect, it } from 'vitest';
import { type Frame, planeOf } from '../../src/index.ts';
import { pixelsOf } from '../../web/live/neuron-drawing.ts';
import {
  foundCounts,
  isNeuron,
  meanShareInside,
  nearest,
  reachOf,
  roundLength,
  shareOutside,
  zoomed,
} from '../../web/live/neuron-geometry.ts';
import { neuronNumbers, shortNumber, summaryOf } from '../../web/live/neuron-words.ts';
import { Trails } from '../../web/live/trails.ts';

const xor = planeOf([1, 2], [-1, 1, 1, -1]);
/** Found μ₁; found −μ₂; along μ₁ with the wrong sign of a; mostly outside; nothing. */
const neurons = Float32Array.of(3, 0, 1, 1, 0, -2, 0, -1, 3, 0, 1, -1, 1, 0, 4, 1, 0, 0, 0, 1);
const frameAt = (step: number, of: Float32Array<ArrayBuffer> = Float32Array.from(neurons)): Frame => ({
  step,
  time: step / 10,
  samples: step,
  status: undefined,
  neurons: of,
});

describe('the geometry of the neuron view', () => {
  it('the middle of the square is 0, y goes up, and the reach is the rim', () => {
    const [x, y, right, top] = pixelsOf(Float32Array.of(0, 0, 1, 1), { side: 400, reach: 1 });
    expect([x, y]).toEqual([200, 200]);
    expect(right! - 200).toBe(200 - top!);
    expect(right).toBeLessThan(400);
  });

  it('the reach holds every neuron with some air, and is no zero for neurons that are', () => {
    expect(reachOf(Float32Array.of(0.5, -2))).toBeGreaterThan(2);
    expect(reachOf(new Float32Array(4))).toBeGreaterThan(0);
    expect(reachOf(Float32Array.of(0.5, -2, Infinity, Number.NaN))).toBe(reachOf(Float32Array.of(0.5, -2)));
  });

  it('the scale comes to the wanted one, and no neuron leaves the view on the way', () => {
    let reach = zoomed(undefined, 1, 16);
    expect(reach).toBe(1);
    for (let i = 0; i < 200; i++) {
      reach = zoomed(reach, 100, 16);
      expect(reach).toBeGreaterThan(100 / 1.15);
    }
    expect(reach).toBe(100);
    expect(zoomed(100, 1, 16)).toBeGreaterThan(50);
  });

  it('a scale bar has the longest round length that fits', () => {
    expect([0.3, 1, 1.99, 0.05, 7e-5].map(roundLength)).toEqual([0.2, 1, 1, 0.05, 5e-5]);
  });

  it('the neuron nearest to the pointer is found, and none far from it', () => {
    const pixels = Float32Array.of(10, 10, 20, 10, 200, 200);
    expect([nearest(pixels, 16, 11), nearest(pixels, 13, 9), nearest(pixels, 100, 100)]).toEqual([
      1,
      0,
      undefined,
    ]);
  });

  it('the share outside of the plane is that of the squared norm', () => {
    expect([0, 1, 3, 4].map((j) => shareOutside(neurons, j))).toEqual([
      expect.closeTo(0.1, 6),
      0,
      expect.closeTo(16 / 17, 6),
      0,
    ]);
  });

  it('the mean share in the plane leaves out neurons that are 0 or not finite', () => {
    const some = Float32Array.of(3, 0, 4, 1, 0, 0, 0, 1, Infinity, 0, 1, 1, 1, 0, 0, 1);
    expect(meanShareInside(some)).toBeCloseTo((9 / 25 + 1) / 2, 6);
  });

  it('a number names a neuron only if there is one', () => {
    expect([0, 4, 5, -1, 1.5].map((j) => isNeuron(neurons, j))).toEqual([true, true, false, false, false]);
  });

  it('a neuron has found a cluster whose label its a has, within 45°', () => {
    expect(foundCounts(xor, neurons)).toEqual([1, 0, 0, 1]);
  });
});

describe('the words of the neuron view', () => {
  it('say how many neurons have found what', () => {
    expect(summaryOf(xor, frameAt(1))).toEqual({
      sentence: '2 of 5 neurons have found a cluster.',
      each: 'μ₁ 1, −μ₁ 0, μ₂ 0, −μ₂ 1',
    });
    expect(summaryOf(planeOf([1, 2, 3], []), frameAt(1)).sentence).toBe(
      '5 neurons in the plane of x1 and x2, which has 71 % of ‖w‖² on average.',
    );
  });

  it('the signal is the part along μ₁ for a ≥ 0 and along μ₂ for a < 0; without clusters there is none', () => {
    const neuron = { x: -3, y: 2, outside: 1, a: -1, norm: Math.sqrt(14) };
    expect(neuronNumbers(xor, neuron)).toContainEqual(['signal', '2']);
    expect(neuronNumbers(xor, { ...neuron, a: 1 })).toContainEqual(['signal', '3']);
    expect(neuronNumbers(planeOf([1], []), neuron).map(([name]) => name)).toEqual([
      'a',
      'along x1',
      'outside',
      '‖w‖',
    ]);
  });

  it('numbers are short and have a true minus', () => {
    expect([0, -0.12345, 3e-5, 1e-7, -2.51e6, Number.NaN].map(shortNumber)).toEqual([
      '0',
      '−0.123',
      '3·10⁻⁵',
      '10⁻⁷',
      '−2.5·10⁶',
      '–',
    ]);
  });
});

describe('trails', () => {
  it('keep the frames before the present one while a run plays', () => {
    const trails = new Trails();
    const frames = [0, 3, 6].map((step) => frameAt(step));
    const places = frames.map((_, i) => Float32Array.of(i, i));
    for (const [i, frame] of frames.entries()) trails.push(frame, places[i]!, true);
    expect(trails.before).toEqual(places.slice(0, 2));
    for (let step = 9; step < 300; step += 3) trails.push(frameAt(step), places[0]!, true);
    expect(trails.before.length).toBeLessThan(12);
  });

  it.each([
    ['going back', 4, true, neurons.length],
    ['a jump of a run at rest', 9, false, neurons.length],
    ['other neurons', 6, true, 8],
  ])('%s clears them', (_, step, isPlaying, length) => {
    const trails = new Trails();
    for (const before of [0, 5]) trails.push(frameAt(before), Float32Array.of(1, 2), true);
    trails.push(frameAt(step, new Float32Array(length)), Float32Array.of(3, 4), isPlaying);
    expect(trails.before).toEqual([]);
  });
});
