import { describe, expect, it, vi } from 'vitest';
import { createWasmEngine } from '../engines/wasm.ts';
import { resolveTrial, startTrial } from '../experiments/trial.ts';
import { twoPhases } from '../experiments/xor/two-phases.ts';
import { seedsFrom } from '../numerics/streams.ts';
import { createSession, type Session } from './session.ts';

const nowhere = { version: '', commit: null };
const small = { inputDim: 30, width: 24, batchSize: 200 };
const sessionOf = (given: object = {}) =>
  createSession({
    experiment: twoPhases,
    settings: resolveTrial(twoPhases, { ...small, ...given }),
    seeds: seedsFrom(3),
  });

/** The record of a trial that does the same from the start without a stop. */
function recordOf(given: object) {
  const settings = resolveTrial(twoPhases, { ...small, ...given });
  const trial = startTrial(twoPhases, settings, seedsFrom(3), createWasmEngine());
  while (trial.advance());
  return trial.record(nowhere);
}

function goTo(session: Session, step: number) {
  session.approach(step);
  while (session.step < step && session.advance());
}

describe('a live session', () => {
  it('comes to the record of a trial, bit for bit, ledger included, after going back and forth', () => {
    const session = sessionOf();
    for (const step of [40, 7, 33, 0, 55, 54]) goTo(session, step);
    while (session.advance());
    expect(session.record(nowhere)).toEqual(recordOf({}));
  });

  it('has the same weights and the same neurons whenever it comes to a step', () => {
    const session = sessionOf();
    goTo(session, 37);
    const [hash, frame] = [session.weightsHash(), session.frame()];
    goTo(session, 60);
    expect(session.weightsHash()).not.toBe(hash);
    goTo(session, 37);
    expect(session.weightsHash()).toBe(hash);
    expect(session.frame()).toEqual(frame);
  });

  it('goes on after a change as a trial that had it planned from the start', () => {
    const session = sessionOf();
    goTo(session, 21);
    session.change({ set: [{ key: 'stepSize', value: 0.05 }] });
    goTo(session, 50);
    session.change({ set: [{ key: 'secondLayerRate', value: 0 }] });
    while (session.advance());
    const changes = [
      { step: 21, key: 'stepSize', value: 0.05 },
      { step: 50, key: 'secondLayerRate', value: 0 },
    ];
    expect(session.record(nowhere)).toEqual(recordOf({ changes }));
  });

  it('forgets what came after a change that was made further back', () => {
    const session = sessionOf();
    goTo(session, 60);
    goTo(session, 20);
    session.change({ set: [{ key: 'firstLayerRate', value: 0 }] });
    while (session.advance());
    expect(session.record(nowhere)).toEqual(
      recordOf({ changes: [{ step: 20, key: 'firstLayerRate', value: 0 }] }),
    );
  });

  it('a fork shares the prefix and goes its own way', () => {
    const parent = sessionOf();
    goTo(parent, 30);
    const { experiment, settings, seeds } = parent;
    const fork = createSession({ experiment, settings, seeds, from: structuredClone(parent.checkpoint()!) });
    expect(fork.weightsHash()).toBe(parent.weightsHash());
    expect(fork.snapshots).toEqual(parent.snapshots);
    fork.change({ set: [{ key: 'stepSize', value: 0.2 }] });
    while (fork.advance());
    while (parent.advance());
    expect(fork.record(nowhere)).toEqual(recordOf({ changes: [{ step: 30, key: 'stepSize', value: 0.2 }] }));
    expect(parent.record(nowhere)).toEqual(recordOf({}));
  });

  it('a fork goes back before the moment it began at', () => {
    const parent = sessionOf();
    goTo(parent, 10);
    const hash = parent.weightsHash();
    goTo(parent, 30);
    const { experiment, settings, seeds } = parent;
    const fork = createSession({ experiment, settings, seeds, from: parent.checkpoint()! });
    goTo(fork, 10);
    expect(fork.weightsHash()).toBe(hash);
  });

  it('with twins beside it goes back by starting again, to the same bits', () => {
    const session = sessionOf({ twins: ['closure'] });
    goTo(session, 40);
    goTo(session, 11);
    while (session.advance());
    expect(session.record(nowhere)).toEqual(recordOf({ twins: ['closure'] }));
  });

  it('goes on beyond its natural end when told to, with the same bits', () => {
    const session = sessionOf();
    while (session.advance());
    const steps = session.step + 20;
    session.change({ set: [], length: { steps } });
    while (session.advance());
    expect(session.record(nowhere)).toEqual(recordOf({ steps }));
  });

  it.each([
    ['whose end was not due', {}],
    ['whose end was not due, with twins', { twins: ['closure'] }],
  ])('goes on beyond an end %s as if it had never been one', (_, given) => {
    const odd = { steps: 97, measureInterval: 0.4, stepSize: 0.1 };
    const session = sessionOf({ ...odd, ...given });
    while (session.advance());
    expect(session.snapshots.at(-1)!.step).toBe(97);
    const weights = session.weightsHash();
    session.change({ set: [], length: { steps: 194 } });
    expect([session.step, session.snapshots.at(-1)!.step]).toEqual([97, 96]);
    expect(session.weightsHash()).toBe(weights);
    goTo(session, 150);
    goTo(session, 97);
    while (session.advance());
    expect(session.record(nowhere)).toEqual(recordOf({ ...odd, steps: 194 }));
  });

  it('of several changes at a step the last one of a setting is in force, and alone', () => {
    const session = sessionOf();
    goTo(session, 21);
    for (const value of [0.05, 0.3, 0.07]) session.change({ set: [{ key: 'stepSize', value }] });
    const changes = [{ step: 21, key: 'stepSize', value: 0.07 }];
    expect(session.settings.changes).toEqual(changes);
    while (session.advance());
    expect(session.record(nowhere)).toEqual(recordOf({ changes }));
  });

  it('a change that is not allowed changes nothing', () => {
    const session = sessionOf();
    goTo(session, 12);
    const { settings } = session;
    expect(() => session.change({ set: [{ key: 'width', value: 7 }] })).toThrow(/width/);
    expect(session.settings).toBe(settings);
    while (session.advance());
    expect(session.record(nowhere)).toEqual(recordOf({}));
  });

  it('at its end is over without another step, also when it comes back there', () => {
    const session = sessionOf({ steps: 23 });
    goTo(session, 23);
    expect(session.status).toBe('finished');
    goTo(session, 10);
    expect(session.status).toBeUndefined();
    goTo(session, 99);
    expect([session.step, session.status]).toEqual([23, 'finished']);
    expect(session.advance()).toBe(false);
    expect(session.record(nowhere)).toEqual(recordOf({ steps: 23 }));
  });

  it('diverges at the same step whenever it comes there', () => {
    const given = { loss: 'squared', stepSize: 1e3, measureInterval: 2e3 };
    const session = sessionOf(given);
    while (session.advance());
    const { step } = session;
    expect(session.status).toBe('diverged');
    const saved = structuredClone(session.checkpoint()!);
    goTo(session, step - 1);
    expect(session.status).toBeUndefined();
    goTo(session, step + 50);
    expect([session.step, session.status]).toEqual([step, 'diverged']);
    const { experiment, settings, seeds } = session;
    const fork = createSession({ experiment, settings, seeds, from: saved });
    expect(fork.advance()).toBe(false);
    for (const one of [session, fork]) expect(one.record(nowhere)).toEqual(recordOf(given));
  });

  it('has measured what is due where it rests', () => {
    const session = sessionOf();
    goTo(session, 34);
    expect(session.snapshots.at(-1)!.step).toBe(34);
    expect(session.reading()!.phases.map(({ name }) => name)).toEqual(['finding', 'tuning']);
  });

  it('a fork changed before the moment it began at forgets that moment', () => {
    const parent = sessionOf();
    goTo(parent, 30);
    const { experiment, settings, seeds } = parent;
    const fork = createSession({ experiment, settings, seeds, from: parent.checkpoint()! });
    fork.approach(0);
    fork.change({ set: [{ key: 'stepSize', value: 0.05 }] });
    goTo(fork, 40);
    while (fork.advance());
    expect(fork.record(nowhere)).toEqual(recordOf({ changes: [{ step: 0, key: 'stepSize', value: 0.05 }] }));
  });

  it('looks at its neurons in the plane of the target in force', () => {
    const session = sessionOf({ changes: [{ step: 12, key: 'coordinates', value: [7, 4] }] });
    const { plane } = session;
    goTo(session, 12);
    expect(session.plane).toBe(plane);
    goTo(session, 13);
    expect(session.plane.coordinates).toEqual([7, 4]);
    goTo(session, 5);
    expect(session.plane).toEqual(plane);
  });

  it('asks for no more memory however often it goes back and forth', () => {
    const session = sessionOf();
    goTo(session, 40);
    const fork = createSession({ ...session, from: session.checkpoint()! });
    fork.frame();
    const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow');
    for (const step of [0, 39, 7, 40, 3, 21, 0]) {
      for (const one of [session, fork]) {
        goTo(one, step);
        one.frame();
        one.reading();
        one.checkpoint();
      }
    }
    expect(grow).not.toHaveBeenCalled();
    grow.mockRestore();
  });

  it('copies none of the columns of its ledger for a checkpoint', () => {
    const session = sessionOf();
    goTo(session, 10);
    const [first] = session.checkpoint()!.watchers as { accounts: { column: object }[] }[];
    goTo(session, 20);
    const [second] = session.checkpoint()!.watchers as { accounts: { column: object }[] }[];
    expect(second!.accounts[0]!.column).toBe(first!.accounts[0]!.column);
  });
});
