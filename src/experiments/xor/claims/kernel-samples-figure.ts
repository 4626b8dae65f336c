import { themeConfig } from '../../../figures/theme.ts';
import { mean } from '../../../numerics/statistics.ts';
import { firstLayerKernel } from '../../../theory/arc-cosine-kernel.ts';
import { cubeSpectrum, interpolationError } from '../../../theory/kernel-spectrum.ts';
import type { Result } from '../../claim.ts';
import type { Figure } from '../../experiment.ts';
import type { KernelJob } from './kernel-regression.ts';

type Results = readonly Result<KernelJob, { readonly error: number | null }>[];

const x = {
  field: 'share',
  type: 'quantitative',
  scale: { type: 'log', domain: [0.11, 2.3] },
  axis: { title: 'training samples, n/d²', values: [0.125, 0.25, 0.5, 1, 2], grid: false, format: '~g' },
} as const;
const y = {
  field: 'error',
  type: 'quantitative',
  scale: { domain: [0, 0.5] },
  axis: { title: 'test error', format: '.0%', values: [0, 0.1, 0.2, 0.3, 0.4, 0.5] },
} as const;
const dim = { field: 'dim', type: 'nominal' } as const;
const shape = { ...dim, legend: { title: 'd', orient: 'top-right' }, sort: null } as const;

/** Error of kernel interpolation against n/d²: mean over seeds, and the closed form of each d dashed. */
export function kernelSamplesFigure(results: Results, command: string): Figure {
  const dims = [...new Set(results.map(({ job }) => job.inputDim))].sort((a, b) => a - b);
  const caption =
    `Test error of the kernel ρκ₀(ρ) that interpolates n samples of XOR among d = ${dims.join(', ')} coordinates. ` +
    'Points: mean over seeds. Dashed: the closed form for each d; with more coordinates it sinks to a limit that ' +
    `depends on n/d² alone. Repeat with: ${command}`;
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: {
      text: 'A kernel needs d² samples',
      subtitle: 'error falls at nearly the same n/d², whatever d; dashed: closed form',
    },
    config: themeConfig('light'),
    width: 460,
    height: 280,
    layer: [
      {
        data: { values: dims.flatMap(closedForm) },
        mark: { type: 'line', style: 'prediction', strokeDash: [4, 3], strokeWidth: 1, clip: true },
        encoding: { x, y, detail: dim },
      },
      {
        data: { values: means(results) },
        mark: { type: 'point', style: 'signal', filled: true, size: 55, opacity: 1 },
        encoding: { x, y, shape },
      },
    ],
  };
  return { spec, caption };
}

const CURVE_POINTS = 60;

function closedForm(inputDim: number): object[] {
  const spectrum = cubeSpectrum(firstLayerKernel(inputDim));
  return Array.from({ length: CURVE_POINTS + 1 }, (_, i) => {
    const share = 0.125 * 16 ** (i / CURVE_POINTS);
    return { dim: inputDim, share, error: interpolationError(spectrum, share * inputDim * inputDim) };
  });
}

function means(results: Results): object[] {
  const sorted = [...results].sort((a, b) => a.job.inputDim - b.job.inputDim);
  const sets = [...new Set(sorted.map(({ job }) => `${job.inputDim} ${job.samples}`))];
  return sets.flatMap((set) => {
    const group = results.filter(({ job }) => `${job.inputDim} ${job.samples}` === set);
    const errors = group.flatMap(({ evidence }) => evidence.error ?? []);
    const { inputDim, samples } = group[0]!.job;
    const share = samples / (inputDim * inputDim);
    return errors.length > 0 ? [{ dim: inputDim, share, error: mean(errors) }] : [];
  });
}
