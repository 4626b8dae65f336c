import { gradientAlignment } from '../../../theory/giant-step-laws.ts';
import type { Claim, Finding } from '../../claim.ts';
import { meanOfAll } from '../../evidence.ts';
import { alignmentLawFigure } from './alignment-law-figure.ts';
import {
  examples,
  firstGradient,
  type GradientEvidence,
  type GradientJob,
  gradientJobs,
  SHARES,
} from './first-gradient.ts';

const TOLERANCE = 0.03;

/** C2: how a first gradient points along the linear part of a target. */
export const alignmentLaw: Claim<GradientJob, GradientEvidence> = {
  id: 'C2',
  name: 'giant/alignment-law',
  title: 'How one batch of n ∝ d aligns the first gradient',
  source: 'arXiv 2305.18270; law derived',
  statement: 'The first gradient of every neuron aligns with the linear part C_1 of the target once n ~ d.',
  prediction:
    'cos² ∠(g, C_1) = Q/(Q + d E[f*²]/(2n) + E[f*]²/(2π)), Q = ‖C_1‖²/4, at n/d = 1, 4, 16 for two targets',
  work: firstGradient,
  jobs: gradientJobs,
  judge(results, alpha) {
    const part = alpha / (examples.length * SHARES.length);
    return examples.flatMap((example, e) =>
      SHARES.map((share): Finding => {
        const group = results.filter(
          ({ job }) => job.example === e && job.batchSize === share * job.inputDim,
        );
        const law = Math.sqrt(gradientAlignment(example, share));
        return {
          quantity: `mean cos ∠(g, C_1), f* = ${example.name}, n/d = ${share}`,
          ...meanOfAll(
            group.map(({ evidence }) => evidence.along),
            part,
          ),
          expected: law,
          tolerance: [law - TOLERANCE, law + TOLERANCE],
        };
      }),
    );
  },
  controls: [{ name: 'random labels', settings: { corruption: 'label-noise', flipProbability: 0.5 } }],
  figure: alignmentLawFigure,
};
