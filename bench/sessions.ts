import { experiments } from '../src/experiments/index.ts';
import { resolveTrial } from '../src/experiments/trial.ts';
import { createSession, type Session } from '../src/live/session.ts';
import { seedsFrom } from '../src/numerics/streams.ts';
import type { Case, Shape } from './case.ts';
import { shapeName } from './case.ts';
import { rateOf } from './measure.ts';

/** Measurements behind a session when it is timed. */
const MEASURED = 50;

function sessionAt({ d, p, n }: Required<Shape>): Session {
  const experiment = experiments[0]!;
  const given = { inputDim: d, width: p, batchSize: n, measureInterval: 0.1, steps: 10_000 };
  return createSession({ experiment, settings: resolveTrial(experiment, given), seeds: seedsFrom(0) });
}

/** What a page asks of a session between steps, and the step with its measurement that it is held against. */
const requests: Readonly<Record<string, (session: Session) => unknown>> = {
  step: (session) => session.advance(),
  frame: (session) => session.frame(),
  reading: (session) => session.reading(),
  checkpoint: (session) => session.checkpoint(),
};

/** A live session's costs at a shape; `ofStep` is the rate over that of a measured step. */
export const sessionCases = (shape: Required<Shape>): Case[] =>
  Object.entries(requests).map(([request, perform]) => ({
    name: `session ${request} ${shapeName(shape)}`,
    engine: 'wasm',
    unit: '1/s',
    shape,
    ratios: request === 'step' ? {} : { ofStep: `session step ${shapeName(shape)}` },
    start() {
      const session = sessionAt(shape);
      while (session.snapshots.length < MEASURED && session.advance());
      return rateOf(1, () => perform(session));
    },
  }));
