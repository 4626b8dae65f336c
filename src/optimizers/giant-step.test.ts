import { describe, expect, it } from 'vitest';
import { createLayers } from '../engines/engine.ts';
import { createPlainEngine } from '../engines/plain.ts';
import { giantStep } from './giant-step.ts';

const sizes = { width: 64, inputDim: 128, batchSize: 500 };
const powers = { widthPower: 0, dimPower: 0, batchPower: 0, normalizeRows: false };
const made = (given: object) => giantStep.create({ stepSize: 3, ...powers, ...sizes, ...given } as never);

describe('giant steps', () => {
  it.each([
    ['c alone', {}, 3],
    ['c p', { widthPower: 1 }, 3 * 64],
    ['c p √d', { widthPower: 1, dimPower: 0.5 }, 3 * 64 * Math.sqrt(128)],
    ['c √(np)', { widthPower: 0.5, batchPower: 0.5 }, 3 * Math.sqrt(64 * 500)],
    ['c p n/d', { widthPower: 1, dimPower: -1, batchPower: 1 }, (3 * 64 * 500) / 128],
    ['c p d^0.3', { widthPower: 1, dimPower: 0.3 }, 3 * 64 * 128 ** 0.3],
    ['c n^-1.7', { batchPower: -1.7 }, 3 * 500 ** -1.7],
  ])('have the size %s', (_, given, size) => {
    expect(made(given).stepSize / size).toBeCloseTo(1, 13);
  });

  it('are exact for whole powers', () => {
    expect(made({ widthPower: 2 }).stepSize).toBe(3 * 64 * 64);
    expect(made({ widthPower: -1 }).stepSize).toBe(3 / 64);
  });

  for (const normalizeRows of [false, true]) {
    it(`move the first layer alone${normalizeRows ? ', then back to norm 1' : ''}`, () => {
      const engine = createPlainEngine();
      const network = engine.createNetwork(2, 2, 1);
      const gradient = engine.createGradient(network);
      engine.writeLayers(
        { firstLayer: Float64Array.of(1, 0, 0, 1), secondLayer: Float64Array.of(1, -1) },
        network,
      );
      const slopes = { firstLayer: Float64Array.of(0, -1, 2, 0), secondLayer: Float64Array.of(5, 5) };
      engine.writeLayers(slopes, { ...network, ...gradient });
      made({ normalizeRows, stepSize: 2, widthPower: 0 }).update(engine, network, gradient);
      const out = createLayers(engine, 2, 2);
      engine.readLayers(network, out);
      const norms = normalizeRows ? [Math.sqrt(5), Math.sqrt(17)] : [1, 1];
      const expected = [1 / norms[0]!, 2 / norms[0]!, -4 / norms[1]!, 1 / norms[1]!];
      for (const [at, x] of expected.entries()) expect(out.firstLayer[at]).toBeCloseTo(x, 14);
      expect([...out.secondLayer]).toEqual([1, -1]);
    });
  }
});
