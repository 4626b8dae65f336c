import { linearAxis, roundTicks } from '../../../figures/axis.ts';
import { endLabels, type Frame, type Json } from '../../../figures/panel.ts';
import { themeConfig } from '../../../figures/theme.ts';
import type { Result } from '../../claim.ts';
import type { Figure } from '../../experiment.ts';
import type { Study } from '../../study.ts';
import { disc, discAxes, type Pictured } from '../disc-panel.ts';
import { floorsAt } from '../floors.ts';
import { theoryIn } from '../rows.ts';
import { TITLE } from '../step-axis-panel.ts';
import type { StairwayEvidence, StairwayJob } from './stairway-evidence.ts';
import { type StairwayRow, stairwayRows } from './stairway-table.ts';

type Results = readonly Result<StairwayJob, StairwayEvidence>[];

const WIDTH = 250;
const HEIGHT = 220;

/** Steps whose discs are shown. */
const DISCS = [1, 2, 6];
const DISC_GAP = 34;

/** log n / log d whose neurons the discs show: batches of a few d. */
const PICTURED_AT = 1.25;

/**
 * A column a target: above, test MSE against log n/log d, a line a number of steps; below, where neurons point.
 *
 * @param results some at least
 */
export function stairwayFigure(study: Study, results: Results, command: string): Figure {
  const rows = stairwayRows(study, results);
  const trials = Math.max(...rows.map((row) => row.trials));
  const columns = study.variants.flatMap(({ name }) => {
    const own = rows.filter(({ variant }) => variant === name);
    const of = results.filter(({ job }) => job.variant === name);
    return own.length === 0 ? [] : [columnOf(name, own, of)];
  });
  const { settings } = results[0]!.evidence.pictured;
  const caption = [
    `${study.doc}: d = ${settings.inputDim}, p = ${settings.width}, η = 2p, ridge 1, ${trials === 1 ? 'one seed' : `median of ${trials} seeds`}.`,
    'Above, the test error of ridge regression on the features at the start (random features) and after 1 to 6 steps, each with a fresh batch of n samples;',
    'dashed, the least that is possible for a linear function, and with the directions named.',
    `Below, the directions of the gradients of 40 neurons at steps ${DISCS.join(', ')} with n near d^${PICTURED_AT}; dotted, the circle of radius 2/√d; dashed, the direction of the first step.`,
    `Repeat it: ${command}`,
  ].join(' ');
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: { text: study.question, subtitle: `d = ${settings.inputDim}, p = ${settings.width}, η = 2p` },
    config: themeConfig('light'),
    spacing: 30,
    hconcat: columns,
  };
  return { spec, caption };
}

function columnOf(name: string, rows: readonly StairwayRow[], results: Results): Json {
  const near = [...results].sort((a, b) => distance(a.job) - distance(b.job))[0]!.evidence.pictured;
  return { spacing: 20, vconcat: [curvesPanel(name, rows, near), discs(near)] };
}

const distance = ({ exponent, seed }: StairwayJob) => Math.abs(exponent - PICTURED_AT) + 1e-6 * seed;

function curvesPanel(name: string, rows: readonly StairwayRow[], pictured: Pictured): Json {
  const theory = theoryIn(pictured);
  const end = 1.25 * theory.variance;
  const y = linearAxis(0, end, roundTicks(end, 5), '.2~f');
  const frame = { y, height: HEIGHT } as Frame;
  const floors = floorsAt(theory, 1);
  const x = {
    field: 'exponent',
    type: 'quantitative',
    scale: { domain: [0.25, 2.25], nice: false },
    axis: { values: [0.5, 1, 1.5, 2], title: 'log n / log d', grid: false },
  };
  const value = { field: 'value', type: 'quantitative', scale: y.scale };
  const axis = { ...y.axis, title: 'test MSE', grid: true };
  const points = rows.flatMap(({ exponent, mse }) =>
    mse.flatMap((error, step) =>
      error === null ? [] : [{ exponent, step, value: Number(error.toPrecision(4)) }],
    ),
  );
  const random = points.filter(({ step }) => step === 0);
  return {
    title: { text: name, subtitle: `y = ${theory.formula}`, frame: 'group', offset: 8, ...TITLE },
    width: WIDTH,
    height: HEIGHT,
    layer: [
      {
        data: { values: floors.map((floor) => ({ value: floor.value })) },
        mark: { type: 'rule', style: 'prediction', strokeDash: [5, 3], strokeWidth: 1 },
        encoding: { y: { ...value, axis } },
      },
      {
        data: { values: random },
        mark: { type: 'line', style: 'signal', strokeWidth: 2, clip: true },
        encoding: { x, y: { ...value, axis: null } },
      },
      {
        data: { values: points.filter(({ step }) => step > 0) },
        mark: { type: 'line', strokeWidth: 2, clip: true, point: { size: 14, clip: true } },
        encoding: { x, y: { ...value, axis: null }, color: COLOR, detail: { field: 'step' } },
      },
      ...labels(frame, floors, random.at(-1)?.value),
    ],
    resolve: { axis: { y: 'independent' } },
  };
}

/** Light for one step, dark for six; the lightest tones of the ramp are left out. */
const COLOR = {
  field: 'step',
  type: 'quantitative',
  scale: { domain: [-1, 6], nice: false },
  legend: {
    type: 'symbol',
    values: [1, 2, 3, 4, 5, 6],
    title: 'steps',
    symbolType: 'stroke',
    format: 'd',
    orient: 'bottom',
    direction: 'horizontal',
  },
};

function labels(
  frame: Frame,
  floors: ReturnType<typeof floorsAt>,
  random: number | undefined,
): readonly Json[] {
  const texts = [
    ...floors.map(({ text, value }) => ({ text, style: 'muted', value })),
    ...(random === undefined ? [] : [{ text: 'random features', style: 'signal', value: random }]),
  ];
  return endLabels(frame, texts).map((label) => shifted(label));
}

/** Names stand right of a panel of the usual width; these panels are narrower. */
function shifted(label: Json): Json {
  const encoding = label.encoding as { readonly y: Json; readonly text: Json };
  return { ...label, encoding: { ...encoding, x: { value: WIDTH + 6 } } };
}

function discs(pictured: Pictured): Json {
  const size = Math.floor((WIDTH - (DISCS.length - 1) * DISC_GAP) / DISCS.length);
  const places = DISCS.map((step) => pictured.series.step.indexOf(step)).filter((place) => place >= 0);
  const axes = discAxes(theoryIn(pictured));
  return {
    bounds: 'flush',
    spacing: DISC_GAP,
    hconcat: places.map((place, c) => disc(pictured, place, { axes, size, isLeft: c === 0, isBottom: true })),
  };
}
