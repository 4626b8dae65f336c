import { activations } from '../../activations/index.ts';
import type { Activation } from '../../engines/engine.ts';
import type { AnyKind } from '../../settings/kind.ts';
import { functions } from '../../targets/index.ts';
import type { Target } from '../../targets/target.ts';
import { activationCoefficients } from '../../theory/activation-coefficients.ts';
import { certify } from '../../theory/certify.ts';
import { anatomyOf, DEGREE } from './directions.ts';

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
  /** The giant step at which batches of the order of d reach it; null where they never do. */
  readonly step: number | null;
  /** Of the staircase with leaps, from 1. */
  readonly rung: number;
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
  const sight = { activation: activation.name, coefficients: activationCoefficients(activation, DEGREE) };
  const { leapIndex, seen, staircase, variance, floors } = certify(expansion, sight);
  const visible = new Set(seen.staircase.flatMap((rung) => rung.directions));
  return {
    formula: formula!.text,
    variables: expansion.variables,
    directions: directions.map(({ name, vector, step, rung }) => ({ name, vector, step, rung })),
    leapIndex,
    seenLeapIndex: seen.leapIndex,
    blind: seen.blind,
    unseen: directions.map(({ name }) => name).filter((name) => !visible.has(name)),
    leaps: staircase.map(({ leap }) => leap),
    variance: variance.value,
    floors: floors.map(({ rungs, degree, value }) => ({ rungs, degree, value })),
  };
}

const created = <Thing>(kinds: readonly AnyKind<Thing>[], name: unknown, settings: Values): Thing =>
  kinds.find((kind) => kind.name === name)!.create(settings as never);
