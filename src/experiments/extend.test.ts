import { describe, expect, it } from 'vitest';
import { metrics } from '../metrics/index.ts';
import { targets } from '../targets/index.ts';
import { claims } from './claims.ts';
import { extend } from './extend.ts';
import { studyTrial } from './study.ts';

const metric = { name: 'ownMetric', doc: 'one', measure: () => 1 };
const claim = {
  ...{ id: 'X1', name: 'x/one', title: 'one', source: 'x', statement: 'one', prediction: 'one' },
  ...{ work: { name: 'own-work', run: () => 1 }, jobs: () => [1], judge: () => [], controls: [] },
};
const study = { name: 'own', doc: 'one', question: 'One?', experiment: 'x', variants: [], seeds: 1 };
const form = {
  ...{ work: claim.work, jobs: () => [], rows: () => [], table: () => [] },
  figure: () => ({ spec: {}, caption: '' }),
};
const target = { name: 'own-target', doc: 'one', settings: {}, create: () => ({ label() {} }) };

describe('extend', () => {
  it('adds to the lists that everything is derived from', () => {
    extend({ metrics: [metric], targets: [target] }, 'mine');
    expect(metrics.at(-1)).toBe(metric);
    expect(targets.at(-1)).toBe(target);
  });

  it.each([
    [undefined, 'mine must export default an object of lists: inputs, targets,'],
    [{ target: [] }, 'mine: target is not a list to add to; the nearest are targets'],
    [{ targets: target }, 'mine: targets must be a list, got object'],
    [{ targets: [7] }, 'mine: targets[0] must be an object, got number'],
    [
      { targets: [{ ...target, name: 'x', create: undefined }] },
      'mine: targets[0].create must be a function, got nothing',
    ],
    [{ metrics: [{ ...metric, name: '' }] }, 'mine: metrics[0].name must be text, got string'],
    [{ targets: [{ ...target, name: 'parity' }] }, 'mine: targets[0].name must be a new one, got "parity"'],
    [{ studies: [{ ...study, form: 3 }] }, 'mine: studies[0].form must be an object, got number'],
    [
      { studies: [{ ...study, form: { ...form, figure: 3 } }] },
      'mine: studies[0].form.figure must be a function, got number',
    ],
    [
      { studies: [{ ...study, form: { ...form, work: { ...claim.work, name: studyTrial.name } } }] },
      `mine: studies[0].form.work.name must be a new one, got "${studyTrial.name}", which is taken`,
    ],
    [{ claims: [{ id: 'X1' }] }, 'mine: claims[0].name must be text, got nothing'],
    [{ claims: [{ ...claim, controls: {} }] }, 'mine: claims[0].controls must be a list, got object'],
    [{ claims: [{ ...claim, work: { run: 3 } }] }, 'mine: claims[0].work.name must be text, got nothing'],
    [
      { claims: [{ ...claim, work: { name: 'x', run: 3 } }] },
      'mine: claims[0].work.run must be a function, got number',
    ],
    [
      { claims: [{ ...claim, work: { ...claim.work, name: claims[0]!.work.name } }] },
      `mine: claims[0].work.name must be a new one, got "${claims[0]!.work.name}", which is taken`,
    ],
    [
      { claims: [{ ...claim, work: { ...claim.work, name: studyTrial.name } }] },
      `mine: claims[0].work.name must be a new one, got "${studyTrial.name}", which is taken`,
    ],
    [
      { claims: [claim, { ...claim, id: 'X2', name: 'x/two', work: { ...claim.work } }] },
      'mine: claims[1].work.name must be a new one, got "own-work", which is taken',
    ],
    [{ claims: [claim, { ...claim, id: 'X2' }] }, 'mine: claims[1].name must be a new one, got "x/one"'],
  ])('refuses %j', (addition, message) => {
    expect(() => extend(addition, 'mine')).toThrow(message);
  });

  it('lets claims share a work, as those that come with the laboratory do', () => {
    const shared = { ...claim, id: 'X2', name: 'x/two' };
    extend({ claims: [claim, shared] }, 'mine');
    expect(claims.slice(-2)).toEqual([claim, shared]);
  });

  it('adds nothing of a module one of whose entries is wrong', () => {
    const before = metrics.length;
    expect(() => extend({ metrics: [{ ...metric, name: 'other' }], targets: [{}] }, 'mine')).toThrow();
    expect(metrics).toHaveLength(before);
  });
});
