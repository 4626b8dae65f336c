import { z } from 'zod';
import { Misuse } from '../settings/misuse.ts';
import type { Verdict } from './check.ts';
import type { Plan } from './claim.ts';
import type { Figure } from './experiment.ts';

/** A check as data for pages: what `check --out` writes as claims.json. Bounds that are not finite are null there. */
export interface RecordedCheck {
  readonly schema: 1;
  /** What repeats it. */
  readonly command: string;
  readonly plan: Plan;
  /** Of the package that checked. */
  readonly version: string;
  readonly verdicts: readonly Verdict[];
  /** By id of the claim; of those that have one. */
  readonly figures: Readonly<Record<string, Figure>>;
}

const decision = z.enum(['supported', 'not supported', 'inconclusive']);
const bounds = z.tuple([z.number().nullable(), z.number().nullable()]);
const unbounded = bounds.transform(([low, high]) => [low ?? -Infinity, high ?? Infinity] as const);
const expected = z.union([z.number(), z.string()]);
const finding = z.object({
  quantity: z.string(),
  estimate: z.number().nullable(),
  interval: unbounded,
  expected,
  tolerance: unbounded,
});
const verdict = z.object({
  claim: z.string(),
  title: z.string(),
  source: z.string(),
  verdict: decision,
  statement: z.string(),
  prediction: z.string(),
  quantity: z.string(),
  measured: z.number().nullable(),
  interval: bounds,
  expected,
  tolerance: bounds,
  findings: z.array(finding).min(1),
  controls: z.record(z.string(), decision),
  runs: z.int().min(0),
  seconds: z.number().min(0),
});
const check = z.object({
  schema: z.literal(1),
  command: z.string(),
  plan: z.object({ quick: z.boolean(), seed: z.int().min(0), dimFactor: z.int().min(1) }),
  version: z.string(),
  verdicts: z.array(verdict).min(1),
  figures: z.record(z.string(), z.object({ spec: z.record(z.string(), z.unknown()), caption: z.string() })),
});

/**
 * Reads what `check --out` wrote as claims.json.
 *
 * @param value parsed JSON
 * @param name of the file, for the error
 * @throws Misuse naming the first place that is not as it must be
 */
export const readRecordedCheck = (value: unknown, name: string): RecordedCheck =>
  parsed(check, value, `${name} is not the claims.json of a check`);

/**
 * Reads a line of `check --json`.
 *
 * @throws Misuse as above
 */
export const readVerdict = (value: unknown, name: string): Verdict =>
  parsed(verdict, value, `${name} is not a verdict`);

function parsed<T>(type: z.ZodType<T>, value: unknown, complaint: string): T {
  const result = type.safeParse(value);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new Misuse(`${complaint}: ${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`);
}
