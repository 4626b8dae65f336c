import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSweepFile } from '../src/cli/sweep/read-sweep-file.ts';

const folder = resolve(import.meta.dirname, '../presets');
const files = (readdirSync(folder, { recursive: true }) as string[]).filter((file) => file.endsWith('.yaml'));
const read = (file: string) => readSweepFile(resolve(folder, file));

/** n/(ηd) of each cell. */
const noiseOf = (file: string) =>
  read(file).plan.cells.map(
    ({ settings: { batchSize, stepSize, inputDim } }) => batchSize / (stepSize * inputDim),
  );

describe('sweep presets', () => {
  it.each(files)('%s says what it is for, and can be planned', (file) => {
    const { text, plan } = read(file);
    expect(text).toMatch(/^# [A-Z]/);
    expect(plan.size).toBeGreaterThan(50);
    expect(plan.bracket?.trials ?? plan.size).toBeLessThan(5000);
  });

  it('scaling/xor-samples has the same batch noise from d = 32 to 4096, and 20 seeds', () => {
    const { plan } = read('scaling/xor-samples.yaml');
    expect(plan.cells.map(({ settings }) => settings.inputDim)).toEqual([
      32, 64, 128, 256, 512, 1024, 2048, 4096,
    ]);
    expect(plan.seeds).toHaveLength(20);
    for (const noise of noiseOf('scaling/xor-samples.yaml')) expect(noise).toBeCloseTo(12.5, 10);
  });

  it('phase/batch-step goes from a batch of noise to one almost without', () => {
    const noise = noiseOf('phase/batch-step.yaml');
    expect(Math.min(...noise)).toBeLessThan(0.05);
    expect(Math.max(...noise)).toBeGreaterThan(50);
  });
});
