import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordOf } from '../../test/trials.ts';
import { createLab } from '../experiments/lab.ts';
import { twoPhases } from '../experiments/xor/two-phases.ts';
import { Misuse } from '../settings/misuse.ts';
import { resolveFork } from './fork.ts';
import type { Flags } from './request.ts';

const folder = mkdtempSync(join(tmpdir(), 'twolayer-'));
const at = (name: string) => join(folder, name);
const changes = [
  { step: 5, key: 'stepSize', value: 0.05 },
  { step: 15, key: 'stepSize', value: 0.02 },
  { step: 15, key: 'batchSize', value: 9 },
];
const small = { inputDim: 9, width: 6, batchSize: 20, testSize: 9, steps: 20 };
const record = recordOf({ ...small, changes }, 3);
const write = (name: string, value: unknown) => writeFileSync(at(name), `${JSON.stringify(value)}\n`);
write('record.ndjson', record);
write('other.ndjson', { ...record, experiment: 'xor/other' });
write('kernel.ndjson', createLab().record({ maxSamples: 30 }, 0, 'xor/kernel'));
write('old.ndjson', { ...record, settings: { ...record.settings, bias: 1 } });
write('short.ndjson', { ...record, series: { step: [] } });
write('twins.ndjson', recordOf({ ...small, twins: ['linear-loss'] }, 3));
const noisy = [
  { step: 10, key: 'corruption', value: 'label-noise' },
  { step: 15, key: 'flipProbability', value: 0.2 },
];
write('noisy.ndjson', recordOf({ ...small, changes: noisy }, 3));
writeFileSync(at('two.ndjson'), '{}\n{}\n');

const fork = (flags: Record<string, unknown>, from = '') =>
  resolveFork(undefined, { from: at(from), at: '10', set: ['stepSize=1'], ...flags } as unknown as Flags);

describe('resolveFork', () => {
  it('adds changes to the record’s settings, in the place of those it had planned for the same keys', () => {
    const { settings, seeds, step, experiment } = fork({ set: ['step-size=0.1', 'loss=squared'] });
    expect({ seeds, step, experiment }).toEqual({ seeds: record.seeds, step: 10, experiment: twoPhases });
    expect(settings).toEqual({
      ...record.settings,
      changes: [
        changes[0],
        { step: 10, key: 'loss', value: 'squared' },
        { step: 10, key: 'stepSize', value: 0.1 },
        changes[2],
      ],
    });
  });

  it('drops the twins of the record, which would allow no changes', () => {
    expect(fork({}, 'twins.ndjson').settings).toMatchObject({
      twins: [],
      changes: [{ step: 10, key: 'stepSize', value: 1 }],
    });
  });

  it('drops what was planned for settings of a kind that it replaces, but not of the one it selects', () => {
    const planned = (set: string) => fork({ set: [set] }, 'noisy.ndjson').settings.changes;
    const keys = (set: string) => planned(set).map(({ step, key }) => `${step} ${key}`);
    expect(keys('corruption=none')).toEqual(['10 corruption']);
    expect(keys('corruption=spurious').filter((key) => key.includes('flip'))).toEqual([]);
    expect(planned('corruption=label-noise')).toContainEqual(noisy[1]);
  });

  it('runs as long as it is told, in the place of what the record says', () => {
    expect(fork({ maxTime: '7' }).settings).toMatchObject({ maxTime: 7 });
    expect(fork({ maxTime: '7' }).settings).not.toHaveProperty('steps');
    expect(fork({ steps: '30', at: 'last' })).toMatchObject({ step: 20, settings: { steps: 30 } });
  });

  it.each<[Record<string, unknown>, string]>([
    [
      { at: '21' },
      '--at must be an integer from 0 to 20, where the record ends, phase1, phase2 or last, got 21',
    ],
    [{ at: '-1' }, '--at must be an integer from 0 to 20, where'],
    [{ at: '1.5' }, '--at must be an integer from 0 to 20, where'],
    [{ at: undefined }, '--from needs --at, an integer from 0 to 20'],
    [{ at: 'phase2' }, '--at phase2: in this record phase 2 has not ended'],
    [{ at: 'last' }, '--set stepSize must come before step 20, where the run ends, got step 20'],
    [{ steps: '10' }, '--set stepSize must come before step 10, where the run ends, got step 10'],
    [{ steps: '0' }, '--steps must be an integer from 1 to 2147483648, got 0'],
    [{ set: undefined }, '--from needs --set key=value, what is to be different'],
    [{ set: ['stepSize'] }, '--set must be key=value, got "stepSize"'],
    [{ set: ['step-size=0'] }, '--set step-size must be a number above 0 and at most 1000000, got 0'],
    [{ set: ['stepSize=fast'] }, '--set stepSize must be a number above 0 and at most 1000000, got "fast"'],
    [{ set: ['stepSize=1', 'step-size=2'] }, '--set step-size is given twice for step 10'],
    [
      { set: ['coordinates=3,10'] },
      '--set coordinates must be integers from 1 to the input dimension 9, got [3,10]',
    ],
    [
      { set: ['flipProbability=0'] },
      '--set flipProbability belongs to corruption label-noise, which is not selected',
    ],
    [{ set: ['width=9'] }, '--set width cannot change on the way; what can is batchSize, '],
    [{ set: ['changes=1'] }, '--set changes cannot change on the way'],
    [{ set: ['widht=9'] }, '--set widht is not a setting of xor/two-phases; the nearest are width'],
    [{ set: ['n=9'] }, '--set n is not a setting of xor/two-phases; n is batchSize'],
    [{ set: ['seedInputs=7'] }, '--set seedInputs is not possible: a fork goes on with its record’s data'],
    [{ seedInputs: '7' }, '--seed-inputs cannot stand beside --from: a fork goes on with its record’s data'],
    [
      { width: '7' },
      '--width cannot stand beside --from, whose record says it; --set changes it from --at on',
    ],
  ])('refuses %j with one sentence', (flags, message) => {
    expect(() => fork(flags)).toThrow(Misuse);
    expect(() => fork(flags)).toThrow(message);
  });

  it.each([
    ['nowhere', 'nowhere cannot be read: there is no such file'],
    ['two.ndjson', 'two.ndjson must hold one record only'],
    ['short.ndjson', 'short.ndjson is not the record of a run: there is no valid series.step'],
    ['other.ndjson', 'other.ndjson is of xor/other, an experiment that does not exist here'],
    ['kernel.ndjson', 'kernel.ndjson is of xor/kernel, where nothing can change on the way'],
    ['old.ndjson', 'old.ndjson: bias is not a setting of xor/two-phases'],
  ])('refuses the record %s with one sentence', (from, message) => {
    expect(() => fork({}, from)).toThrow(Misuse);
    expect(() => fork({}, from)).toThrow(message);
  });
});
