import { describe, expect, it } from 'vitest';
import { forkSettings } from '../src/experiments/fork-settings.ts';
import { giantSteps } from '../src/experiments/giant/steps.ts';
import { createLab } from '../src/experiments/lab.ts';
import type { Trial, TrialSettings } from '../src/experiments/trial.ts';
import { seedsFrom, streamKey } from '../src/numerics/streams.ts';
import { drawBatch, firstSample } from '../src/training/setup.ts';
import { slabs } from '../src/training/step.ts';

const lab = createLab();
const start = (given: object, seed = 7) =>
  lab.start(
    { inputDim: 24, width: 16, batchSize: 64, steps: 5, expression: 'z1 + z1*z2 + 1', ...given },
    seed,
    'giant/steps',
  );

function finish(trial: Trial): Trial {
  while (trial.advance());
  return trial;
}

/** What a trial came to: all of its record but where it was made. */
const cameTo = (trial: Trial) => trial.record({ version: 'test', commit: null });

describe('a trial of giant steps', () => {
  for (const [words, given] of Object.entries({
    'with fresh batches': {},
    'with a sample used again and again': { sampleSize: 192 },
    'with the linear part taken off': { preprocessing: 'linear' },
    'with all of it, rows normalized, in float64': {
      sampleSize: 128,
      preprocessing: 'linear',
      normalizeRows: true,
      corruption: 'label-noise',
      precision: 'float64',
    },
    'with a batch and a step size that change on the way': {
      changes: [
        { step: 1, key: 'batchSize', value: 96 },
        { step: 3, key: 'stepSize', value: 1 },
      ],
    },
    'with batches of more than one slab': { batchSize: 1500, preprocessing: 'mean' },
  })) {
    it(`${words} goes on from a checkpoint with the same bits`, () => {
      const whole = finish(start(given));
      const half = start(given);
      while (half.run.step < 2) half.advance();
      const kept = half.checkpoint()!;
      finish(half); // goes on: the checkpoint must not follow
      const again = start(given);
      again.restore(kept);
      expect(again.run.step).toBe(2);
      expect(cameTo(finish(again))).toEqual(cameTo(whole));
      expect(again.weightsHash()).toBe(whole.weightsHash());
      half.restore(kept); // back in the very trial that went on
      expect(finish(half).weightsHash()).toBe(whole.weightsHash());
    });
  }

  it('is refused at once where its target has no variance', () => {
    expect(() => start({ expression: 'z1 + exp(z1^2)' })).toThrow(
      /^expression must be a formula that can be expanded: E\[f²\] is infinite/,
    );
    const link = { inputDim: 24, width: 16, batchSize: 64, target: 'single-index', link: '1/z1' };
    expect(() => lab.start(link, 7, 'giant/steps')).toThrow(/^link must be a formula that can be expanded/);
  });

  it('can be forked and made longer, but its target stays', () => {
    const { run } = start({});
    const settings = run.settings as TrialSettings;
    const longer = forkSettings(giantSteps, settings, {
      step: 2,
      set: [{ key: 'stepSize', value: 1 }],
      length: { steps: 9 },
    });
    expect(longer).toMatchObject({ steps: 9, changes: [{ step: 2, key: 'stepSize', value: 1 }] });
    const target = { step: 2, set: [{ key: 'expression', value: 'z1' }] };
    expect(() => forkSettings(giantSteps, settings, target)).toThrow(/expression cannot change on the way/);
    expect(() => start({ sampleSize: 128, changes: [{ step: 1, key: 'batchSize', value: 128 }] })).toThrow(
      /sampleSize must be left out where the batch size changes/,
    );
  });

  it('with a sample of one batch sees the same batch each step, with fresh ones another', () => {
    const labels = (given: object) => {
      const trial = start(given);
      return [1, 2].map((step) => {
        while (trial.run.step < step) trial.advance();
        // a measurement leaves other samples in the batch: that of the next step is drawn
        slabs(trial.run, firstSample(trial.run)).next();
        return [...trial.run.batch.y.array.subarray(0, 64)];
      });
    };
    const [first, second] = labels({ sampleSize: 64 });
    expect(second).toEqual(first);
    const [fresh, other] = labels({});
    expect(other).not.toEqual(fresh);
  });
});

describe('neurons in pairs', () => {
  for (const precision of ['float32', 'float64']) {
    it(`cancel at the start: f is 0 within rounding in ${precision}, and without pairs it is not`, () => {
      const outputs = (init: string) => {
        const { run } = start({ init, precision, width: 64 }, 3);
        drawBatch(run, streamKey(seedsFrom(3), 'test'), 0, 64);
        run.engine.forward(run.network, run.batch.x, run.pass);
        return [...run.pass.output.array.subarray(0, 64)].map(Math.abs);
      };
      // 64 terms of size at most 4/64, each sum rounded: (64 + 24) · 4 · ε.
      const rounding = 352 * (precision === 'float32' ? 2 ** -24 : 2 ** -53);
      expect(Math.max(...outputs('paired'))).toBeLessThanOrEqual(rounding);
      expect(Math.max(...outputs('unpaired'))).toBeGreaterThan(0.01);
    });
  }
});
