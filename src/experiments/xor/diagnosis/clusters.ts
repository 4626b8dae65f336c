import { allClustersTaken } from '../../../theory/coupon.ts';
import { type Cause, type Fix, largest, short, smallest } from './cause.ts';
import type { Evidence } from './evidence.ts';
import { isNoisy } from './noise.ts';

const clusterNames = ['μ1', '−μ1', 'μ2', '−μ2'];

/**
 * Clusters with next to no margin beside the largest, and with no neuron that points there or long after. One that
 * had neurons to start with may have lost them to batch noise, which is then the cause.
 */
function missingClusters(e: Evidence): number[] {
  const { margins, neuronsAtStart, neuronsAtEnd } = e;
  const top = Math.max(...margins.map((margin) => margin ?? 0));
  return [0, 1, 2, 3].filter((c) => {
    const margin = margins[c] ?? 0;
    if (isNoisy(e) && neuronsAtStart[c]! > 0) return false;
    return margin < 0.05 * top && (neuronsAtEnd[c] === 0 || (top >= 1 && margin < 0.01 * top));
  });
}

/** The signal was found, but nobody stands for one of the clusters. */
export const missingCluster: Cause = {
  name: 'missing-cluster',
  shows: (e) => !e.blewUp && e.found !== null && missingClusters(e).length > 0,
  explain(e, { width }) {
    const missing = missingClusters(e).map((c) => `${clusterNames[c]} (${pointed(e.neuronsAtStart[c]!)})`);
    return {
      sentence: `Nothing is learned of ${missing.join(' and ')}; other margins reach ${short(largest(e))}.`,
      blame: 'p',
      fix: {
        key: 'width',
        value: Math.max(64, 4 * width),
        why: chance(width),
      },
    };
  },
};

const pointed = (count: number) =>
  `${count || 'no'} neuron${count === 1 ? '' : 's'} of the start pointed there`;

const chance = (width: number) =>
  width < 4
    ? `${width} neurons cannot stand for four clusters`
    : `each neuron commits to a cluster by chance, and ${width} of them leave none empty with probability ${short(allClustersTaken(width))}`;

/** The neurons have found and grown, the second layer has not followed. */
const hasStillSecondLayer = (e: Evidence) =>
  !e.blewUp &&
  e.found !== null &&
  smallest(e) < 1 &&
  (e.growth.secondLayer ?? Infinity) < 1.15 &&
  (e.growth.neuron ?? 0) > 1.5;

const secondLayerFix: Fix = {
  key: 'secondLayerRate',
  value: 1,
  why: 'trained together the layers feed each other, margins grow exponentially and small ones catch up',
};

/** One margin this many times another, in the end. */
const UNBALANCED = 3;

export const unbalanced: Cause = {
  name: 'unbalanced',
  shows: (e) => hasStillSecondLayer(e) && largest(e) >= UNBALANCED * smallest(e),
  explain: (e) => ({
    sentence: `Margins are unbalanced, ${short(smallest(e))} to ${short(largest(e))}, like the neurons at the start (${e.neuronsAtStart.join(', ')}): a second layer that hardly moves does not even them out.`,
    blame: 'secondLayerRate',
    fix: secondLayerFix,
  }),
};

export const frozenSecondLayer: Cause = {
  name: 'frozen-layer',
  shows: hasStillSecondLayer,
  explain: (e) => ({
    sentence: `The second layer hardly moves while neurons grow ${short(e.growth.neuron)} times: margins rise linearly, and have come to ${short(smallest(e))}.`,
    blame: 'secondLayerRate',
    fix: secondLayerFix,
  }),
};

/** One cluster lags far behind others that are long learned. */
export const lagging: Cause = {
  name: 'unbalanced',
  shows: (e) => !e.blewUp && e.found !== null && largest(e) >= UNBALANCED * Math.max(1, smallest(e)),
  explain: (e, { width }) => ({
    sentence: `Margins are unbalanced: ${short(smallest(e))} to ${short(largest(e))}; at the start ${e.neuronsAtStart.join(', ')} neurons pointed to the clusters.`,
    blame: 'p',
    fix: { key: 'width', value: Math.max(64, 4 * width), why: 'many neurons share the clusters evenly' },
  }),
};
