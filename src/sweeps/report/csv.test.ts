import { expect, test } from 'vitest';
import { cellOf, lineOf, sweepOf } from '../../../test/sweeps.ts';
import { cellTable } from './cell-table.ts';
import { csvLines } from './csv.ts';
import { texLines } from './tex.ts';
import { trialTable } from './trial-table.ts';

const textOf = (lines: Iterable<string>) => [...lines].join('');

test('a field is quoted where it holds a comma, a quote, a line break or a space at its end', () => {
  const rows = [['a,b', 'say "no"', 'two\nlines', 'end ', 'plain', -0.5, true, null]];
  const columns = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  expect(textOf(csvLines({ columns, rows }))).toBe(
    'a,b,c,d,e,f,g,h\r\n"a,b","say ""no""","two\nlines","end ",plain,-0.5,true,\r\n',
  );
});

test('every trial is a row with its settings, seed, end and bounds; what was not seen is empty', () => {
  const results = sweepOf([cellOf({ inputDim: 32, loss: 'logistic' }, [[10, 20], [30, null], null])]);
  const [head, ...rows] = textOf(csvLines(trialTable(results)))
    .trimEnd()
    .split('\r\n');
  expect(head).toBe(
    'id,inputDim,loss,seed,status,reached,stepsLow,stepsHigh,timeLow,timeHigh,samplesLow,samplesHigh',
  );
  const ends = rows.map((row) => row.slice(row.indexOf(',32,')));
  expect(ends).toEqual([
    ',32,logistic,0,finished,true,10,20,10,20,10,20',
    ',32,logistic,1,budget-exhausted,false,30,,30,,30,',
    ',32,logistic,2,failed,,,,,,,',
  ]);
});

test('where streams have different seeds, each has a column', () => {
  const cell = cellOf({ inputDim: 32 }, []);
  const line = lineOf({}, 4, [1, 2]);
  const lines = [line, { ...line, seeds: { ...line.seeds, init: 7 } }];
  const { columns, rows } = trialTable(sweepOf([{ ...cell, planned: 2, lines }]));
  const at = columns.indexOf('initSeed');
  expect([...rows].map((row) => [row[at], row[columns.indexOf('inputsSeed')]])).toEqual([
    [4, 4],
    [7, 4],
  ]);
});

test('a cell is a row with counts that add up, its exact interval, and open quantiles left empty', () => {
  const cell = cellOf({ width: 8 }, [[0, 10], [10, 20], [30, null], [30, null], null], 2);
  const { columns, rows } = cellTable(sweepOf([cell]), 'samples');
  const [row] = [...rows];
  const of = (name: string) => row![columns.indexOf(name)];
  expect([of('planned'), of('done'), of('failed'), of('pending'), of('succeeded')]).toEqual([7, 4, 1, 2, 2]);
  expect(of('rate')).toBe(0.5);
  expect(of('rateLow')).toBeCloseTo(0.0676, 4);
  expect([of('samplesMedianLow'), of('samplesMedianHigh')]).toEqual([10, 20]);
  expect([of('samplesQ75Low'), of('samplesQ75High')]).toEqual([30, null]);
});

test('a table for TeX has comments on lines of their own, no character that acts, and nan for what is not known', () => {
  const rows = [
    ['50% of $x_1$ & {a}\\b', 1.5, null, true],
    ['~^#', Number.NaN, Number.POSITIVE_INFINITY, false],
  ];
  const text = textOf(
    texLines({ columns: ['what', 'init_scale', 'high', 'reached'], rows }, ['one\n\\input{x}']),
  );
  expect(text).toBe(
    [
      '% one \\input{x}',
      'what initscale high reached',
      '{50\\% of \\$x\\_1\\$ \\& \\{a\\}\\textbackslash{}b} 1.5 nan 1',
      '{\\textasciitilde{}\\textasciicircum{}\\#} nan inf 0',
      '',
    ].join('\n'),
  );
});
