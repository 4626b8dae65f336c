import { describe, expect, it } from 'vitest';
import { firstStepNorm, firstStepOverlap } from './first-giant-steps.ts';
import { secondStepRatio } from './giant-step-laws.ts';

const staircase = { slopeSquare: 1 / 2, secondMoment: 3 / 2 };

/** E[h(u, s)] over two standard normal numbers, by the midpoint rule. */
function gaussianMean(of: (u: number, s: number) => number): number {
  const [step, reach] = [0.01, 7];
  let sum = 0;
  for (let u = -reach + step / 2; u < reach; u += step) {
    for (let s = -reach + step / 2; s < reach; s += step) sum += of(u, s) * Math.exp(-(u * u + s * s) / 2);
  }
  return (sum * step * step) / (2 * Math.PI);
}

describe('the first giant steps', () => {
  it('norm and overlap are 1.5 and 0.516 for √½ u + uv at c = 2, and of the start without a step', () => {
    expect(firstStepNorm({ ...staircase, stepSize: 2, samplesPerInput: 4 })).toBeCloseTo(1.5, 14);
    expect(firstStepOverlap({ ...staircase, stepSize: 2, samplesPerInput: 8 })).toBeCloseTo(0.516, 3);
    expect(firstStepNorm({ ...staircase, stepSize: 0, samplesPerInput: 8 })).toBe(1);
    expect(firstStepOverlap({ ...staircase, stepSize: 0, samplesPerInput: 8 })).toBe(0);
  });

  it('the second gradient has v over u as the integrals say', () => {
    const overlap = firstStepOverlap({ ...staircase, stepSize: 2, samplesPerInput: 8 });
    const across = Math.sqrt(1 - overlap * overlap);
    const active = (u: number, s: number) => Number(overlap * u + across * s > 0);
    const alongV = gaussianMean((u, s) => u * active(u, s)); // E v² = 1
    const alongU = gaussianMean((u, s) => ((u * u) / Math.SQRT2) * active(u, s));
    expect(secondStepRatio(overlap)).toBeCloseTo(alongV / alongU, 4);
    expect(secondStepRatio(overlap)).toBeCloseTo(0.583, 3);
  });
});
