import { log } from '../../../numerics/elementary.ts';
import { slopeOf } from '../../../numerics/inference.ts';
import { slope } from '../../../numerics/statistics.ts';
import type { Claim, Finding, Result } from '../../claim.ts';
import { meanOfAll, ofAll } from '../../evidence.ts';
import {
  examples,
  firstGradient,
  type GradientEvidence,
  type GradientJob,
  gradientJobs,
  SHARES,
} from './first-gradient.ts';

type Results = readonly Result<GradientJob, GradientEvidence>[];

const LEAST_COSINE = 0.98;
/** Growth that is none below; √n above. */
const SLOPES = [0.15, 0.5] as const;

/**
 * s_1 = ½ √p ‖Zᵀy/n‖ and s_2, all noise, falls as √(E[f*²]/n): s_1/s_2 ∝ √(1 + ‖C_1‖² n/(d E[f*²])), whose slope
 * rises from 0 to 1/2.
 */
function predictedSlope(example: number): number {
  const { secondMoment, linearSquare } = examples[example]!;
  const ratios = SHARES.map((share) => 0.5 * log(1 + (linearSquare * share) / secondMoment));
  return slope(SHARES.map(log), ratios);
}

function growth(results: Results, example: number, alpha: number): Finding {
  const logs = results.map(({ evidence }) => evidence.spikeRatio && log(evidence.spikeRatio));
  return {
    quantity: `slope of ln s₁/s₂ in ln n, n/d = 1 to 16, f* = ${examples[example]!.name}`,
    ...ofAll(logs, (values) =>
      slopeOf(
        results.map(({ job }) => log(job.batchSize)),
        values,
        alpha,
      ),
    ),
    expected: `grows, towards √n; ${predictedSlope(example).toFixed(2)} at these n/d with noise alone in s₂`,
    tolerance: SLOPES,
  };
}

/** C4: the first gradient is a spike along Zᵀy. */
export const spike: Claim<GradientJob, GradientEvidence> = {
  id: 'C4',
  name: 'giant/spike',
  title: 'The first gradient is one spike along Zᵀy',
  source: 'known from Ba et al. 2022; arXiv 2305.18270',
  statement:
    'The gradient of the first layer is nearly c_1 a (Zᵀy/n)ᵀ, of rank one: its leading right singular vector is Zᵀy, and stands out more the more samples there are.',
  prediction: 'cos ∠(v_1, Zᵀy) above 0.98 at n/d = 1, 4, 16; s_1/s_2 grows, at most as √n',
  work: firstGradient,
  jobs: gradientJobs,
  judge(results, alpha) {
    const part = alpha / (examples.length * (SHARES.length + 1));
    return examples.flatMap(({ name }, e) => {
      const own = results.filter(({ job }) => job.example === e);
      const cosines = SHARES.map((share): Finding => {
        const group = own.filter(({ job }) => job.batchSize === share * job.inputDim);
        return {
          quantity: `|cos ∠(v₁, Zᵀy)|, f* = ${name}, n/d = ${share}`,
          ...meanOfAll(
            group.map(({ evidence }) => evidence.spikeCosine),
            part,
          ),
          expected: 'above 0.98',
          tolerance: [LEAST_COSINE, Infinity],
        };
      });
      return [growth(own, e, part), ...cosines];
    });
  },
  controls: [{ name: 'random labels', settings: { corruption: 'label-noise', flipProbability: 0.5 } }],
};
