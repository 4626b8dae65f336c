import { linear } from '../losses/linear.ts';
import type { Run } from '../training/setup.ts';
import { only } from './rules.ts';
import { secondRun } from './second-run.ts';
import { WEIGHT_DISTANCE } from './sight.ts';
import type { TwinKind } from './twin.ts';

/** The run's logistic loss to first order in f. */
const firstOrder = ({ loss, network: { inputDim, width } }: Run) =>
  linear.create({ lossScale: loss.scale, inputDim, width });

/** The loss of paper A's first phase, on the same batches: claim A8 says that they hardly differ there. */
export const linearLoss: TwinKind = {
  name: 'linear-loss',
  doc: 'the same batches under the loss to first order in f, lossScale (ln 2 − y f/2)',
  source: 'arXiv 2309.15111',
  distance: WEIGHT_DISTANCE,
  rules: [only('loss', ['logistic'], 'with the twin linear-loss, which is its first order')],
  create: (context) => secondRun(context, (run) => ({ ...run, loss: firstOrder(run) })),
};
