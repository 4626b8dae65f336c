/** Inputs, neurons, samples: d, p, n where a case has them. */
export interface Shape {
  readonly d?: number;
  readonly p?: number;
  readonly n?: number;
}

/** One thing to measure, on one engine. */
export interface Case {
  readonly name: string;
  readonly engine: string;
  readonly unit: string;
  readonly shape: Shape;
  /** Measure in so many rounds at most; the slow ones say few. */
  readonly rounds?: number;
  /** Field of the result → name of the case, on the same engine or the bare core, that it is a ratio to. */
  readonly ratios?: Readonly<Record<string, string>>;
  /** Why this machine cannot run it, if so. */
  unavailable?(): string | undefined;
  /** What is computed wrongly, if anything; then it is not timed. */
  check?(): string | undefined;
  /** Allocates and warms up; the function it returns measures once, in `unit`. */
  start(): () => number;
}

/** Names an engine that is not one of ours: the processor itself. */
export const CORE = 'core';

/** What every case in GMAC/s is held against. */
export const OF_PEAK = { ofPeak: 'fma-peak' } as const;

/** `d=128 p=512 n=128`. */
export function shapeName(shape: Shape): string {
  return Object.entries(shape)
    .map(([letter, size]) => `${letter}=${size}`)
    .join(' ');
}

/** A shape that is quick to check and meets the same edges: as large modulo words, chunks and tiles. */
export function representative<S extends Shape>(shape: S): S {
  const shrink = (size: number, cap: number) => (size <= cap ? size : cap + (size % 64));
  const caps: Required<Shape> = { d: 256, p: 48, n: 256 };
  const entries = Object.entries(shape) as [keyof Shape, number][];
  return Object.fromEntries(
    entries.map(([letter, size]) => [letter, shrink(size, caps[letter])]),
  ) as unknown as S;
}

/** The same answer for the same key without computing it again: cases of one kind share their check. */
export function memoized<Value>(compute: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key)!;
  };
}
