import { describe, expect, it } from 'vitest';
import { metrics } from '../metrics/index.ts';
import { targets } from '../targets/index.ts';
import { extend } from './extend.ts';

const metric = { name: 'ownMetric', doc: 'one', measure: () => 1 };
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
    [{ claims: [{ id: 'X1' }] }, 'mine: claims[0].name must be text, got nothing'],
  ])('refuses %j', (addition, message) => {
    expect(() => extend(addition, 'mine')).toThrow(message);
  });

  it('adds nothing of a module one of whose entries is wrong', () => {
    const before = metrics.length;
    expect(() => extend({ metrics: [{ ...metric, name: 'other' }], targets: [{}] }, 'mine')).toThrow();
    expect(metrics).toHaveLength(before);
  });
});
