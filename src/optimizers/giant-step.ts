import { z } from 'zod';
import { exp, log } from '../numerics/elementary.ts';
import { field, type Kind } from '../settings/kind.ts';
import type { Optimizer } from './optimizer.ts';

const power = (of: string, symbol: string, by: number) =>
  field(z.number().min(-4).max(4).default(by), { doc: `power of the ${of} ${symbol} in the step size` });

const settings = {
  stepSize: field(z.number().min(0).max(1e9).default(2), {
    symbol: 'c',
    doc: 'the step size is η = c · p^widthPower · d^dimPower · n^batchPower; 0 leaves the first layer as it is',
  }),
  widthPower: power('width', 'p', 1),
  dimPower: power('input dimension', 'd', 0),
  batchPower: power('batch size', 'n', 0),
  normalizeRows: field(z.boolean().default(false), {
    doc: 'scale every neuron back to norm 1 after each step',
  }),
};

/** w ← w − η ∂L/∂w on the mean loss of a batch; the second layer stays as it is. */
export const giantStep: Kind<typeof settings, Optimizer> = {
  name: 'giant-step',
  doc: 'steps on the first layer alone, of a size that may grow with p, d and n',
  source: 'arXiv 2305.18270',
  settings,
  create(resolved) {
    const stepSize = stepSizeOf(resolved);
    return {
      stepSize,
      update(engine, network, gradient) {
        engine.descend(network, gradient, stepSize, 0);
        if (resolved.normalizeRows) engine.normalizeRows(network);
      },
    };
  },
};

/** Powers of the three sizes, whole and half ones without the error of a logarithm. */
function stepSizeOf(resolved: Parameters<typeof giantStep.create>[0]): number {
  const { stepSize, width, inputDim, widthPower, dimPower, batchPower } = resolved;
  const { batchSize } = resolved as unknown as { readonly batchSize: number };
  return stepSize * raised(width, widthPower) * raised(inputDim, dimPower) * raised(batchSize, batchPower);
}

function raised(base: number, by: number): number {
  if (!Number.isInteger(2 * by)) return exp(by * log(base));
  const root = Math.sqrt(base);
  let product = 1;
  for (let k = 0; k < Math.abs(2 * by); k++) product *= root;
  return by < 0 ? 1 / product : product;
}
