import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveTrial } from '../experiments/trial.ts';
import { twoPhases } from '../experiments/xor/two-phases.ts';
import { seedsFrom, streamNames } from '../numerics/streams.ts';
import { type Address, formatAddress, liveExperiments, readAddress, SPEED, startOf } from './address.ts';

const tabs = ['live', 'story', 'claims'];
const read = (query: string) => readAddress(new URLSearchParams(query), tabs);

const settings = fc
  .record(
    {
      width: fc.integer({ min: 1, max: 500 }),
      inputDim: fc.integer({ min: 4, max: 500 }),
      stepSize: fc.double({ min: 0.001, max: 10, noNaN: true }),
      secondLayerRate: fc.constantFrom(0, 0.5, 1),
      coordinates: fc.constantFrom([1, 2], [3, 4]),
      meanField: fc.boolean(),
      stopWhen: fc.constant('testError < 0.05 && time > 2'),
      inequalities: fc.constantFrom(['time < 8 || testError < 0.5'], ['signal > 0', 'testLoss < 3']),
      corruption: fc.constantFrom('none', 'label-noise'),
      changes: fc.constantFrom(
        [{ step: 20, key: 'stepSize', value: 0.05 }],
        [
          { step: 5, key: 'coordinates', value: [2, 3] },
          { step: 9, key: 'corruption', value: 'label-noise' },
        ],
      ),
    },
    { requiredKeys: [] },
  )
  .map((given) => resolveTrial(twoPhases, { ...startOf(twoPhases), ...given }));

const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const address: fc.Arbitrary<Address> = fc
  .record({
    tab: fc.constantFrom(...tabs),
    experiment: fc.constant(twoPhases.name),
    settings,
    seeds: fc.tuple(seed, fc.option(seed)).map(([all, init]) => ({ ...seedsFrom(all), init: init ?? all })),
    step: fc.option(fc.nat(), { nil: undefined }),
    view: fc.constantFrom('directions' as const, 'weights' as const),
    speed: fc.constantFrom(SPEED, 1, 400, Infinity),
    theme: fc.option(fc.constantFrom('light' as const, 'dark' as const), { nil: undefined }),
    embed: fc.boolean(),
    predict: fc.boolean(),
    hide: fc.constantFrom([], ['width', 'seeds'], ['controls']),
  })
  .map(({ step, theme, ...rest }) => ({
    ...rest,
    ...(step !== undefined && { step }),
    ...(theme && { theme }),
  }));

describe('an address', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(address, (written) => {
        const query = new URLSearchParams(formatAddress(written, tabs)).toString();
        expect(read(query)).toEqual({ address: written, objections: [] });
      }),
      { numRuns: 200 },
    );
  });

  it('that says nothing is the first screen, and the first screen says nothing', () => {
    const { address, objections } = read('');
    expect(objections).toEqual([]);
    expect(address).toMatchObject({ tab: 'live', experiment: liveExperiments[0]!.name, speed: 25 });
    expect(address.settings).toMatchObject({ width: 200, inputDim: 100 });
    expect(formatAddress(address, tabs)).toEqual([]);
  });

  it('of an experiment with a speed of its own starts at that, and says only another', () => {
    const query = 'experiment=giant/steps&expression=(z1+z2+z1^2-z2^2)/2&steps=6';
    const { address, objections } = read(query.replaceAll('+', '%2B'));
    expect(objections).toEqual([]);
    expect(address).toMatchObject({ speed: 1, settings: { expression: '(z1+z2+z1^2-z2^2)/2', width: 200 } });
    const said = (speed: number) =>
      formatAddress({ ...address, speed }, tabs).find(([key]) => key === 'speed');
    expect(said(1)).toBeUndefined();
    expect(said(25)).toEqual(['speed', '25']);
    expect(read('experiment=giant/steps&speed=x').objections[0]!.sentence).toMatch(/1 is used$/);
  });

  it('may be written as flags are', () => {
    expect(read('input-dim=50&seed-init=3&changes=20:step-size=0.05').address).toMatchObject({
      settings: { inputDim: 50, changes: [{ step: 20, key: 'stepSize', value: 0.05 }] },
      seeds: { ...seedsFrom(0), init: 3 },
    });
  });

  it.each([
    ['width=abc', 'width', 'width must be an integer from 1 to 65536, got "abc"; 200 is used'],
    ['stepSize=-1', 'stepSize', /^stepSize must be .*, got -1; 0.1 is used$/],
    ['target=xor', 'target', /^target must be one of parity, got "xor"; parity is used$/],
    ['flipProbability=0.2', 'flipProbability', /belongs to corruption label-noise, which is not selected/],
    ['widht=3', 'widht', /^widht is not a setting of xor\/two-phases; .*width.*; it is left out$/],
    ['toString=1', 'toString', /^toString is not a setting of .*; it is left out$/],
    ['changes=9:valueOf=1', 'changes', /valueOf is not a setting of .*; none is used$/],
    ['changes=9:width=3', 'changes', /width cannot change on the way.*; none is used$/],
    ['changes=nonsense', 'changes', /^changes must be .*; none is used$/],
    ['inputDim=1', 'inputDim', 'inputDim must be at least 2 for XOR, got 1; 100 is used'],
    ['seed=-1', 'seed', /^seed must be an integer from 0 to 4294967295, got "-1"; 0 is used$/],
    ['step=x', 'step', /the start is used$/],
    ['speed=0', 'speed', /25 is used$/],
    ['speed=', 'speed', /25 is used$/],
    [
      'view=sideways',
      'view',
      /^view must be one of directions, weights, got "sideways"; directions is used$/,
    ],
    ['tab=nowhere', 'tab', /live is used$/],
    ['experiment=no', 'experiment', /is used$/],
    ['embed=maybe', 'embed', /takes no value/],
    ['hide=widht', 'hide', /^hide knows no widht; the nearest are width/],
    ['width=5&width=6', 'width', 'width is given twice; the last one is used'],
  ])('with %s says what is wrong with it, once, and goes on', (query, key, sentence) => {
    const { objections } = read(query);
    expect(objections.map((objection) => objection.key)).toEqual([key]);
    expect(objections[0]!.sentence).toMatch(sentence);
  });

  it('keeps what is right beside what is wrong', () => {
    const { address, objections } = read('width=abc&stepSize=0.2&batchSize=-3&seedInit=7');
    expect(objections.map(({ key }) => key).sort()).toEqual(['batchSize', 'width']);
    expect(address.settings).toMatchObject({ width: 200, stepSize: 0.2, batchSize: 1000 });
    expect(address.seeds.init).toBe(7);
  });

  it('is never thrown at, whatever its parameters are', () => {
    const keys = fc.constantFrom(
      'width',
      'changes',
      'twins',
      'steps',
      'maxTime',
      'init',
      'seed',
      'hide',
      '',
      'a',
    );
    const entries = fc.array(fc.tuple(fc.oneof(keys, fc.string()), fc.string()), { maxLength: 6 });
    fc.assert(
      fc.property(entries, (some) => {
        const { address } = readAddress(some, tabs);
        expect(Object.keys(address.seeds)).toEqual([...streamNames]);
      }),
      { numRuns: 300 },
    );
  });
});
