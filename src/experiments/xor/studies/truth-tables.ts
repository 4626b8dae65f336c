import { truthTables as tables } from '../../../targets/truth-table.ts';
import type { Study } from '../../study.ts';

const names: Readonly<Record<string, string>> = {
  '0000': 'never',
  '0001': 'AND',
  '0110': 'XOR',
  '0111': 'OR',
  '1001': 'equal',
  '1111': 'always',
};

/** XOR and its negation are the only two that have no linear part. */
export const truthTables: Study = {
  name: 'truth-tables',
  doc: 'all 16 functions of two coordinates',
  question: 'Is XOR the hard one?',
  experiment: 'xor/other-targets',
  seeds: 8,
  variants: tables.map((table) => ({
    name: names[table] ? `${table} ${names[table]}` : table,
    settings: {
      target: 'truth-table',
      truthTable: table,
      inputDim: 64,
      width: 64,
      batchSize: 640,
      testSize: 2048,
      maxTime: 30,
    },
  })),
};
