import { powerOfD } from './powers-of-d.ts';
import { type Rung, unlearned } from './staircase.ts';

/** A way to learn a target. */
export type Method =
  | 'giant-step'
  | 'giant-steps-linear'
  | 'giant-steps-leap'
  | 'online-sgd'
  | 'kernel'
  | 'random-features';

/** How many samples a method takes, as a power of the dimension. */
export interface Prediction {
  readonly method: Method;
  /** n ~ d^exponent (ln d)^logPower, of each batch where there are several; null where no power of d is known to do. */
  readonly exponent: number | null;
  readonly logPower: number;
  /** Names of the directions it learns; of kernels none, for they learn functions only. */
  readonly learns: readonly string[];
  /** Names of those that stay unlearned. */
  readonly misses: readonly string[];
  /** One sentence for a slide. */
  readonly text: string;
  /** Where it is stated. */
  readonly source: string;
  /** Whether the source proves it for targets such as this one. */
  readonly status: 'proved' | 'conjectured' | 'heuristic';
}

/** What predictions are made of. */
export interface Prospect {
  /** Names of the coordinates of directions. */
  readonly coordinates: readonly string[];
  readonly inputs: 'gaussian' | 'hypercube';
  readonly activation: string;
  /** Degree of the whole target; null where it is no polynomial. */
  readonly polynomialDegree: number | null;
  /** Whether the whole target is a multiple of a product of two coordinates. */
  readonly isPair: boolean;
  /** The largest degree that the activation sees; null where that has no end. */
  readonly seenDegree: number | null;
  /** Degrees that the target has and the activation does not see. */
  readonly blind: readonly number[];
  /** The staircase of the whole target. */
  readonly rungs: readonly Rung[];
  /** That of the part which the activation sees. */
  readonly seenRungs: readonly Rung[];
}

/** What papers predict for a target, from the easiest to say to the farthest from features. */
export function predict(prospect: Prospect): readonly Prediction[] {
  const { seenRungs } = prospect;
  const isPlain = seenRungs.length < 2 || leapComplexityOf(seenRungs) === 1;
  const steps = isPlain ? [linearSteps] : [linearSteps, leapSteps];
  return [giantStep, ...steps, onlineSgd, kernel, randomFeatures].map((of) => of(prospect));
}

const GIANT = 'arXiv 2305.18270';
const ONLINE = 'arXiv 2003.10409';
const LEAPS = 'arXiv 2302.11055';
const XOR = 'arXiv 2309.15111';
const KERNELS = 'arXiv 1904.12191, 2101.10588';

const namesOf = (rungs: readonly Rung[]) =>
  rungs.flatMap(({ directions }) => directions.map(({ name }) => name));

const listed = (names: readonly string[]) => (names.length === 0 ? 'nothing' : names.join(', '));

/** Names of what the target depends on and the first rungs of what is seen do not teach. */
function missed({ rungs, seenRungs, coordinates }: Prospect, learned: number): string[] {
  return unlearned(vectorsOf(rungs), vectorsOf(seenRungs.slice(0, learned)), coordinates);
}

const vectorsOf = (rungs: readonly Rung[]) =>
  rungs.flatMap(({ directions }) => directions.map(({ vector }) => vector));

/** Theorems of giant steps are for Gaussian inputs and activations that see every degree. */
const giantStatus = ({ inputs, blind }: Prospect) =>
  inputs === 'gaussian' && blind.length === 0 ? ('proved' as const) : ('heuristic' as const);

function giantStep(prospect: Prospect): Prediction {
  const { rungs, seenRungs, activation } = prospect;
  const [first, seen] = [rungs[0], seenRungs[0]];
  const learns = namesOf(seenRungs.slice(0, 1));
  const blindFirst = first && first.leap !== seen?.leap;
  const excuse = blindFirst ? `${activation} is blind to degree ${first.leap} (c_${first.leap} = 0)` : '';
  const text = !seen
    ? `${excuse || 'nothing to climb on'}: no batch is large enough`
    : `one batch of ${powerOfD(seen.leap)} finds ${listed(learns)}, and no size finds more${excuse && `; ${excuse}`}`;
  return {
    method: 'giant-step',
    exponent: seen?.leap ?? null,
    logPower: 0,
    learns,
    misses: missed(prospect, 1),
    text,
    source: GIANT,
    status: giantStatus(prospect),
  };
}

function linearSteps(prospect: Prospect): Prediction {
  const { seenRungs } = prospect;
  const stall = seenRungs.findIndex(({ leap }) => leap > 1);
  const count = stall < 0 ? seenRungs.length : stall;
  const learns = namesOf(seenRungs.slice(0, count));
  const misses = missed(prospect, count);
  const path = seenRungs
    .slice(0, count)
    .map((rung, t) => `step ${t + 1} ${listed(namesOf([rung]))}`)
    .join(', ');
  return {
    method: 'giant-steps-linear',
    exponent: count === 0 ? null : 1,
    logPower: 0,
    learns,
    misses,
    text: `batches of d: ${path || 'nothing'}${never(misses)}`,
    source: GIANT,
    status: giantStatus(prospect),
  };
}

/** The largest leap of a staircase; null where it has no rung. */
export function leapComplexityOf(rungs: readonly Rung[]): number | null {
  return rungs.length === 0 ? null : Math.max(...rungs.map(({ leap }) => leap));
}

function leapSteps(prospect: Prospect): Prediction {
  const { seenRungs } = prospect;
  const leap = leapComplexityOf(seenRungs) ?? 1;
  const learns = namesOf(seenRungs);
  const misses = missed(prospect, seenRungs.length);
  return {
    method: 'giant-steps-leap',
    exponent: leap,
    logPower: 0,
    learns,
    misses,
    text: `batches of ${powerOfD(leap)}: ${seenRungs.length} steps find ${listed(learns)}${never(misses)}`,
    source: GIANT,
    status: 'heuristic',
  };
}

const never = (names: readonly string[]) => (names.length === 0 ? '' : `; never ${names.join(', ')}`);

/** d for leap 1, d ln d for 2, d^{leap − 1} beyond. */
function onlineSgd(prospect: Prospect): Prediction {
  const { seenRungs } = prospect;
  const leap = leapComplexityOf(seenRungs);
  const exponent = leap === null ? null : Math.max(leap - 1, 1);
  const logPower = leap === 2 ? 1 : 0;
  const misses = missed(prospect, seenRungs.length);
  return {
    method: 'online-sgd',
    exponent,
    logPower,
    learns: namesOf(seenRungs),
    misses,
    text:
      exponent === null
        ? 'small steps on fresh samples never leave the start'
        : `small steps on fresh samples; the largest leap is ${leap}${never(misses)}`,
    ...onlineSource(prospect),
    ...(isXor(prospect) && {
      source: XOR,
      status: 'proved',
      text: 'minibatch SGD on both layers, d polylog d in all',
    }),
  };
}

/** Single directions are proved under Gaussian inputs; leaps in general are conjectured. */
function onlineSource({ inputs, rungs, blind }: Prospect): Pick<Prediction, 'source' | 'status'> {
  return inputs === 'gaussian' && namesOf(rungs).length === 1 && blind.length === 0
    ? { source: ONLINE, status: 'proved' }
    : { source: LEAPS, status: 'conjectured' };
}

/** What paper A proves: a product of two signs and nothing else, learned by ReLU. */
const isXor = ({ inputs, activation, isPair, blind }: Prospect) =>
  inputs === 'hypercube' && activation === 'relu' && isPair && blind.length === 0;

/** Of a kernel with all degrees: what that of the activation lacks stands beside it. */
function kernel({ polynomialDegree, blind, activation }: Prospect): Prediction {
  const all = polynomialDegree === null ? 'no power is enough for all of it' : 'for all of it';
  const unseen = blind.length > 0 ? `; that of ${activation} has no degree ${blind.join(', ')}` : '';
  return {
    ...functionsOnly,
    method: 'kernel',
    exponent: polynomialDegree,
    text: `one with all degrees, ${all}; d^κ samples give the part of degree κ${unseen}`,
  };
}

const functionsOnly = {
  logPower: 0,
  learns: [],
  misses: [],
  source: KERNELS,
  status: 'proved',
} as const;

function randomFeatures({ seenDegree, blind, activation }: Prospect): Prediction {
  const unseen = blind.length > 0 ? `; ${activation} has no degree ${blind.join(', ')}` : '';
  return {
    ...functionsOnly,
    method: 'random-features',
    exponent: blind.length > 0 ? null : seenDegree,
    text:
      seenDegree === null || seenDegree === 0
        ? `p, n ~ d^κ give the part of degree κ${unseen}`
        : `p, n ~ ${powerOfD(seenDegree)} for ${blind.length > 0 ? 'all they can have' : 'all of it'}${unseen}`,
  };
}
