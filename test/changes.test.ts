import { describe, expect, it } from 'vitest';
import { createLayers } from '../src/engines/engine.ts';
import { engines } from '../src/engines/index.ts';
import { repeatCommand } from '../src/experiments/command.ts';
import { resolveTrial } from '../src/experiments/trial.ts';
import { twoPhases } from '../src/experiments/xor/two-phases.ts';
import { weightsHash } from '../src/network/weights-hash.ts';
import { seedsFrom } from '../src/numerics/streams.ts';
import { createRun, drawTrainingBatch, type Run, replaceableParts } from '../src/training/setup.ts';
import { trainStep } from '../src/training/step.ts';
import { recordOf, trialOf } from './trials.ts';

const small = { inputDim: 14, width: 10, batchSize: 30, testSize: 40 };
const change = (step: number, key: string, value: unknown) => ({ step, key, value });
const hashOf = ({ engine, network }: Run) => {
  const layers = createLayers(engine, network.inputDim, network.width);
  engine.readLayers(network, layers);
  return weightsHash(layers);
};

describe.each(engines)('changes on engine $name', ({ precision, create }) => {
  it('to the values a run has already change no weight and not its end', () => {
    const given = { inputDim: 20, width: 24, batchSize: 200, testSize: 500, precision };
    const plain = recordOf(given);
    const changes = ['batchSize', 'stepSize', 'loss', 'corruption', 'coordinates'].map((key, i) =>
      change(11 + 10 * i, key, plain.settings[key as never]),
    );
    const record = recordOf({ ...given, changes });
    expect(record.summary.steps).toBe(plain.summary.steps);
    expect(record.summary.weightsHash).toBe(plain.summary.weightsHash);
    expect(record.id).not.toBe(plain.id);
  });

  it('are bit for bit what replacing the parts of a run by hand does', () => {
    const record = recordOf({
      ...small,
      precision,
      steps: 30,
      changes: [
        change(12, 'loss', 'squared'),
        change(20, 'stepSize', 0.03),
        change(20, 'coordinates', [3, 7]),
      ],
    });
    const settings = (more: object) => resolveTrial(twoPhases, { ...small, precision, ...more });
    const run = createRun(settings({}), seedsFrom(0), create());
    while (run.step < 12) trainStep(run);
    Object.assign(run, replaceableParts(settings({ loss: 'squared' })));
    while (run.step < 20) trainStep(run);
    const last = settings({ loss: 'squared', stepSize: 0.03, coordinates: [3, 7] });
    Object.assign(run, replaceableParts(last));
    while (run.step < 30) trainStep(run);
    expect(record.summary.weightsHash).toBe(hashOf(run));
  });

  it('of the batch size go on with the next sample that was not used yet', () => {
    const drawn: number[] = [];
    const { run } = trialOf({
      ...small,
      precision,
      changes: [change(3, 'batchSize', 1030), change(5, 'batchSize', 7)],
    });
    const { inputs } = run;
    const draw: typeof inputs.draw = (engine, key, first, count, out) => {
      for (let i = first; i < first + count; i++) drawn.push(i);
      inputs.draw(engine, key, first, count, out);
    };
    Object.assign(run, { inputs: { ...inputs, draw } });
    while (run.step < 8) trainStep(run);
    expect(drawn).toEqual(Array.from({ length: 3 * 30 + 2 * 1030 + 3 * 7 }, (_, i) => i));
    expect(run.samplesUsed).toBe(drawn.length);
  });

  it('of the target hold for labels from then on', () => {
    const { run } = trialOf({ ...small, precision, changes: [change(2, 'coordinates', [3, 7])] });
    const labels = () => {
      drawTrainingBatch(run, 0, 30);
      return [...run.batch.y.array.slice(0, 30)];
    };
    const other = trialOf({ ...small, precision, coordinates: [3, 7] }).run;
    drawTrainingBatch(other, 0, 30);
    const before = labels();
    while (run.step < 3) trainStep(run);
    expect(labels()).toEqual([...other.batch.y.array.slice(0, 30)]);
    expect(labels()).not.toEqual(before);
  });
});

describe('a trial with changes', () => {
  it('counts time as the sum of step sizes and samples as the sum of batches, measured at equal times', () => {
    const changes = [change(10, 'stepSize', 0.05), change(25, 'batchSize', 100)];
    const { series } = recordOf({ ...small, steps: 40, changes });
    expect(series.step).toEqual([0, 2, 4, 6, 8, 10, 12, 16, 20, 24, 25, 28, 32, 36, 40]);
    for (const [i, step] of series.step.entries()) {
      expect(series.time[i]).toBeCloseTo(0.1 * Math.min(step, 10) + 0.05 * Math.max(0, step - 10), 12);
      expect(series.samples[i]).toBe(30 * Math.min(step, 25) + 100 * Math.max(0, step - 25));
    }
  });

  it('gives up at the time it was told, whatever its step sizes', () => {
    const given = { ...small, width: 1, maxTime: 3, changes: [change(10, 'stepSize', 0.02)] };
    const { series, status } = recordOf(given);
    expect(status).toBe('budget-exhausted');
    expect(series.step.at(-1)).toBe(10 + 100);
    expect(series.time.at(-1)).toBe(3);
  });

  it('is measured with the settings in force before a change at its step, so that branches agree there', () => {
    const at = (given: object) => {
      const { series } = recordOf({ ...small, steps: 12, ...given });
      return (series.testLoss as number[])[series.step.indexOf(10)];
    };
    expect(at({ changes: [change(10, 'lossScale', 9)] })).toBe(at({}));
    expect(at({ changes: [change(9, 'lossScale', 9)] })).not.toBe(at({}));
  });

  it('does not end before something has come of its last change', () => {
    const given = { inputDim: 20, width: 24, batchSize: 200, testSize: 500 };
    const end = recordOf(given).summary.steps as number;
    const longer = recordOf({ ...given, changes: [change(end + 20, 'secondLayerRate', 0)] });
    expect(longer.status).toBe('finished');
    expect(longer.summary.steps).toBeGreaterThan(end + 20);
  });

  it('resolves to itself, and to the same whatever the order of its changes', () => {
    const changes = [change(20, 'loss', 'squared'), change(9, 'corruption', 'label-noise')];
    const settings = resolveTrial(twoPhases, { changes });
    expect(Object.isFrozen(settings)).toBe(true);
    expect(resolveTrial(twoPhases, { ...settings })).toEqual(settings);
    expect(resolveTrial(twoPhases, { changes: changes.toReversed() })).toEqual(settings);
    expect(settings.changes).toContainEqual(change(9, 'flipProbability', 0.1));
  });

  it('is repeated by a command that holds them', () => {
    const settings = resolveTrial(twoPhases, {
      changes: [change(200, 'coordinates', [3, 7]), change(100, 'stepSize', 0.05)],
    });
    expect(repeatCommand(twoPhases, { settings, seeds: seedsFrom(0) } as never)).toBe(
      'npx twolayer run xor/two-phases --changes 100:stepSize=0.05,200:coordinates=3,7',
    );
  });

  it.each([
    [
      { steps: 50, changes: [change(50, 'stepSize', 1)] },
      'changes 50:stepSize must come before step 50, where the run ends',
    ],
    [
      { changes: [change(5, 'width', 4)] },
      'changes 5:width cannot change on the way; what can is batchSize, ',
    ],
    [
      { changes: [change(5, 'coordinates', [1, 2, 3])] },
      'changes 5:coordinates must be two coordinates for XOR',
    ],
    [{ changes: [change(5, 'stepSize', -1)] }, 'changes 5:stepSize must be a number above 0'],
    [
      { changes: 'soon' },
      'changes must be step:key=value,… or, in a file, a list of {step, key, value}, got "soon"',
    ],
  ])('that asks for %j is refused with one sentence', (given, message) => {
    expect(() => resolveTrial(twoPhases, given)).toThrow(message);
  });

  it('grows its margins linearly once the second layer is frozen after finding, exponentially without', () => {
    const given = { inputDim: 40, width: 60, batchSize: 1000, testSize: 100, steps: 84 };
    const growth = (more: object) => {
      const { series } = recordOf({ ...given, ...more });
      const margins = series.clusterMargins as number[][];
      const mean = (step: number) => margins[series.step.indexOf(step)]!.reduce((sum, m) => sum + m / 4, 0);
      const [a, b, c] = [mean(60), mean(72), mean(84)];
      return { ratio: (c! - b!) / (b! - a!), reached: c! };
    };
    const frozen = growth({ changes: [change(60, 'secondLayerRate', 0)] });
    expect(Math.abs(frozen.ratio - 1)).toBeLessThan(0.2);
    expect(growth({}).ratio).toBeGreaterThan(1.7);
  });
});
