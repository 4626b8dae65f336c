import type { z } from 'zod';

/** What a setting's zod field carries besides its type, for flags, help, menus and docs. */
export interface FieldMeta {
  /** The papers' letter, such as `d`. */
  readonly symbol?: string;
  /** The one-letter flag, where the papers have a letter. */
  readonly short?: string;
  readonly unit?: string;
  readonly doc: string;
  /** What stands behind its flag in the help, where the type does not say it. */
  readonly placeholder?: string;
  /** Completes "--key must be …", where the type does not say it. */
  readonly allowed?: string;
}

/** Named settings: camelCase key → zod field made with `field`. */
export type Shape = Readonly<Record<string, z.ZodType>>;

/** Values of a shape after resolution. */
export type Settings<S extends Shape> = { readonly [K in keyof S]: z.output<S[K]> };

/** Attaches symbol, unit and doc to a zod field. */
export function field<T extends z.ZodType>(type: T, meta: FieldMeta): T {
  return type.meta({ ...meta }) as T;
}

/** A rule over several settings: the key to blame and what is allowed, or nothing when the rule holds. */
export type Rule = (settings: Readonly<Record<string, unknown>>) => Violation | undefined;

/** What a rule objects to. */
export interface Violation {
  readonly key: string;
  /** Completes "--key must be …". */
  readonly allowed: string;
}

/**
 * One of several things a setting can name: an input distribution, a target, a loss …
 * Its name, in its list, is all the rest of the project knows of it.
 */
export interface Kind<S extends Shape, Made> {
  /** CLI word, URL word, file name and test title at once. */
  readonly name: string;
  /** One line. */
  readonly doc: string;
  /** Paper and section, where there is one. */
  readonly source?: string;
  readonly settings: S;
  readonly rules?: readonly Rule[];
  /** Makes the thing, at resolved settings. */
  create(settings: Settings<S> & { readonly inputDim: number; readonly width: number }): Made;
}

/** A kind whose settings have been forgotten by the type system: what lists hold. */
// biome-ignore lint/suspicious/noExplicitAny: a list mixes kinds with different settings; each was checked where it was defined
export type AnyKind<Made> = Kind<any, Made>;
