import type { Palette } from '../../figures/palette.ts';
import type { Law } from '../../fits/laws.ts';
import { linearLog, square } from '../../fits/laws.ts';
import type { Given, Lab } from '../claim.ts';
import { byGiantStep } from './giant-step.ts';
import { type WayJob, WIDTH } from './job.ts';
import { byKernel } from './kernel-regression.ts';
import type { Bounds } from './search.ts';
import { bySmallSteps } from './small-steps.ts';

/** A way to learn the target, and what its paper predicts. */
export interface Way {
  readonly name: string;
  /** Where it comes from. */
  readonly paper: string;
  /** How samples grow with d, but for a factor. */
  readonly predicted: Law;
  readonly style: keyof Palette;
  /** The experiment its samples and its network come from, and what it is told but for d. */
  readonly experiment: string;
  readonly settings: Given;
  readonly dims: { readonly full: readonly number[]; readonly quick: readonly number[] };
  /** Between which numbers of samples the error first is below the level. */
  search(job: WayJob, lab: Lab): Bounds;
}

/** The three ways, the fewest samples first. */
export const ways: readonly Way[] = [
  {
    name: 'small-step SGD',
    paper: 'A, arXiv 2309.15111',
    predicted: linearLog,
    style: 'signal',
    dims: { full: [16, 32, 64, 128, 256], quick: [16, 32, 64] },
    experiment: 'xor/two-phases',
    settings: { inputs: 'gaussian', width: WIDTH },
    search: bySmallSteps,
  },
  {
    name: 'one giant step, then ridge',
    paper: 'C, arXiv 2305.18270',
    predicted: square,
    style: 'perpendicular',
    dims: { full: [16, 24, 32, 48, 64, 96, 128], quick: [16, 24, 32] },
    experiment: 'giant/steps',
    settings: { target: 'expression', expression: '-sign(z1*z2)', width: WIDTH },
    search: byGiantStep,
  },
  {
    name: 'linearized network',
    paper: 'B, arXiv 2208.02789',
    predicted: square,
    style: 'opposite',
    dims: { full: [12, 16, 20, 24, 32], quick: [12, 16, 24] },
    experiment: 'xor/two-phases',
    settings: { inputs: 'gaussian', width: 1 },
    search: byKernel,
  },
];

/** The way of a name. */
export const wayNamed = (name: string): Way => ways.find((way) => way.name === name)!;
