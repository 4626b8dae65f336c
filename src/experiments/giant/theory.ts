import { activations } from '../../activations/index.ts';
import type { Activation } from '../../engines/engine.ts';
import type { Expansion } from '../../formulas/expansion.ts';
import type { AnyKind } from '../../settings/kind.ts';
import { functions } from '../../targets/index.ts';
import type { Target } from '../../targets/target.ts';
import { activationCoefficients } from '../../theory/activation-coefficients.ts';
import { certify } from '../../theory/certify.ts';
import { degreeOf } from '../../theory/rotate-terms.ts';
import { seenPart } from '../../theory/sight.ts';
import { ladderOf, type Rung } from '../../theory/staircase.ts';
import { anatomyOf } from './directions.ts';

/** What theory says of a target and an activation before any step. Plain JSON. */
export interface TargetTheory {
  /** As the user wrote it, or as its kind does. */
  readonly formula: string;
  /** Inputs it depends on, from 1; entries of the directions' vectors. */
  readonly variables: readonly number[];
  /** In the order of the metrics. */
  readonly directions: readonly LearnableDirection[];
  readonly leapIndex: number | null;
  /** The same of what neurons with the activation can see. */
  readonly seenLeapIndex: number | null;
  /** Degrees that the target has and neurons do not see. */
  readonly blind: readonly number[];
  /** Names of directions that neurons with the activation never see. */
  readonly unseen: readonly string[];
  /** Of all rungs, from the foot of the staircase. */
  readonly leaps: readonly number[];
  readonly variance: number;
  readonly floors: readonly MseFloor[];
}

/** A direction of a target. */
export interface LearnableDirection {
  readonly name: string;
  readonly vector: readonly number[];
  /**
   * The giant step at which batches of the order of d reach it, with this activation and these labels; null where they
   * never do.
   */
  readonly step: number | null;
  /** Of the staircase with leaps, from 1. */
  readonly rung: number;
  /** Batches of the order of d^leap show it at its rung, with this activation and these labels where they show it at all. */
  readonly leap: number;
}

/** The smallest mean squared error of functions of what is learned times polynomials in all else. */
interface MseFloor {
  readonly rungs: number;
  /** Of the polynomials. */
  readonly degree: number;
  readonly value: number;
}

type Values = Readonly<Record<string, unknown>>;

const known = new WeakMap<object, TargetTheory>();

/** Of a trial's resolved settings. */
export function theoryOf(settings: object): TargetTheory {
  const theory = known.get(settings) ?? derived(settings as Values);
  known.set(settings, theory);
  return theory;
}

function derived(settings: Values): TargetTheory {
  const { formula } = created<Target>(functions, settings.target, settings);
  const activation = created<Activation>(activations, settings.activation, settings);
  const { expansion, directions } = anatomyOf(formula!);
  const coefficients = activationCoefficients(activation, expansion.degree);
  const sight = { activation: settings.activation as string, coefficients };
  const { leapIndex, seen, staircase, variance, floors } = certify(expansion, sight);
  const visible = ladderOf(seenPart(expansion, sight));
  const climbed = ladderOf(taughtPart(seenPart(expansion, sight), settings.preprocessing));
  return {
    formula: formula!.text,
    variables: expansion.variables,
    directions: directions.map(({ name, vector, rung }) => {
      const climbing = rungWith(vector, climbed);
      const step = climbing?.directions.at(-1)?.step ?? null;
      return { name, vector, step, rung, leap: climbing?.leap ?? staircase[rung - 1]!.leap };
    }),
    leapIndex,
    seenLeapIndex: climbed[0]?.leap ?? null,
    blind: seen.blind,
    unseen: directions.filter(({ vector }) => !rungWith(vector, visible)).map(({ name }) => name),
    leaps: staircase.map(({ leap }) => leap),
    variance: variance.value,
    floors: floors.map(({ rungs, degree, value }) => ({ rungs, degree, value })),
  };
}

/** What is left of a target where the mean and linear part of its labels are taken off. */
function taughtPart(expansion: Expansion, preprocessing: unknown): Expansion {
  if (preprocessing !== 'linear') return expansion;
  return { ...expansion, terms: expansion.terms.filter(({ exponents }) => degreeOf(exponents) > 1) };
}

/** Share of a direction's square within what is learned from which on it counts as learned. */
const WITHIN = 1 - 1e-6;

/** The first rung with which all of a direction is learned. */
function rungWith(vector: readonly number[], rungs: readonly Rung[]): Rung | undefined {
  let within = 0;
  return rungs.find(({ directions }) => {
    for (const learned of directions) {
      const along = vector.reduce((sum, x, v) => sum + x * learned.vector[v]!, 0);
      within += along * along;
    }
    return within > WITHIN;
  });
}

const created = <Thing>(kinds: readonly AnyKind<Thing>[], name: unknown, settings: Values): Thing =>
  kinds.find((kind) => kind.name === name)!.create(settings as never);
