import type { Claim, Finding } from '../../claim.ts';
import { meanOfAll } from '../../evidence.ts';
import {
  examples,
  firstGradient,
  type GradientEvidence,
  type GradientJob,
  gradientJobs,
  SHARES,
} from './first-gradient.ts';

/** Beside C_1, in units of 1/√d. */
const MOST = 3;

/** C3: a first step learns one direction however many samples it has. */
export const onlyOneDirection: Claim<GradientJob, GradientEvidence> = {
  id: 'C3',
  name: 'giant/only-one-direction',
  title: 'A first step learns only one direction',
  source: 'arXiv 2305.18270',
  statement:
    'Where the target has a linear part C_1, a first step finds C_1 alone: the other directions stay at 1/√d, whatever n.',
  prediction:
    'of z_1 and z_2, the part of g along C_1 is above 3/√d, and the part orthogonal to it below, at n/d = 1, 4, 16',
  work: firstGradient,
  jobs: gradientJobs,
  judge(results, alpha) {
    const part = alpha / (2 * examples.length * SHARES.length);
    return examples.flatMap((example, e) =>
      SHARES.flatMap((share): Finding[] => {
        const group = results.filter(
          ({ job }) => job.example === e && job.batchSize === share * job.inputDim,
        );
        const of = (key: 'along' | 'beside') =>
          meanOfAll(
            group.map(({ job, evidence }) => (evidence[key] ?? Number.NaN) * Math.sqrt(job.inputDim)),
            part,
          );
        const where = `f* = ${example.name}, n/d = ${share}`;
        return [
          {
            quantity: `√d |cos ∠(g, v)|, v orthogonal to C_1, ${where}`,
            ...of('beside'),
            expected: 'below 3',
            tolerance: [0, MOST],
          },
          {
            quantity: `√d cos ∠(g, C_1), ${where}`,
            ...of('along'),
            expected: 'above 3',
            tolerance: [MOST, Infinity],
          },
        ];
      }),
    );
  },
  controls: [
    { name: 'random labels', settings: { corruption: 'label-noise', flipProbability: 0.5 } },
    { name: 'another direction', settings: { expression: '(z1 + 3*z2)/2' } },
  ],
};
