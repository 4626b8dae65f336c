import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { cellOf, sweepOf } from '../../../test/sweeps.ts';
import type { Bounds } from '../line.ts';
import { bandsFigure } from './bands-figure.ts';
import type { Curve } from './fitted.ts';
import { phaseFigure } from './phase-figure.ts';
import { rateFigure } from './rate-figure.ts';
import { scalingFigure } from './scaling-figure.ts';

const schemaFile = createRequire(import.meta.url).resolve('vega-lite/vega-lite-schema.json');
const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as object;
const isVegaLite = new Ajv({ strict: false, allowUnionTypes: true, validateFormats: false }).compile(schema);

const command = 'twolayer sweep a.yaml';
const runs: Bounds[] = [
  [0, 0],
  [10, 20],
  [30, null],
  [30, null],
];
const grid = (widths: readonly number[]) =>
  sweepOf([16, 32].flatMap((inputDim) => widths.map((width) => cellOf({ inputDim, width }, runs))));
const curve: Curve = { name: 'c·d', role: 'best', at: (d) => d };
const fits = [
  { series: '', exponents: [], curves: [curve, { ...curve, role: 'rival' as const }], laws: [], words: [] },
];
const scaling = { axis: 'inputDim', unit: 'samples', command } as const;
const levels = { name: 'p/d', values: [1], at: (d: number, p: number) => p / d };
const along = [1, 2].map((k) => ({ id: `${k}`, samples: [0, 10, 20], values: [k, null, 3] }));

test.each([
  [
    'scaling with laws',
    scalingFigure(grid([8]), { ...scaling, fits, reference: { ...curve, role: 'reference' } }),
  ],
  ['scaling of series', scalingFigure(grid([8, 16]), scaling)],
  ['scaling in panels', scalingFigure(grid([1, 2, 3, 4, 5]), scaling)],
  ['phases', phaseFigure(grid([8, 32]), { x: 'inputDim', y: 'width', levels, command })],
  ['rates', rateFigure(grid([8, 32]), { axis: 'inputDim', prediction: curve, command })],
  ['bands', bandsFigure([{ name: '', runs: along }], { metric: 'testError', settings: 'd = 8', command })],
])('the figure of %s is Vega-Lite by its JSON schema, saved and read again', (_, { spec }) => {
  const isValid = isVegaLite(JSON.parse(JSON.stringify(spec)));
  expect(isValid ? [] : isVegaLite.errors).toEqual([]);
});
