import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { sweepSchema } from './sweep-schema.ts';

const shipped = resolve(import.meta.dirname, '../../../schema/sweep.schema.json');
const isValid = new Ajv({ strict: false }).compile(sweepSchema());
const experiment = 'xor/two-phases';

describe('sweepSchema', () => {
  it('is what schema/sweep.schema.json holds (twolayer sweep --schema > schema/sweep.schema.json)', () => {
    expect(JSON.parse(readFileSync(shipped, 'utf8'))).toEqual(JSON.parse(JSON.stringify(sweepSchema())));
  });

  it.each([
    [{ experiment }],
    [{ experiment, settings: { width: 64 }, axes: { inputDim: [32, 64] }, seeds: { count: 8 } }],
    [{ experiment, axes: { inputDim: { geom: [32, 64], count: 3 }, batchSize: '2.5*inputDim' } }],
    [{ experiment, seeds: { init: { count: 3 }, data: [1, 2] }, budget: { samples: '400*inputDim' } }],
    [{ experiment, bracket: { setting: 'width', from: 4, to: 64 }, slurm: { partition: 'cpu' } }],
    [{ experiment: 'xor/other-targets', axes: { target: ['parity', 'truth-table'] }, series: true }],
  ])('takes %j', (sweep) => {
    expect(isValid(sweep)).toBe(true);
  });

  it.each([
    [{ settings: {} }],
    [{ experiment: 'xor' }],
    [{ experiment, width: 3 }],
    [{ experiment, settings: { widht: 3 } }],
    [{ experiment, settings: { width: 0 } }],
    [{ experiment, axes: { width: [] } }],
    [{ experiment, axes: { target: { geom: [1, 2], count: 3 } } }],
    [{ experiment, budget: { time: 1, steps: 2 } }],
    [{ experiment, seeds: { inti: 3 } }],
    [{ experiment, bracket: { setting: 'width', from: 4 } }],
    [{ experiment, slurm: { partiton: 'cpu' } }],
  ])('refuses %j', (sweep) => {
    expect(isValid(sweep)).toBe(false);
  });
});
