import { logAxis } from '../../../figures/axis.ts';
import { themeConfig } from '../../../figures/theme.ts';
import type { Figure, TrialRecord } from '../../experiment.ts';
import { targetFormula } from '../target-formula.ts';
import { seedsLine } from '../two-phases-caption.ts';
import { predictionOf } from './prediction.ts';
import type { KernelSettings } from './settings.ts';

type Json = Readonly<Record<string, unknown>>;

/** A training set and the error after it. */
interface Point {
  readonly samples: number;
  readonly error: number;
}

/**
 * A trial of xor/kernel as a picture: the test error over the training samples, in units of d², and the closed form.
 *
 * @param record any status, at least one measurement
 * @param command what repeats the trial, for the caption
 */
export function kernelFigure(record: TrialRecord, command: string): Figure {
  const settings = record.settings as unknown as KernelSettings;
  const measured = pointsOf(record);
  const caption = captionOf(record, command);
  const range = [measured[0]?.samples ?? 1, Math.max(2, measured.at(-1)?.samples ?? 2)] as const;
  const encoding = encodingOf(settings, range);
  const layers = [
    levelsLayer(encoding.y),
    lineLayer(encoding, predictedPoints(settings, range), 'prediction', {
      strokeDash: [5, 3],
      strokeWidth: 1.2,
    }),
    lineLayer(encoding, measured, 'error', { point: { style: 'error', filled: true, size: 26 } }),
  ];
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: {
      text: 'A kernel on XOR: error against training samples in units of d²',
      subtitle: `d = ${settings.inputDim}, kernel ${settings.kernel}; dashed: closed form`,
    },
    config: themeConfig('light'),
    width: 460,
    height: 300,
    layer: layers,
  };
  return { spec, caption };
}

const LEAST_SHOWN = 1e-3;

/** The measurements but the first, before any sample. No wrong test sample at all stands at the bottom. */
function pointsOf({ series }: TrialRecord): Point[] {
  const error = series.testError as readonly number[];
  return series.samples
    .slice(1)
    .map((samples, i) => ({ samples, error: Math.max(LEAST_SHOWN, error[i + 1]!) }));
}

const CURVE_POINTS = 80;

function predictedPoints(settings: KernelSettings, [from, to]: readonly [number, number]): Point[] {
  const theory = predictionOf(settings);
  if (!theory) return [];
  const sizes = Array.from({ length: CURVE_POINTS + 1 }, (_, i) => from * (to / from) ** (i / CURVE_POINTS));
  return sizes
    .map((samples) => ({ samples, error: theory.errorAt(samples) }))
    .filter(({ error }) => error >= LEAST_SHOWN);
}

/** Shares of d² that an axis has ticks at. */
const SHARES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

function encodingOf({ inputDim }: KernelSettings, [from, to]: readonly [number, number]) {
  const square = inputDim * inputDim;
  const domain = [from / square / 1.05, (to / square) * 1.05];
  const shares = SHARES.filter((share) => share >= domain[0]! && share <= domain[1]!);
  const x = {
    field: 'share',
    type: 'quantitative',
    scale: { type: 'log', domain, nice: false },
    axis: { title: 'training samples, n/d²', values: shares, grid: false, format: '~g' },
  };
  const axis = logAxis(LEAST_SHOWN, 1);
  const y = {
    field: 'error',
    type: 'quantitative',
    scale: axis.scale,
    axis: { ...axis.axis, title: 'test error', grid: true },
  };
  return { x, y, square };
}

function lineLayer(
  { x, y, square }: ReturnType<typeof encodingOf>,
  points: readonly Point[],
  style: string,
  mark: Json,
): Json {
  const values = points.map(({ samples, error }) => ({
    share: Number((samples / square).toPrecision(6)),
    error: Number(error.toPrecision(4)),
  }));
  return { data: { values }, mark: { type: 'line', style, clip: true, ...mark }, encoding: { x, y } };
}

/** The errors that count as learned, 5 and 1 %. */
function levelsLayer(y: Json): Json {
  return {
    data: { values: [{ error: 0.05 }, { error: 0.01 }] },
    mark: { type: 'rule', style: 'muted', strokeWidth: 0.8 },
    encoding: { y },
  };
}

function captionOf(record: TrialRecord, command: string): string {
  const { inputDim, kernel, corruption, testSize } = record.settings as unknown as KernelSettings;
  return [
    `Test error on ${testSize.toLocaleString('en-US')} samples of the kernel ${kernel} that interpolates the first n samples`,
    `of one stream, for growing n: ${targetFormula({ ...record.settings })}, d = ${inputDim}, ${seedsLine(record)}`,
    corruption === 'none' ? '.' : `, training samples with ${corruption}.`,
    `No error at all stands at ${100 * LEAST_SHOWN} %; the two lines are at 5 and 1 %.`,
    predictionOf(record.settings as unknown as KernelSettings)
      ? 'Dashed, the closed form for many coordinates, from the eigenvalues of the kernel on the cube.'
      : '',
    `Repeat it: ${command}`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
    .replace(/ (?=[.,])/g, '');
}
