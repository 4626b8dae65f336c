import { describe, expect, it } from 'vitest';
import { layerImbalance } from './neurons.ts';
import { type Metric, type NetworkView, type View, viewOf } from './view.ts';
import { clusterMargins, heavyFraction, oppositeGrowth, signal, signalGrowth, signalRatio } from './xor.ts';

/** Labels of XOR at (+1,+1), (−1,+1), (+1,−1), (−1,−1). */
const XOR = [-1, 1, 1, -1];

/** A view of three neurons in four dimensions, a function of coordinates 2 and 4, sum form. */
function view(rows: number[][], secondLayer: number[], startRows = rows, labels = XOR): View {
  const layers = { firstLayer: Float64Array.from(rows.flat()), secondLayer: Float64Array.from(secondLayer) };
  const start = { ...layers, firstLayer: Float64Array.from(startRows.flat()) };
  const network = { inputDim: 4, width: rows.length, outputScale: 1 };
  return viewOf({ layers, network, start, relevant: [2, 4], labels, test: { error: 0, loss: 0 } }) as View;
}

const rows = [
  [3, 5, 4, 1], // w·μ₁ = 4, w·μ₂ = 6, perpendicular 5
  [0, 2, 1, 2],
  [0, 1, 0, -3],
];
const signs = [1, -1, 1];
const measure = (metric: Metric, of: NetworkView | View) => metric.measure(of);

describe('parts of neurons', () => {
  const { signal, opposite, perpendicular } = view(rows, signs).parts;

  it('are along μ₁ for positive and along μ₂ for negative second-layer weights', () => {
    expect([...signal]).toEqual([4, 4, 4].map((u) => u / Math.SQRT2));
    expect([...opposite]).toEqual([6, 0, 2].map((u) => u / Math.SQRT2));
    expect([...perpendicular]).toEqual([5, 1, 0]);
  });

  it('have squares that add up to the squared norm', () => {
    for (const [j, row] of rows.entries()) {
      const square = row.reduce((sum, w) => sum + w * w, 0);
      expect(signal[j]! ** 2 + opposite[j]! ** 2 + perpendicular[j]! ** 2).toBeCloseTo(square, 12);
    }
  });
});

describe('metrics of XOR', () => {
  it('cluster margins are y f on the clusters alone, in the order μ₁, −μ₁, μ₂, −μ₂', () => {
    // f(μ₁) = 4·1 − 0 + 4·1, f(−μ₁) = 0, f(μ₂) = 6 − 4, f(−μ₂) = 2; y is − on ±μ₂
    expect(measure(clusterMargins, view(rows, signs))).toEqual([8, 0, -2, -2]);
  });

  it('the heavy fraction counts neurons with perpendicular + opposite below 0.3 signal', () => {
    const heavy = [0, 10, 0.5, -10];
    const light = [0, 10, 5, -10];
    expect(measure(heavyFraction, view([heavy, light], [1, 1]))).toBe(0.5);
    expect(measure(heavyFraction, view([heavy, light], [-1, -1]))).toBe(0);
  });

  it('the signal ratio is a median weighted by the squared norm', () => {
    const small = [1, 1, 0, -1];
    const large = [10, 30, 0, -30];
    expect(measure(signalRatio, view([small, small, large], [1, 1, 1]))).toBeCloseTo(Math.sqrt(18), 12);
  });

  it('growth is 1 at the start and follows its own direction only', () => {
    const grown = rows.map(([a, b, c, d]) => [a!, b! + (b! - d!) / 2, c!, d! - (b! - d!) / 2]);
    const both = [1, 1, 1];
    expect(measure(signalGrowth, view(rows, both))).toBeCloseTo(1, 12);
    expect(measure(signalGrowth, view(grown, both, rows))).toBeCloseTo(2, 12);
    expect(measure(oppositeGrowth, view(grown, both, rows))).toBeCloseTo(1, 12);
  });

  it('layer imbalance is the largest |a| − ‖w‖', () => {
    expect(
      measure(
        layerImbalance,
        view(
          [
            [0, 3, 0, 4],
            [1, 0, 0, 0],
          ],
          [4, -1.5],
        ),
      ),
    ).toBeCloseTo(0.5, 12);
  });

  it('follow the labels of the target: for the negation of XOR margins flip, signal and opposite swap', () => {
    const negated = view(
      rows,
      signs,
      rows,
      XOR.map((y) => -y),
    );
    expect(measure(clusterMargins, negated)).toEqual([-8, -0, 2, 2]);
    expect([...negated.parts.signal]).toEqual([...view(rows, signs).parts.opposite]);
    expect([...negated.parts.opposite]).toEqual([...view(rows, signs).parts.signal]);
  });

  it('use the four labels of a table that is not symmetric: AND is +1 at −μ₂ alone', () => {
    expect(measure(clusterMargins, view(rows, signs, rows, [-1, -1, -1, 1]))).toEqual([-8, -0, -2, 2]);
  });

  it('are absent where the label depends on three coordinates', () => {
    const { pair: _, ...two } = view(rows, signs);
    const three = viewOf({ ...two, relevant: [1, 2, 4], labels: [-1, 1, 1, -1, 1, -1, -1, 1] });
    for (const metric of [clusterMargins, signal, signalGrowth, oppositeGrowth, signalRatio, heavyFraction]) {
      expect(measure(metric, three)).toBeUndefined();
    }
  });
});
