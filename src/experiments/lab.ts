import type { Engine } from '../engines/engine.ts';
import { engines } from '../engines/index.ts';
import { seedsFrom } from '../numerics/streams.ts';
import { Misuse } from '../settings/misuse.ts';
import type { Given, Lab } from './claim.ts';
import { experiments } from './index.ts';
import { resolveTrial, startTrial } from './trial.ts';

/** What is forced on every trial of a lab. */
export interface Forced {
  /** Settings that win over a job's own. */
  readonly settings?: Given;
  /** For tests of the claims themselves: an engine with a fault built in. */
  readonly engine?: (engine: Engine) => Engine;
}

/** No provenance: evidence must not depend on where it was computed. */
const nowhere = { version: '', commit: null };

/** A lab in this thread. */
export function createLab({ settings = {}, engine = (sound) => sound }: Forced = {}): Lab {
  const available = engines.map((kind) => ({ ...kind, create: () => engine(kind.create()) }));
  const start: Lab['start'] = (given, seed, name = 'xor/two-phases') => {
    const experiment = experiments.find((candidate) => candidate.name === name);
    if (!experiment) throw new Misuse(`there is no experiment ${name}`);
    const resolved = resolveTrial(experiment, { ...given, ...settings });
    const { create } = available.find(({ precision }) => precision === resolved.precision)!;
    return startTrial(experiment, resolved, seedsFrom(seed), create());
  };
  return {
    engines: available,
    forced: settings,
    start,
    record(given, seed, name) {
      const trial = start(given, seed, name);
      while (trial.advance());
      return trial.record(nowhere);
    },
  };
}
