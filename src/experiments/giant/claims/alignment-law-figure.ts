import { themeConfig } from '../../../figures/theme.ts';
import { meanOf } from '../../../numerics/inference.ts';
import { gradientAlignment } from '../../../theory/giant-step-laws.ts';
import type { Result } from '../../claim.ts';
import type { Figure } from '../../experiment.ts';
import { examples, type GradientEvidence, type GradientJob, SHARES } from './first-gradient.ts';

type Results = readonly Result<GradientJob, GradientEvidence>[];

const COLORS = ['signal', 'opposite'];
/** Where the names of the targets stand, beside their curves. */
const LABELS = [
  { share: 0.28, cosine: 0.57 },
  { share: 1.7, cosine: 0.4 },
];
/** n/d that the picture shows. */
const [FIRST, LAST] = [0.25, 64];

const x = {
  field: 'share',
  type: 'quantitative',
  scale: { type: 'log', domain: [FIRST, LAST], nice: false },
  axis: { title: 'samples over inputs, n/d', values: [0.25, 1, 4, 16, 64], grid: false, format: '~g' },
} as const;
const y = {
  field: 'cosine',
  type: 'quantitative',
  scale: { domain: [0, 1] },
  axis: { title: 'mean cos ∠(g, C₁)', values: [0, 0.2, 0.4, 0.6, 0.8, 1] },
} as const;

/** Cosine of the first gradient with C_1 against n/d: the law dashed, and what was measured. */
export function alignmentLawFigure(results: Results, command: string): Figure {
  const { inputDim, width } = results[0]!.job;
  const seeds = SHARES.map((share) => new Set(at(results, 0, share).map(({ job }) => job.seed)).size);
  const caption =
    `Cosine of the first gradient of a neuron with the linear part C₁ of the target, d = ${inputDim}, p = ${width}. ` +
    `Points: mean over neurons and ${Math.min(...seeds)} seeds or more, with 95 % intervals over seeds. Dashed: the law, nothing ` +
    `fitted. Repeat with: ${command}`;
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: {
      text: 'One batch of n ∝ d aligns the first gradient',
      subtitle: 'two targets; dashed: the law, nothing fitted',
    },
    config: themeConfig('light'),
    width: 440,
    height: 280,
    encoding: { x, y },
    layer: examples.flatMap((_, e) => layersOf(results, e)),
  };
  return { spec, caption };
}

const at = (results: Results, example: number, share: number) =>
  results.filter(({ job }) => job.example === example && job.batchSize === share * job.inputDim);

function layersOf(results: Results, e: number): object[] {
  const style = COLORS[e]!;
  const points = SHARES.flatMap((share) => pointOf(at(results, e, share), share));
  return [
    { data: { values: curveOf(e) }, mark: { type: 'line', style, strokeDash: [4, 3], strokeWidth: 1.2 } },
    {
      data: { values: points },
      mark: { type: 'rule', style, strokeWidth: 1.4 },
      encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } },
    },
    { data: { values: points }, mark: { type: 'point', style, filled: true, size: 50, opacity: 1 } },
    {
      data: { values: [{ ...LABELS[e]!, text: examples[e]!.name }] },
      mark: { type: 'text', style, align: 'left' },
      encoding: { text: { field: 'text' } },
    },
  ];
}

function pointOf(group: Results, share: number) {
  const { estimate, interval } = meanOf(
    group.flatMap(({ evidence }) => evidence.along ?? []),
    0.05,
  );
  return estimate === null ? [] : [{ share, cosine: estimate, low: interval[0], high: interval[1] }];
}

const CURVE_POINTS = 60;

const curveOf = (e: number) =>
  Array.from({ length: CURVE_POINTS + 1 }, (_, i) => {
    const share = FIRST * (LAST / FIRST) ** (i / CURVE_POINTS);
    return { share, cosine: Math.sqrt(gradientAlignment(examples[e]!, share)) };
  });
