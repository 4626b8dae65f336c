import { describe, expect, it } from 'vitest';
import { createLayers, type Layers } from '../src/engines/engine.ts';
import { createPlainEngine } from '../src/engines/plain.ts';
import { resolveTrial } from '../src/experiments/trial.ts';
import { twoPhases } from '../src/experiments/xor/two-phases.ts';
import { neuronParts } from '../src/metrics/neuron-parts.ts';
import { viewOf as completed, type View } from '../src/metrics/view.ts';
import { seedsFrom } from '../src/numerics/streams.ts';
import { tangentKernel } from '../src/theory/arc-cosine-kernel.ts';
import { closureAfter } from '../src/theory/gaussian-closure.ts';
import { createRun, drawTrainingBatch, type Run } from '../src/training/setup.ts';
import { twins } from '../src/twins/index.ts';
import { createDescent, forwardKernel, stepKernel } from '../src/twins/kernel.ts';
import { forwardLinearized, type Linearization, linearize, stepLinearized } from '../src/twins/linearized.ts';
import { population } from '../src/twins/population.ts';
import type { TwinContext } from '../src/twins/twin.ts';
import { recordOf, trialOf } from './trials.ts';

/** A run in float64 at step 0, and what its twins are made from. */
function contextOf(given: Record<string, unknown>, seed = 3): TwinContext {
  const settings = resolveTrial(twoPhases, { precision: 'float64', testSize: 50, ...given });
  const seeds = seedsFrom(seed);
  const engine = createPlainEngine();
  return { settings, seeds, engine, run: createRun(settings, seeds, engine) };
}

function layersOf({ engine, network }: Run): Layers {
  const layers = createLayers(engine, network.inputDim, network.width);
  engine.readLayers(network, layers);
  return layers;
}

function viewOf(layers: Layers, { network }: Run): View {
  const test = { error: 0, loss: 0, largestOutput: 0 };
  return completed({
    layers,
    network,
    start: layers,
    relevant: [1, 2],
    labels: [-1, 1, 1, -1],
    test,
  }) as View;
}

const logisticPull = (f: number, y: number) => (-2 * y) / (1 + Math.exp(y * f));

/** One step of mean-field gradient descent on the mean over all 2^d inputs, as one would write it down. */
function stepByHand({ firstLayer: w, secondLayer: a }: Layers, d: number, stepSize: number): Layers {
  const p = a.length;
  const next = { firstLayer: Float64Array.from(w), secondLayer: Float64Array.from(a) };
  for (let number = 0; number < 2 ** d; number++) {
    const x = Array.from({ length: d }, (_, k) => ((number >> k) & 1 ? -1 : 1));
    const z = Array.from({ length: p }, (_, j) => x.reduce((sum, xk, k) => sum + xk * w[j * d + k]!, 0));
    const f = z.reduce((sum, zj, j) => sum + a[j]! * Math.max(zj, 0), 0) / p;
    const pull = (-stepSize * logisticPull(f, -x[0]! * x[1]!)) / 2 ** d;
    for (let j = 0; j < p; j++) {
      if (z[j]! <= 0) continue;
      next.secondLayer[j]! += pull * z[j]!;
      for (let k = 0; k < d; k++) next.firstLayer[j * d + k]! += pull * a[j]! * x[k]!;
    }
  }
  return next;
}

describe('the twin population', () => {
  it('descends the mean over all 2^d inputs, as by hand to 10⁻¹²', () => {
    const context = contextOf({ inputDim: 5, width: 6, batchSize: 7 });
    const twin = population.create(context);
    let byHand = layersOf(context.run);
    for (let step = 1; step <= 3; step++) {
      byHand = stepByHand(byHand, 5, 0.1);
      twin.follow!();
      const seen = twin.look(viewOf(byHand, context.run), { step, time: step / 10, found: false });
      expect(seen!.distance).toBeLessThan(1e-12);
    }
  });

  it('is what runs with ever larger batches come to', () => {
    const distances = [250, 1000, 4000].map((batchSize) => {
      const { summary } = recordOf({ inputDim: 8, batchSize, steps: 20, twins: ['population'] });
      return (summary.twins as Record<string, { distanceAtEnd: number }>).population!.distanceAtEnd;
    });
    for (const i of [0, 1]) expect(distances[i + 1]! / distances[i]!).toBeLessThan(0.7);
  });
});

describe('the twin closure', () => {
  it('follows the signal of neurons at d = 100 within a few percent up to time 6', () => {
    const given = {
      width: 64,
      batchSize: 8000,
      stepSize: 0.05,
      measureInterval: 2,
      maxTime: 6,
      testSize: 10,
    };
    const trial = trialOf(given);
    const start = neuronParts({ layers: layersOf(trial.run), network: trial.run.network, pair: [1, 2] });
    for (let seen = trial.next(); seen; seen = trial.next()) {
      const now = neuronParts({ layers: layersOf(trial.run), network: trial.run.network, pair: [1, 2] });
      const errors = Array.from(start.signal, (signal, j) => {
        const neuron = { signal, opposite: start.opposite[j]!, perpendicular: start.perpendicular[j]! };
        const rates = { first: 1, second: 1 };
        const closed = closureAfter({ ...neuron, secondLayer: 0.1 }, seen!.time, rates);
        return Math.abs(closed.signal / now.signal[j]! - 1);
      }).sort((a, b) => a - b);
      expect(errors[32]).toBeLessThan(0.05);
    }
  });

  it('keeps its pace with the loss scale, the output scale and gradients that are not × p', () => {
    const common = { inputDim: 60, batchSize: 4000, testSize: 10, twins: ['closure'] };
    const faster = [
      { stepSize: 0.1, lossScale: 2 },
      { stepSize: 0.2, lossScale: 1 },
      { stepSize: 10, meanField: false },
      { stepSize: 0.001, outputScale: 'sum', initScale: 0.01 },
    ];
    for (const given of faster) {
      const { series } = recordOf({ ...common, steps: 40, measureInterval: 20 * given.stepSize, ...given });
      const { distance } = (series.twins as Record<string, { distance: number[] }>).closure!;
      expect(distance).toHaveLength(3);
      expect(distance[2]).toBeLessThan(0.1);
    }
  });
});

/** A linearization some steps after its start, with one batch in place. */
function moved(steps: number): { context: TwinContext; linearization: Linearization } {
  const context = contextOf({ inputDim: 7, width: 6, batchSize: 30, initScale: 0.8 });
  const linearization = linearize(context);
  for (let step = 0; step < steps; step++) stepLinearized(linearization);
  drawTrainingBatch(linearization.start, 1000, 30);
  return { context, linearization };
}

/** f of the batch in `start`, with weights W₀ + t (W − W₀). */
function outputAt({ start, run }: Linearization, t: number): number[] {
  const [from, to] = [layersOf(start), layersOf(run)];
  const mix = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Float64Array.from(a, (value, i) => value + t * (b[i]! - value));
  const { engine, batch, pass } = start;
  const { inputDim, width, outputScale } = start.network;
  const network = engine.createNetwork(inputDim, width, outputScale);
  const layers = {
    firstLayer: mix(from.firstLayer, to.firstLayer),
    secondLayer: mix(from.secondLayer, to.secondLayer),
  };
  engine.writeLayers(layers, network);
  engine.forward(network, batch.x, pass);
  return [...pass.output.array.subarray(0, batch.x.count)];
}

function linearizedOutput(linearization: Linearization): number[] {
  forwardLinearized(linearization);
  const { batch, pass } = linearization.start;
  return [...pass.output.array.subarray(0, batch.x.count)];
}

describe('the twin linearized', () => {
  it('is f at the start, and its value elsewhere is f there plus the slope of f towards the weights', () => {
    const { linearization } = moved(0);
    expect(linearizedOutput(linearization)).toEqual(outputAt(linearization, 0));
    const { linearization: later } = moved(5);
    const [before, after, there] = [-1e-5, 1e-5, 0].map((t) => outputAt(later, t));
    for (const [s, f] of linearizedOutput(later).entries()) {
      expect(Math.abs(f - there![s]! - (after![s]! - before![s]!) / 2e-5)).toBeLessThan(1e-9);
    }
  });

  it('agrees with f to second order: half the way, a quarter of the difference', () => {
    const { linearization } = moved(5);
    const there = outputAt(linearization, 0);
    const slope = linearizedOutput(linearization).map((f, s) => f - there[s]!);
    const difference = (t: number) =>
      Math.hypot(...outputAt(linearization, t).map((f, s) => f - there[s]! - t * slope[s]!));
    expect(difference(1e-2)).toBeGreaterThan(1e-7);
    expect(difference(1e-2) / difference(5e-3)).toBeCloseTo(4, 4);
  });

  it('steps along the gradient of its own loss, by finite differences', () => {
    const { linearization } = moved(4);
    const { start, run } = linearization;
    const layers = layersOf(run);
    const lossWith = (which: keyof Layers, i: number, change: number) => {
      const changed = {
        firstLayer: Float64Array.from(layers.firstLayer),
        secondLayer: Float64Array.from(layers.secondLayer),
      };
      changed[which][i]! += change;
      start.engine.writeLayers(changed, run.network);
      drawTrainingBatch(start, run.step * 30, 30);
      const outputs = linearizedOutput(linearization);
      return outputs.reduce((sum, f, s) => sum + start.loss.value(f, start.batch.y.array[s]!), 0) / 30;
    };
    const gradient = (which: keyof Layers) =>
      Array.from(layers[which], (_, i) => (lossWith(which, i, 1e-5) - lossWith(which, i, -1e-5)) / 2e-5);
    const wanted = { firstLayer: gradient('firstLayer'), secondLayer: gradient('secondLayer') };
    start.engine.writeLayers(layers, run.network);
    stepLinearized(linearization);
    const next = layersOf(run);
    for (const which of ['firstLayer', 'secondLayer'] as const) {
      for (const [i, g] of wanted[which].entries())
        expect(Math.abs(layers[which][i]! - next[which][i]! - 0.1 * 6 * g)).toBeLessThan(1e-9);
    }
  });
});

describe('the twin kernel', () => {
  it.each([7, 70, 1100])('descends in function space as by hand (d = %i)', (inputDim) => {
    const n = 5;
    const context = contextOf({ inputDim, width: 3, batchSize: n, kernelSamples: 3 * n, initScale: 0.5 });
    const descent = createDescent(context);
    const table = tangentKernel({ inputDim, initScale: 0.5, firstRate: 1, secondRate: 1 });
    const { start } = descent;
    const seen: { x: number[]; coefficient: number }[] = [];
    for (let step = 0; step < 3; step++) {
      drawTrainingBatch(start, step * n, n);
      start.engine.forward(start.network, start.batch.x, start.pass);
      const rows = Array.from({ length: n }, (_, s) => ({
        x: inputsOf(start, s),
        y: start.batch.y.array[s]!,
      }));
      const outputs = rows.map(({ x }, s) => {
        const terms = seen.map((old) => old.coefficient * table[old.x.filter((v, k) => v !== x[k]).length]!);
        return start.pass.output.array[s]! + terms.reduce((sum, term) => sum + term, 0);
      });
      forwardKernel(descent, step * n);
      for (const [s, f] of outputs.entries()) expect(start.pass.output.array[s]!).toBeCloseTo(f, 12);
      for (const [s, { x, y }] of rows.entries())
        seen.push({ x, coefficient: (-0.1 / n) * logisticPull(outputs[s]!, y) });
      expect(stepKernel(descent)).toBe(true);
    }
    expect(stepKernel(descent)).toBe(false);
    expect(descent.step).toBe(3);
  });

  it('is what lazy networks come to: the distance falls with the width like 1/√p', () => {
    const lazy = { outputScale: 'root', meanField: false, initScale: 1, stepSize: 0.2, firstLayerRate: 0.5 };
    const distances = [256, 4096].map((width) => {
      const given = {
        ...lazy,
        inputDim: 6,
        width,
        batchSize: 50,
        steps: 8,
        testSize: 512,
        twins: ['kernel'],
      };

      const { summary } = recordOf(given);
      return (summary.twins as Record<string, { distanceAtEnd: number }>).kernel!.distanceAtEnd;
    });
    expect(distances[0]).toBeLessThan(0.3);
    expect(distances[1]! / distances[0]!).toBeLessThan(0.5);
  });

  it('is followed for its first samples only, and the summary says how far', () => {
    const given = {
      inputDim: 10,
      width: 8,
      batchSize: 100,
      kernelSamples: 500,
      steps: 10,
      twins: ['kernel'],
    };
    const { summary, series } = recordOf(given);
    const { kernel } = series.twins as Record<string, { distance: (number | null)[] }>;
    expect(kernel!.distance.map((value) => value === null)).toEqual([false, false, false, true, true, true]);
    const told = (summary.twins as Record<string, Record<string, unknown>>).kernel!;
    expect(told.distanceAtEnd).toBeNull();
    expect(told.lastFollowed).toMatchObject({ time: 0.4, samples: 400 });
  });
});

const inputsOf = ({ batch: { x } }: Run, s: number) =>
  Array.from({ length: x.inputDim }, (_, k) =>
    ((x.rows.array[s * x.stride + (k >>> 5)]! >>> (k & 31)) & 1) === 1 ? -1 : 1,
  );

describe.each(twins)('the kind $name', ({ name, doc, distance }) => {
  it('is named in kebab-case, once, and says in a line what it is and what its distance is', () => {
    expect(name).toMatch(/^[a-z][a-z-]*$/);
    expect(twins.filter((twin) => twin.name === name)).toHaveLength(1);
    for (const line of [doc, distance]) expect(line).toMatch(/^\S.*[^.\s]$/);
  });
});

const everyTwin = twins.map(({ name }) => name);

describe('a run with twins', () => {
  const given = {
    inputDim: 10,
    width: 20,
    batchSize: 200,
    steps: 60,
    testSize: 100,
    measureInterval: 1,
    kernelSamples: 2000,
  };
  const record = recordOf({ ...given, twins: everyTwin });
  const series = record.series.twins as Record<string, Record<string, unknown[]>>;

  it('has the bits that it has without', () => {
    const alone = recordOf(given);
    expect(record.summary.weightsHash).toBe(alone.summary.weightsHash);
    const { twins, ...rest } = record.series;
    expect(rest).toEqual(alone.series);
    expect(twins).toBeDefined();
    expect(alone.summary.twins).toBeUndefined();
  });

  it('starts at distance 0 from all of them; the margin equation starts at the end of phase 1', () => {
    for (const name of everyTwin) {
      const first = series[name]!.distance!.find((distance) => distance !== null);
      expect(first, name).toBe(0);
      if (name !== 'margins') expect(series[name]!.distance![0], name).toBe(0);
    }
    const found = record.series.time.indexOf((record.summary.phase1End as { time: number[] }).time[1]!);
    expect(series.margins!.distance!.findIndex((distance) => distance !== null)).toBe(found);
  });

  it('leaves them behind, and gives every column an entry a measurement', () => {
    for (const [name, columns] of Object.entries(series)) {
      expect(
        columns.distance!.findLast((distance) => distance !== null),
        name,
      ).toBeGreaterThan(0);
      for (const column of Object.values(columns)) expect(column).toHaveLength(record.series.step.length);
    }
  });

  it('comes out the same twice', () => {
    expect(recordOf({ ...given, twins: everyTwin })).toEqual(record);
  });

  it('may be interrupted between any two steps', () => {
    const trial = trialOf({ ...given, twins: everyTwin });
    for (let i = 0; i < 8; i++) trial.advance();
    const { status, series: cut } = trial.record({ version: 'test', commit: null });
    expect(status).toBe('interrupted');
    expect((cut.twins as typeof series).closure!.distance).toHaveLength(cut.step.length);
  });

  it('says a sentence of each', () => {
    const told = twoPhases.report(record).filter((sentence) => sentence.startsWith('Twin '));
    expect(told.map((sentence) => sentence.split(' ')[1])).toEqual(everyTwin);
  });
});

describe('twins that cannot run', () => {
  it.each([
    [{ twins: ['evil'] }, /twins must be a list of names among population, closure, .*got \["evil"\]/],
    [{ twins: ['closure', 'closure'] }, /twins must be all different/],
    [{ twins: ['population'] }, /inputDim must be at most 20 .*closure is the closed form for more/],
    [{ twins: ['population'], inputDim: 9, corruption: 'label-noise' }, /corruption must be none with/],
    [{ twins: ['closure'], inputDim: 5 }, /inputDim must be at least 8 with the twin closure/],
    [{ twins: ['closure'], loss: 'squared' }, /loss must be logistic or linear with the twin closure/],
    [{ twins: ['margins'], inputDim: 5 }, /inputDim must be at least 8 with the twin margins/],
    [{ twins: ['margins'], secondLayerRate: 0 }, /secondLayerRate must be 1 with the twin margins/],
    [{ twins: ['linear-loss'], loss: 'squared' }, /loss must be logistic with the twin linear-loss/],
    [{ twins: ['kernel'], kernelSamples: 1e6, inputDim: 4096 }, /kernelSamples must be at most 262144/],
    [{ twins: ['linearized'], inputDim: 8192, width: 8192 }, /width must be at most 4096 with 8192 inputs/],
  ])('are refused in one sentence: %j', (given, sentence) => {
    expect(() => resolveTrial(twoPhases, given)).toThrow(sentence);
  });
});
