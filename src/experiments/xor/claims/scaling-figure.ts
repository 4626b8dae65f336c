import type { Result } from '../../claim.ts';
import type { Figure } from '../../experiment.ts';
import type { LandmarkJob, Landmarks } from './landmarks.ts';
import { bicOverTheory, type Cost, dLogDFit } from './sample-laws.ts';
import { samplesTo } from './scaling-runs.ts';

type Json = Readonly<Record<string, unknown>>;
type Results = readonly Result<LandmarkJob, Landmarks>[];

const WIDTH = 520;
const HEIGHT = 340;

/** An error a run is followed to, and its color's meaning. */
const errors = [
  { goal: 'error5pc', name: 'error 5 %', style: 'signal' },
  { goal: 'error1pc', name: 'error 1 %', style: 'opposite' },
] as const;

/** Runs that never got there are left out of the picture; the caption counts them. */
const costsOf = (goal: 'error5pc' | 'error1pc', results: Results): Cost[] =>
  results
    .map((result) => ({ inputDim: result.job.settings.inputDim, samples: samplesTo(goal, result) }))
    .filter(({ samples }) => Number.isFinite(samples));

const distinct = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);

/** A logarithmic scale for inputs or samples. */
function axis(field: string, title: string, domain: readonly [number, number], axisOptions: Json): Json {
  return {
    field,
    type: 'quantitative',
    title,
    scale: { type: 'log', domain, nice: false },
    axis: { ...axisOptions, grid: true },
  };
}

const powersOfTen = (low: number, high: number) =>
  Array.from({ length: 8 }, (_, k) => 10 ** k).filter((value) => value >= low && value <= high);

function encodingOf(dims: readonly number[], lowest: number, highest: number): Json {
  const labels = "format(datum.value, ',d')";
  return {
    x: axis('inputDim', 'inputs d', [dims[0]! * 0.8, dims.at(-1)! * 1.9], {
      values: dims,
      labelExpr: labels,
    }),
    y: axis('samples', 'samples', [lowest, highest], {
      values: powersOfTen(lowest, highest),
      labelExpr: labels,
    }),
  };
}

/** Points along a law over the measured dimensions. */
const along = (dims: readonly number[], law: (inputDim: number) => number) =>
  Array.from({ length: 41 }, (_, i) => {
    const inputDim = dims[0]! * (dims.at(-1)! / dims[0]!) ** (i / 40);
    return { inputDim, samples: law(inputDim) };
  });

function layer(values: readonly Json[], mark: Json): Json {
  return { data: { values }, mark };
}

const label = (values: readonly Json[], text: string, style: string, dy: number): Json => ({
  data: { values: values.map((value) => ({ ...value, text })) },
  mark: { type: 'text', align: 'left', dx: 7, dy, style },
  encoding: { text: { field: 'text' } },
});

/** A figure of nothing but its title. */
const emptySpec = { title: 'Samples to learn XOR: no run got there', data: { values: [] }, mark: 'point' };

/** Samples against the number of inputs, a point a run, with d (a + b ln d) fitted and d² through its start. */
export function scalingFigure(results: Results, command: string): Figure {
  const dims = distinct(results.map(({ job }) => job.settings.inputDim));
  const measured = errors
    .map((error) => ({ ...error, costs: costsOf(error.goal, results) }))
    .filter(({ costs }) => costs.length > 0);
  if (measured.length === 0)
    return { spec: emptySpec, caption: `No run reached an error of 5 %. Repeat: ${command}` };
  const all = measured.flatMap(({ costs }) => costs.map(({ samples }) => samples));
  const [lowest, highest] = [Math.min(...all) / 1.4, Math.max(...all) * 2.2];
  const theory = measured.map(({ costs }) => {
    const { a, b } = dLogDFit(costs);
    return (inputDim: number) => inputDim * (a + b * Math.log(inputDim));
  });
  const start = theory[0]!(dims[0]!);
  const square = along(dims, (d) => start * (d / dims[0]!) ** 2).filter(
    ({ samples }) => samples < highest / 1.15,
  );
  const layers = [
    ...measured.map(({ costs, style }, k) =>
      layer(
        costs.map((cost) => ({ ...cost, inputDim: cost.inputDim * (k === 0 ? 0.98 : 1.02) })),
        { type: 'point', filled: true, size: 14, opacity: 0.55, style },
      ),
    ),
    ...theory.map((law) =>
      layer(along(dims, law), { type: 'line', style: 'prediction', strokeDash: [5, 3], strokeWidth: 1.2 }),
    ),
    layer(square, { type: 'line', style: 'muted', strokeDash: [1, 3] }),
    ...measured.map(({ name, style }, k) =>
      label([along(dims, theory[k]!).at(-1)!], name, style, k === 0 ? 7 : -5),
    ),
    label(square.slice(-1), '~ d²', 'muted', 4),
  ];
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: {
      text: 'Samples to learn XOR',
      subtitle: 'dashed: d (a + b ln d), fitted; dotted: what d² would take',
    },
    width: WIDTH,
    height: HEIGHT,
    encoding: encodingOf(dims, lowest, highest),
    layer: layers,
  };
  return { spec, caption: captionOf(results, measured, command) };
}

type Measured = readonly { readonly name: string; readonly costs: readonly Cost[] }[];

function captionOf(results: Results, measured: Measured, command: string): string {
  const { settings } = results[0]!.job;
  const seeds = new Set(results.map(({ job }) => job.seed)).size;
  const noise = settings.batchSize / (settings.stepSize * settings.inputDim);
  const fits = measured.map(({ name, costs }) => {
    const { a, b } = dLogDFit(costs);
    const over = Object.entries(bicOverTheory(costs)).map(([law, bic]) => `${law} ${bic.toFixed(0)}`);
    const missing = results.length - costs.length;
    const lost = missing > 0 ? ` (${missing} runs never got there)` : '';
    return `${name}${lost}: d (${a.toFixed(1)} + ${b.toFixed(1)} ln d); BIC of other laws minus its own: ${over.join(', ')}`;
  });
  return [
    `Samples until the test error is 5 % and 1 %, a point a run (${seeds} seeds at each d), width ${settings.width}, η = ${settings.stepSize}, n/(ηd) = ${noise.toPrecision(3)}.`,
    ...fits.map((fit) => `${fit}.`),
    `Repeat: ${command}`,
  ].join(' ');
}
