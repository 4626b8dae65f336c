import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { toPng, toSvg } from '../../figures/render.ts';
import { seedsFrom } from '../../numerics/streams.ts';
import { resolveSettings } from '../../settings/resolve.ts';
import { findingRate, marginVelocity, tuningRate } from '../../theory/xor.ts';
import type { TrainingSettings } from '../../training/settings.ts';
import type { Figure, Series, TrialRecord } from '../experiment.ts';
import { twoPhases } from './two-phases.ts';
import { twoPhasesFigure } from './two-phases-figure.ts';
import { predictedMargins, predictedSlopes } from './two-phases-prediction.ts';

const require = createRequire(import.meta.url);
const COMMAND = 'npx twolayer run xor/two-phases --seed 4';
const PHASE_1 = 6;
const PHASE_2 = 15;

/** What a run does, roughly: signal grows at the predicted rates, opposite shrinks, margins saturate. */
function record(
  given: Record<string, unknown> = {},
  count = 101,
  changes: Partial<TrialRecord> = {},
): TrialRecord {
  const settings = resolveSettings(twoPhases, given, (key) => key) as TrainingSettings;
  const { stepSize } = settings as unknown as { stepSize: number };
  const step = Array.from({ length: count }, (_, i) => 2 * i);
  const time = step.map((t) => t * stepSize);
  const at = (phase: number) => ((time.at(-1) ?? 0) >= phase ? crossing(phase, stepSize, settings) : null);
  return {
    schema: 1,
    id: '0',
    experiment: 'xor/two-phases',
    settings,
    seeds: seedsFrom(4),
    engine: 'wasm',
    version: '0',
    commit: null,
    status: 'finished',
    summary: { steps: step.at(-1), phase1End: at(PHASE_1), phase2End: at(PHASE_2), weightsHash: '' },
    series: seriesOf(step, time, settings),
    ...changes,
  };
}

const crossing = (time: number, stepSize: number, { batchSize }: TrainingSettings) => ({
  time: [time - 2 * stepSize, time],
  steps: [time / stepSize - 2, time / stepSize],
  samples: [(time / stepSize - 2) * batchSize, (time / stepSize) * batchSize],
});

function seriesOf(step: number[], time: number[], { batchSize, inputDim, width }: TrainingSettings): Series {
  const signal = time.map((t) => Math.min(0.01 * Math.exp(0.4 * t), 3));
  const opposite = time.map((t) => Math.max(0.01 * Math.exp(-0.4 * t), 1e-3));
  const perpendicular = time.map((t) => (inputDim > 2 ? 0.1 * Math.exp(-0.05 * t) : 0));
  const secondLayer = signal.map((s) => Math.hypot(s, 0.1));
  const margins = signal.map((s) => [s * s - 1e-4, s * s, 0.8 * s * s, 0.9 * s * s - 2e-4]);
  const shown = Array.from({ length: Math.min(width, 32) }, (_, j) => 0.5 + j / 32);
  const rows = (rms: number[]) => shown.map((factor) => rms.map((value) => factor * value));
  return {
    step,
    time,
    samples: step.map((t) => t * batchSize),
    testError: time.map((t) => 0.5 / (1 + Math.exp(t - 5))),
    clusterMargins: margins,
    ...{ signal, opposite, perpendicular, secondLayer },
    neurons: {
      signal: rows(signal),
      opposite: rows(opposite),
      perpendicular: rows(perpendicular),
      secondLayer: rows(secondLayer),
    },
  };
}

/** The record after a way through a file, where JSON turns what is not finite into null. */
const stored = (value: TrialRecord) => JSON.parse(JSON.stringify(value)) as TrialRecord;

function blownUp(): TrialRecord {
  const { series, ...rest } = record({ stepSize: 1 }, 8, { status: 'diverged' });
  const explode = (values: readonly number[]) =>
    values.map((v, i) => (i < 5 ? v : i < 7 ? v * 1e20 ** (i - 4) : NaN));
  const columns = Object.fromEntries(
    (['signal', 'opposite', 'perpendicular', 'secondLayer'] as const).map((part) => [
      part,
      explode(series[part] as number[]),
    ]),
  );
  const margins = (series.clusterMargins as number[][]).map((row, i) =>
    row.map((m) => (i < 5 ? m : i < 7 ? -m * 1e200 : NaN)),
  );
  const neurons = { ...series.neurons, signal: series.neurons.signal!.map(explode) };
  const summary = { ...rest.summary, divergedAtStep: 15 };
  return { ...rest, summary, series: { ...series, ...columns, clusterMargins: margins, neurons } };
}

/** A run with a twin that has all columns and one that was followed for a while. */
function followed(): TrialRecord {
  const { series, summary, ...rest } = record();
  const { signal, opposite, perpendicular, secondLayer, clusterMargins, testError, time } = series;
  const distance = time.map((t) => 1e-3 * t);
  const all = { distance, signal, opposite, perpendicular, secondLayer, clusterMargins, testError };
  const twins = { closure: all, kernel: { distance: time.map((t) => (t < 3 ? 0.1 * t : null)) } };
  const told = { doc: 'another law', distance: 'relative' };
  return {
    ...rest,
    series: { ...series, twins },
    summary: { ...summary, twins: { closure: told, kernel: told } },
  };
}

const cases: Record<string, () => TrialRecord> = {
  'a finished run': () => record(),
  'a run in phase 1': () => record({}, 12),
  'a run interrupted at the start': () => record({}, 1, { status: 'interrupted' }),
  'a run with two measurements': () => record({}, 2, { status: 'interrupted' }),
  'a diverged run': blownUp,
  'a run in two dimensions': () => record({ inputDim: 2 }),
  'a run with one neuron': () => record({ width: 1 }),
  'a run with the squared loss': () => record({ loss: 'squared' }),
  'a run with twins': followed,
  'a run in sum form': () => record({ outputScale: 'sum' }),
};
const names = Object.keys(cases);
const draw = (name: string): Figure => twoPhasesFigure(stored(cases[name]!()), COMMAND);

const schema = JSON.parse(readFileSync(require.resolve('vega-lite/vega-lite-schema.json'), 'utf8')) as object;
const isVegaLite = new Ajv({ strict: false, allowUnionTypes: true, validateFormats: false }).compile(schema);

test.each(names)('the figure of %s is Vega-Lite by its JSON schema', (name) => {
  const { spec } = draw(name);
  isVegaLite(spec);
  expect(isVegaLite.errors ?? []).toEqual([]);
});

test.each(names)(
  'the figure of %s is drawn without a warning, in both themes, with finite numbers only',
  async (name) => {
    const { spec } = draw(name);
    for (const theme of ['light', 'dark'] as const) {
      const svg = await toSvg(spec, theme);
      expect(svg.replace(/aria-label="[^"]*"/g, '')).not.toMatch(/NaN|undefined|Infinity|null/);
      expect(svg.length).toBeLessThan(400_000);
    }
  },
);

test('the axes have titles and units, and the panels, curves and phases names', async () => {
  const svg = await toSvg(draw('a finished run').spec, 'light');
  const words = ['time T = η · steps', 'samples used', 'norm', 'y f(μ)', 'test error', '50%', '100k'];
  const labels = ['signal', 'opposite', 'perpendicular', '|a|', 'μ₁', '−μ₁', 'μ₂', '−μ₂'];
  const phases = ['finding', 'tuning', 'tuned', 'predicted ±0.399 per T', 'predicted +0.354 per T'];
  for (const text of [...words, ...labels, ...phases]) expect(svg).toContain(`>${text}</text>`);
});

test('both panels name the phases', async () => {
  const svg = await toSvg(draw('a finished run').spec, 'light');
  for (const phase of ['finding', 'tuning', 'tuned']) expect(svg.split(`>${phase}<`).length).toBe(3);
});

test('a part that is zero throughout has no curve and no name', async () => {
  const svg = await toSvg(draw('a run in two dimensions').spec, 'light');
  expect(svg).not.toContain('>perpendicular<');
});

test('a figure becomes a PNG of twice its size', async () => {
  const svg = await toSvg(draw('a finished run').spec, 'light');
  const png = await toPng(svg, {
    resvgWasm: readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')),
    fonts: [readFileSync(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'))],
    scale: 2,
  });
  const width = Number(svg.match(/width="([\d.]+)"/)![1]);
  expect(new TextDecoder('latin1').decode(png.slice(1, 4))).toBe('PNG');
  expect(Math.abs(new DataView(png.buffer, png.byteOffset).getUint32(16) - 2 * width)).toBeLessThanOrEqual(1);
});

test('the predicted slopes have the rates of the theory, from the measured start on', () => {
  const run = record();
  const [up, down, tuning] = predictedSlopes(run);
  for (const { rate, from, to } of [up!, down!, tuning!]) {
    expect(Math.log(to.value / from.value) / (to.time - from.time)).toBeCloseTo(rate, 12);
  }
  expect(up!.rate).toBe(findingRate(2));
  expect(down!.rate).toBe(-findingRate(2));
  expect(tuning!.rate).toBe(tuningRate(2));
  expect(up!.from).toEqual({ time: 0, value: 0.01 });
  expect(tuning!.from.time).toBeCloseTo(PHASE_1, 12);
});

test('time passes p times faster in sum form with mean-field gradients, and so do predictions', () => {
  const [up] = predictedSlopes(record({ outputScale: 'sum', width: 50 }));
  expect(up!.rate).toBeCloseTo(50 * findingRate(2), 12);
  expect(predictedSlopes(record({ outputScale: 'sum', meanField: false }))[0]!.rate).toBe(findingRate(2));
});

test('nothing is predicted where the theory is silent: another loss, layers at different rates', () => {
  for (const given of [{ loss: 'squared' }, { secondLayerRate: 0 }, { firstLayerRate: 2 }]) {
    expect(predictedSlopes(record(given))).toEqual([]);
    expect(predictedMargins(record(given))).toEqual([]);
  }
});

test('the predicted margins start where they were measured and obey the margin equation', () => {
  const curves = predictedMargins(record());
  expect(curves).toHaveLength(4);
  for (const points of curves) {
    expect(points[0]!.time).toBeCloseTo(PHASE_1, 12);
    for (let i = 1; i + 1 < points.length; i++) {
      const [before, here, after] = [points[i - 1]!, points[i]!, points[i + 1]!];
      const slope = (after.value! - before.value!) / (after.time - before.time);
      expect(slope / marginVelocity(here.value!, 2)).toBeCloseTo(1, 2);
    }
  }
});

test('the caption says what is shown, at which settings and seed, how to read and how to repeat it', () => {
  const { caption, spec } = draw('a finished run');
  expect(caption).toContain('d = 100, p = 100, n = 1,000, η = 0.1, θ = 0.1, logistic loss × 2, mean form');
  expect(caption).toContain('seed 4');
  expect(caption).toContain('the first 32');
  expect(caption).toContain('How to read it:');
  expect(caption.endsWith(`Repeat it: ${COMMAND}`)).toBe(true);
  expect(spec.description).toBe(caption);
});

test('the caption names each seed where they differ, and how a run ended that did not finish', () => {
  const seeds = { ...seedsFrom(0), init: 5 };
  expect(twoPhasesFigure(record({}, 12, { seeds }), COMMAND).caption).toContain('init 5');
  expect(draw('a diverged run').caption).toContain('diverged at step 15');
  expect(draw('a run interrupted at the start').caption).toContain('interrupted after 0 steps');
});

test('a caption does not explain dashed lines that are not there', () => {
  expect(draw('a finished run').caption).toContain('Dashed');
  expect(draw('a run with the squared loss').caption).not.toContain('Dashed');
});

test('a record of many measurements is thinned until its SVG is below 400 kB', async () => {
  const svg = await toSvg(twoPhasesFigure(record({ stepSize: 0.01 }, 3001), COMMAND).spec, 'light');
  expect(svg.length).toBeLessThan(400_000);
});
