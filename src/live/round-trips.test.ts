import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engines } from '../engines/index.ts';
import type { Experiment } from '../experiments/experiment.ts';
import { resolveTrial, startTrial, type TrialSettings } from '../experiments/trial.ts';
import { otherTargets } from '../experiments/xor/other-targets.ts';
import { twoPhases } from '../experiments/xor/two-phases.ts';
import { seedsFrom } from '../numerics/streams.ts';
import { canonicalJson } from '../settings/canonical.ts';
import { Misuse } from '../settings/misuse.ts';
import { createSession, type Session } from './session.ts';

const nowhere = { version: '', commit: null };
const seeds = seedsFrom(5);
const STEPS = 30;

const among = fc.constantFrom;

/** A change of each sort: of dynamics, batches, data and what is learned; label noise lets the loss grow. */
const anyChange = fc
  .tuple(
    fc.nat(STEPS - 1),
    among<[string, unknown]>(
      ['stepSize', 0.05],
      ['stepSize', 0.4],
      ['secondLayerRate', 0],
      ['batchSize', 16],
      ['batchSize', 32],
      ['loss', 'squared'],
      ['loss', 'linear'],
      ['corruption', 'label-noise'],
      ['corruption', 'none'],
      ['coordinates', [2, 4]],
    ),
  )
  .map(([step, [key, value]]) => ({ step, key, value }));

const anyLength = fc.oneof(
  fc.record({ steps: among(STEPS, STEPS + 1, STEPS + 13) }),
  fc.record({
    maxTime: among(3.05, 4),
    stopWhen: among('testError < 0.3', 'time > 2', 'max(clusterMargins) > 0.2'),
  }),
);

/** Settings of a small trial, of any inputs; some are refused, such as one change given twice. */
const anySettings = fc
  .record({
    inputDim: among(4, 5),
    width: among(3, 17),
    precision: among('float64', 'float32'),
    inputs: among('hypercube', 'rotated-hypercube', 'gaussian', 'whole-cube'),
    corruption: among('none', 'label-noise', 'spurious'),
    loss: among('logistic', 'squared', 'linear'),
    batchSize: among(32, 64),
    sampleSize: among(undefined, 64, 192),
    stepSize: among(0.1, 0.23, 30),
    measureInterval: among(0.1, 0.3, 2),
    changes: fc.uniqueArray(anyChange, { maxLength: 3, selector: ({ step, key }) => `${step}${key}` }),
    length: anyLength,
  })
  .map(({ length, ...settings }) => ({ initScale: 0.3, testSize: 64, ...settings, ...length }));

/** A trial; a counterexample is told by its settings. */
interface Case {
  readonly experiment: Experiment;
  readonly settings: TrialSettings;
}

const anyCase: fc.Arbitrary<Case> = fc
  .record({ experiment: among(twoPhases, otherTargets), given: anySettings })
  .map(({ experiment, given }) => resolved(experiment, given))
  .filter((one) => one !== undefined);

function resolved(experiment: Experiment, given: Record<string, unknown>): Case | undefined {
  const target = experiment === otherTargets ? { target: 'parity', coordinates: [4, 1] } : {};
  try {
    const settings = resolveTrial(experiment, { ...given, ...target });
    return Object.assign({ experiment, settings }, { [fc.toStringMethod]: () => canonicalJson(settings) });
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    return undefined;
  }
}

const engineFor = ({ precision }: TrialSettings) =>
  engines.find((engine) => engine.precision === precision)!.create();

/** The record of a trial that never stops. */
function recordOf({ experiment, settings }: Case) {
  const trial = startTrial(experiment, settings, seeds, engineFor(settings));
  while (trial.advance());
  return trial.record(nowhere);
}

function goTo(session: Session, step: number): void {
  session.approach(step);
  while (session.step < step && session.advance());
}

describe('whatever the settings', () => {
  it('a session that goes back and forth ends with the record of a trial that never stopped', () => {
    const way = fc.array(fc.nat(STEPS + 15), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(anyCase, way, (one, steps) => {
        const session = createSession({ ...one, seeds });
        for (const step of steps) goTo(session, step);
        while (session.advance());
        expect(session.record(nowhere)).toEqual(recordOf(one));
      }),
      { numRuns: 120, seed: 1 },
    );
  });

  it('a checkpoint of any moment, copied to a fresh engine, comes to the same record', () => {
    fc.assert(
      fc.property(anyCase, fc.nat(70), (one, moments) => {
        const { experiment, settings } = one;
        const trial = startTrial(experiment, settings, seeds, engineFor(settings));
        for (let i = 0; i < moments && trial.advance(); i++);
        const saved = structuredClone(trial.checkpoint()!);
        const copy = startTrial(experiment, settings, seeds, engineFor(settings));
        copy.restore(saved);
        while (copy.advance());
        expect(copy.record(nowhere)).toEqual(recordOf(one));
      }),
      { numRuns: 120, seed: 1 },
    );
  });

  it('what is changed on the way is as if it had been planned', () => {
    const way = fc.array(fc.nat(STEPS + 15), { maxLength: 4 });
    fc.assert(
      fc.property(anyCase, way, anyChange, way, (one, before, change, after) => {
        const session = createSession({ ...one, seeds });
        for (const step of before) goTo(session, step);
        try {
          session.change({ set: [change] });
        } catch (error) {
          if (!(error instanceof Misuse)) throw error; // refused: nothing has changed
        }
        for (const step of after) goTo(session, step);
        while (session.advance());
        expect(session.record(nowhere)).toEqual(recordOf({ ...one, settings: session.settings }));
      }),
      { numRuns: 120, seed: 1 },
    );
  });
});
