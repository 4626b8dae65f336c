import { describe, expect, it } from 'vitest';
import { createLayers } from '../src/engines/engine.ts';
import { engines } from '../src/engines/index.ts';
import { seedsFrom, streamKey } from '../src/numerics/streams.ts';
import { evaluate } from '../src/training/evaluate.ts';
import { train } from '../src/training/run.ts';
import { drawBatch } from '../src/training/setup.ts';
import { trialOf } from './trials.ts';

const runOf = (given: Record<string, unknown>) =>
  trialOf({ inputDim: 10, width: 6, batchSize: 20, ...given }).run;

/** Steps at which a run is observed, and how it ended. */
function observed(given: Record<string, unknown>, every: number, maxSteps: number, doneAt = Infinity) {
  const training = train(runOf(given), {
    isDue: (step) => step % every === 0,
    maxSteps,
    observe: ({ step }) => ({ step }),
    isDone: ({ step }) => step >= doneAt,
  });
  const steps: number[] = [];
  for (;;) {
    const { done, value } = training.next();
    if (done) return { steps, status: value };
    if (value) steps.push(value.step);
  }
}

describe('train', () => {
  it('observes at the start, every so many steps, and at the end of the budget', () => {
    expect(observed({}, 3, 8)).toEqual({ steps: [0, 3, 6, 8], status: 'budget-exhausted' });
  });
  it('stops where it is done', () => {
    expect(observed({}, 2, 100, 4)).toEqual({ steps: [0, 2, 4], status: 'finished' });
  });
  it('stops where outputs are not finite any more, and does not observe again', () => {
    const { steps, status } = observed({ loss: 'squared', stepSize: 1e5 }, 50, 1000);
    expect({ steps, status }).toEqual({ steps: [0], status: 'diverged' });
  });
});

describe.each(engines)('evaluate on engine $name', ({ precision }) => {
  const COUNT = 1500; // more than a slab, and no multiple of one
  const key = streamKey(seedsFrom(3), 'test');

  it('averages error and loss over all samples, counting y f = 0 as wrong, and finds the largest |f|', () => {
    const run = runOf({ precision });
    let wrong = 0;
    let loss = 0;
    let largest = 0;
    for (let s = 0; s < COUNT; s++) {
      drawBatch(run, key, s, 1);
      run.engine.forward(run.network, run.batch.x, run.pass);
      const [f, y] = [run.pass.output.array[0]!, run.batch.y.array[0]!];
      if (f * y <= 0) wrong += 1;
      largest = Math.max(largest, Math.abs(f));
      loss += 2 * Math.log1p(Math.exp(-f * y));
    }
    const got = evaluate(run, key, COUNT);
    expect(got.error).toBe(wrong / COUNT);
    expect(got.largestOutput).toBe(largest);
    expect(got.loss).toBeCloseTo(loss / COUNT, 10);
    const { engine, network } = run;
    engine.writeLayers(createLayers(engine, network.inputDim, network.width), network);
    expect(evaluate(run, key, COUNT).error).toBe(1);
  });

  it('lets a weight that is not a number show in the output', () => {
    const run = runOf({ precision });
    const { engine, network } = run;
    const layers = createLayers(engine, network.inputDim, network.width);
    layers.firstLayer[3] = Number.NaN;
    layers.secondLayer.fill(1);
    engine.writeLayers(layers, network);
    expect(evaluate(run, key, 5)).toMatchObject({ loss: Number.NaN, largestOutput: Number.NaN });
  });

  it('does not test on the training stream', () => {
    const run = runOf({ precision });
    const errors = (['test', 'inputs'] as const).map(
      (name) => evaluate(run, streamKey(seedsFrom(0), name), COUNT).loss,
    );
    expect(errors[0]).not.toBe(errors[1]);
    const [first] = [trialOf({ inputDim: 10, width: 6, batchSize: 20, precision, testSize: COUNT })].map(
      (t) => t.next()!,
    );
    expect(first!.values.testLoss).toBe(errors[0]);
  });
});

describe.each(engines)('relu on engine $name', ({ create }) => {
  it('has derivative 0 at 0', () => {
    const engine = create();
    const network = engine.createNetwork(2, 1, 1);
    engine.writeLayers({ firstLayer: new Float32Array([1, 1]), secondLayer: new Float32Array([1]) }, network);
    const x = engine.createSamples('signs', 2, 1);
    x.rows.array[0] = 1; // x = (−1, 1), so z = 0
    x.count = 1;
    const pass = engine.createPass(1, 1);
    engine.forward(network, x, pass);
    pass.outputGradient.array[0] = 1;
    const gradient = engine.createGradient(network);
    engine.backward(network, x, pass, gradient);
    engine.clear(network);
    engine.descend(network, gradient, 1, 1);
    const layers = createLayers(engine, 2, 1);
    engine.readLayers(network, layers);
    expect([...layers.firstLayer, ...layers.secondLayer].every((weight) => Math.abs(weight) === 0)).toBe(
      true,
    );
  });
});
