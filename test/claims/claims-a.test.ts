import { describe, expect, it } from 'vitest';
import { type Claim, learningControls } from '../../src/experiments/claim.ts';
import { claims } from '../../src/experiments/claims.ts';
import { createLab, type Forced } from '../../src/experiments/lab.ts';
import { decide, isMissed } from '../../src/experiments/verdict.ts';
import { wrongSignEngine } from '../sabotage.ts';

const PLAN = { quick: true, seed: 0, dimFactor: 1 };

/** What the quick jobs of a claim came to; a job that claims share is done once under the same force. */
const done = new Map<string, unknown>();
function resultsOf(claim: Claim, forced: Forced = {}, name = '') {
  const lab = createLab(forced);
  return claim.jobs(PLAN).map((job) => {
    const key = JSON.stringify([name, claim.work.name, job]);
    if (!done.has(key)) done.set(key, claim.work.run(job, lab));
    return { job, evidence: done.get(key) };
  });
}

const findingsOf = (claim: Claim, forced?: Forced, name?: string) =>
  claim.judge(resultsOf(claim, forced, name), 0.05);

const claimOf = (id: string) => claims.find((claim) => claim.id === id)!;

describe('quick checks of the claims of paper A', () => {
  for (const id of ['A1', 'A2', 'A3', 'A8', 'A9', 'A10', 'A11', 'A12', 'A15', 'A24', 'A25']) {
    it(`${id}: ${claimOf(id).title}`, () => {
      expect(findingsOf(claimOf(id)).filter((finding) => decide([finding]) !== 'supported')).toEqual([]);
    });
  }
});

describe('claims do not survive sabotage', () => {
  const [randomLabels, frozenLayer] = learningControls.map(({ settings }) => ({ settings }));
  const sabotages: Record<string, readonly [Forced, ...string[]]> = {
    'random labels': [randomLabels!, 'A2', 'A8', 'A12', 'A15'],
    'a frozen first layer': [frozenLayer!, 'A2', 'A3', 'A8', 'A12', 'A15', 'A24', 'A25'],
    'half the loss': [{ settings: { lossScale: 1 } }, 'A2', 'A3'],
    'a frozen second layer': [{ settings: { secondLayerRate: 0 } }, 'A3', 'A10', 'A11'],
    'a start that is not small': [{ settings: { initScale: 1 } }, 'A8'],
    'steps too large': [{ settings: { stepSize: 8 } }, 'A9'],
    'the second layer’s gradient negated': [
      { engine: wrongSignEngine },
      'A1',
      'A3',
      'A9',
      'A12',
      'A15',
      'A24',
    ],
  };
  for (const [name, [forced, ...ids]] of Object.entries(sabotages)) {
    for (const id of ids) {
      it(`${id}, of ${name}`, () => {
        expect(findingsOf(claimOf(id), forced, name).some(isMissed)).toBe(true);
      });
    }
  }
});

it('evidence is plain JSON, which says null where a run was sabotaged to infinity', () => {
  const forced = { settings: { stepSize: 8 } };
  for (const { evidence } of resultsOf(claimOf('A9'), forced, 'steps too large')) {
    expect(JSON.parse(JSON.stringify(evidence))).toEqual(evidence);
  }
});
