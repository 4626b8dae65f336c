import { describe, expect, it } from 'vitest';
import type { Claim, Plan } from '../../src/experiments/claim.ts';
import { createLab, type Forced } from '../../src/experiments/lab.ts';
import { isMet, judgeClaim } from '../../src/experiments/verdict.ts';
import { jointTraining } from '../../src/experiments/xor/claims/a13-joint-training.ts';
import { kernelSamples } from '../../src/experiments/xor/claims/a16-kernel-samples.ts';
import { rotatedInputs } from '../../src/experiments/xor/claims/a17-rotated-inputs.ts';
import { gaussianInputsRate } from '../../src/experiments/xor/claims/a18-gaussian-inputs.ts';
import { fewNeuronsSuffice } from '../../src/experiments/xor/claims/a20-few-neurons.ts';
import { harmlessImbalance } from '../../src/experiments/xor/claims/a21-imbalance.ts';
import { secondLayerFeedback } from '../../src/experiments/xor/claims/a22-second-layer-rate.ts';
import { wrongSignEngine } from '../sabotage.ts';

const quick: Plan = { quick: true, seed: 0, dimFactor: 1 };
const ALPHA = 0.05;

const done = new Map<string, unknown>();

/** The quick jobs of a claim, those of the first `seeds` seeds only, with something forced; what is not, once. */
function resultsOf(claim: Claim, forced: Forced | undefined, seeds = Infinity) {
  const lab = createLab(forced);
  const jobs = claim.jobs(quick).filter((job: { seed: number }) => job.seed < seeds);
  return jobs.map((job) => {
    const key = claim.work.name + JSON.stringify(job);
    const evidence = (!forced && done.get(key)) || claim.work.run(job, lab);
    if (!forced) done.set(key, evidence);
    expect(JSON.parse(JSON.stringify(evidence))).toEqual(evidence); // no NaN, no undefined
    return { job, evidence };
  });
}

/** The decision without controls. */
const decisionOf = (claim: Claim, forced?: Forced, seeds?: number) =>
  judgeClaim(claim, resultsOf(claim, forced, seeds), {}, ALPHA).decision;

/** The decision with a fault built in, on jobs that do not speak against the claim without it. */
function decisionUnder(claim: Claim, forced: Forced, seeds: number) {
  expect(decisionOf(claim, undefined, seeds)).not.toBe('not supported');
  return decisionOf(claim, forced, seeds);
}

const randomLabels: Forced = { settings: { corruption: 'label-noise', flipProbability: 0.5 } };
const frozenFirstLayer: Forced = { settings: { firstLayerRate: 0 } };
const halfLoss: Forced = { settings: { lossScale: 1 } };

describe.each([
  jointTraining,
  kernelSamples,
  rotatedInputs,
  gaussianInputsRate,
  fewNeuronsSuffice,
  harmlessImbalance,
  secondLayerFeedback,
])('$id: $title', (claim) => {
  it('is supported by its quick plan', () => {
    expect(decisionOf(claim)).toBe('supported');
  });

  it('is not supported when labels are random', () => {
    expect(decisionUnder(claim, randomLabels, 2)).toBe('not supported');
  });
});

describe.each([
  jointTraining,
  rotatedInputs,
  gaussianInputsRate,
  fewNeuronsSuffice,
  harmlessImbalance,
  secondLayerFeedback,
])('$id: $title', (claim) => {
  it('is not supported when the first layer is frozen', () => {
    expect(decisionUnder(claim, frozenFirstLayer, 2)).toBe('not supported');
  });
});

describe.each([jointTraining, gaussianInputsRate, secondLayerFeedback])('$id: $title', (claim) => {
  it('is not supported when the loss is scaled by one half, which halves every rate', () => {
    expect(decisionUnder(claim, halfLoss, 4)).toBe('not supported');
  });
});

describe.each([jointTraining, secondLayerFeedback])('$id: $title', (claim) => {
  it('is not supported by an engine whose second-layer gradient has the wrong sign', () => {
    expect(decisionUnder(claim, { engine: wrongSignEngine }, 3)).toBe('not supported');
  });
});

describe('A21', () => {
  it('is left open by such an engine on the jobs that support it, of all quick seeds: few would decide nothing', () => {
    expect(decisionOf(harmlessImbalance)).toBe('supported');
    expect(decisionOf(harmlessImbalance, { engine: wrongSignEngine })).toBe('inconclusive');
  });
});

describe('A18', () => {
  it('does not hold with the rate of the cube, which is larger by π/2', () => {
    const [rate] = gaussianInputsRate.judge(
      resultsOf(gaussianInputsRate, { settings: { inputs: 'hypercube' } }, 4),
      ALPHA,
    );
    expect(isMet(rate!)).toBe(false);
    expect(rate!.interval[0]).toBeGreaterThan(rate!.tolerance[1]);
  });
});
