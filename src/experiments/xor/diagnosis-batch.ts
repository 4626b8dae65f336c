import { sphere } from '../../network/sphere.ts';
import { drawBlock, seedsFrom, streamKey } from '../../numerics/streams.ts';
import { drowningQuiet } from '../../theory/noise.ts';
import { phase2Time } from '../../theory/xor.ts';
import type { Given } from '../claim.ts';
import type { DiagnosisName } from './diagnosis/cause.ts';

/** A run whose fate its settings and its start weights decide. */
export interface ConstructedRun {
  readonly truth: DiagnosisName;
  readonly given: Given;
  readonly seed: number;
}

/** Picks one of a list; the picks of a recipe are independent. */
type Pick = <T>(from: readonly T[]) => T;

/** Settings of a run that must go as its name says, or nothing when this seed's start weights do not lend themselves. */
type Recipe = readonly [
  truth: DiagnosisName,
  make: (pick: Pick, seed: number, dimFactor: number) => Given | undefined,
];

/** In the good region: quiet, wide, small start, and time enough. */
function good(pick: Pick, dimFactor: number, quietness: readonly number[] = [6, 8, 12, 20]) {
  const inputDim = dimFactor * pick([24, 32, 48, 64, 96]);
  const stepSize = pick([0.1, 0.2, 0.4]);
  const batchSize = Math.round(pick(quietness) * stepSize * inputDim);
  return {
    inputDim,
    width: pick([32, 48, 64, 96]),
    batchSize,
    stepSize,
    initScale: pick([0.01, 0.03, 0.1]),
    testSize: 512,
    maxTime: 60,
  };
}

/** A share of the quietness below which noise outgrows the signal for good. */
function noisy(pick: Pick, dimFactor: number, share: number) {
  const inputDim = dimFactor * pick([48, 64, 100]);
  const stepSize = pick([0.6, 1]);
  const batchSize = Math.max(1, Math.round(share * drowningQuiet(inputDim) * stepSize * inputDim));
  return { inputDim, width: pick([32, 48, 64]), batchSize, stepSize, testSize: 512 };
}

const recipes: readonly Recipe[] = [
  ['healthy', (pick, _, dimFactor) => good(pick, dimFactor)],
  ['stuck-in-noise', stuck],
  ['missing-cluster', emptied],
  ['healthy', (pick, _, dimFactor) => good(pick, dimFactor)],
  [
    'noise-growth',
    (pick, _, dimFactor) => ({ ...noisy(pick, dimFactor, pick([0.15, 0.3, 0.4])), maxTime: 80 }),
  ],
  ['unbalanced', uneven],
  ['frozen-layer', frozen],
  ['healthy', (pick, _, dimFactor) => good(pick, dimFactor)],
  [
    'lazy',
    (pick, _, dimFactor) => ({ ...good(pick, dimFactor), initScale: pick([20, 40, 80]), maxTime: 40 }),
  ],
  ['diverged', diverging],
  ['out-of-time', shortened],
  ['noisy-labels', mislabeled],
];

/**
 * A mixed batch, healthy runs included. Run k takes recipe k mod 12 and its picks from the `target` stream of its
 * seed, which nothing else in these runs reads; seeds whose start weights do not lend themselves are passed over.
 */
export function constructedRuns(count: number, firstSeed: number, dimFactor = 1): ConstructedRun[] {
  const runs: ConstructedRun[] = [];
  for (let seed = firstSeed; runs.length < count; seed++) {
    const [truth, make] = recipes[runs.length % recipes.length]!;
    const given = make(picker(seed), seed, dimFactor);
    if (given) runs.push({ truth, given, seed });
  }
  return runs;
}

function picker(seed: number): Pick {
  const words = new Uint32Array(4);
  let drawn = 0;
  return (from) => {
    drawBlock(streamKey(seedsFrom(seed), 'target'), drawn++, 0, 0, words);
    return from[words[0]! % from.length]!;
  };
}

/** Slowed by noise, and over in time for a quiet run: still at the saddle. */
function stuck(pick: Pick, _: number, dimFactor: number): Given {
  const given = noisy(pick, dimFactor, pick([1.2, 1.5, 1.8]));
  return { ...given, maxTime: Math.ceil(1.4 * phase2Time(given.inputDim, 0.1, 2)) };
}

/**
 * Neurons [μ₁, −μ₁, μ₂, −μ₂] at the start, from the weights themselves; undefined where one of them is within 0.2 of
 * a standard deviation of pointing to the opposite cluster, so that a little noise could turn it around.
 */
function startCounts(inputDim: number, width: number, seed: number): number[] | undefined {
  const layers = { firstLayer: new Float64Array(width * inputDim), secondLayer: new Float64Array(width) };
  sphere.create({ initScale: 1, inputDim, width }).draw(streamKey(seedsFrom(seed), 'init'), inputDim, layers);
  const counts = [0, 0, 0, 0];
  for (const [j, a] of layers.secondLayer.entries()) {
    const [x, y] = [layers.firstLayer[j * inputDim]!, layers.firstLayer[j * inputDim + 1]!];
    const along = a > 0 ? x - y : x + y;
    if (Math.abs(along) < 0.2 * Math.sqrt(2 / inputDim)) return undefined;
    counts[(a > 0 ? 0 : 2) + (along > 0 ? 0 : 1)]! += 1;
  }
  return counts;
}

/** The first of some widths at which a seed's start counts are as wished. */
function widthWhere(
  widths: readonly number[],
  inputDim: number,
  seed: number,
  isWished: (counts: number[]) => boolean,
) {
  return widths.find((width) => {
    const counts = startCounts(inputDim, width, seed);
    return counts && isWished(counts);
  });
}

/** So quiet that neurons stay with the cluster they start in. */
const VERY_QUIET = [100, 150];

/** Too few neurons: one cluster or more starts with none. */
function emptied(pick: Pick, seed: number, dimFactor: number): Given | undefined {
  const given = good(pick, dimFactor, VERY_QUIET);
  const widths = [12, 11, 10, 9, 8, 7, 6, 5, 4, 3];
  const width = widthWhere(widths, given.inputDim, seed, (counts) => counts.includes(0));
  return width === undefined ? undefined : { ...given, width, maxTime: 40 };
}

/** No cluster empty, one with five times the neurons of another, and a second layer that stays as it is. */
function uneven(pick: Pick, seed: number, dimFactor: number): Given | undefined {
  const given = { ...good(pick, dimFactor, VERY_QUIET), secondLayerRate: 0 };
  const isUneven = (counts: number[]) =>
    Math.min(...counts) > 0 && Math.max(...counts) >= 5 * Math.min(...counts);
  const width = widthWhere([16, 14, 12, 10, 9, 8], given.inputDim, seed, isUneven);
  return width === undefined ? undefined : { ...given, width };
}

/** One layer stays as it is; when it is the second, many neurons share the clusters evenly. */
function frozen(pick: Pick, _: number, dimFactor: number): Given {
  const given = { ...good(pick, dimFactor), width: 100 };
  return pick([true, false]) ? { ...given, firstLayerRate: 0 } : { ...given, secondLayerRate: 0 };
}

/** Quiet, but with steps so long that they overshoot; from smaller starts one in twenty lands on the target by luck. */
function diverging(pick: Pick, _: number, dimFactor: number): Given {
  const given = { ...good(pick, dimFactor, [6, 10]), initScale: 0.1 };
  const stepSize = pick([12, 14, 16]);
  const batchSize = Math.round((given.batchSize / given.stepSize) * stepSize);
  return { ...given, stepSize, batchSize, maxTime: 100 * stepSize };
}

/** Stopped well before margins reach 1 in theory, by time or by steps. */
function shortened(pick: Pick, _seed: number, dimFactor: number): Given {
  const { maxTime: _enough, ...given } = good(pick, dimFactor);
  const time = pick([0.2, 0.4, 0.6, 0.75]) * phase2Time(given.inputDim, given.initScale, 2);
  return pick([true, false])
    ? { ...given, maxTime: time }
    : { ...given, steps: Math.round(time / given.stepSize) };
}

/** So many labels wrong that the best margin, ln((1 − q)/q), is below 1. */
function mislabeled(pick: Pick, _: number, dimFactor: number): Given {
  const given = good(pick, dimFactor, [40, 60]);
  return { ...given, corruption: 'label-noise', flipProbability: pick([0.35, 0.4, 0.5]) };
}
