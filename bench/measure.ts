import type { Case } from './case.ts';

/** Short measurements are repeated until they take this long. */
const SECONDS_A_SAMPLE = 0.004;
const SECONDS_TO_WARM_UP = 0.03;

/** Processor time of this process: what other programs take in the meantime does not count. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return 1e-6 * (user + system);
}

function secondsOf(repeats: number, body: () => void): number {
  const start = cpuSeconds();
  for (let r = 0; r < repeats; r++) body();
  return Math.max(cpuSeconds() - start, 1e-6);
}

/**
 * A measurement of work per second: warms up now, then each call repeats `body` for some milliseconds.
 *
 * @param work what one `body()` does, in units · seconds
 */
export function rateOf(work: number, body: () => void): () => number {
  let once = secondsOf(1, body);
  for (let spent = once; spent < SECONDS_TO_WARM_UP; spent += once) once = secondsOf(1, body);
  const repeats = Math.ceil(SECONDS_A_SAMPLE / once);
  return () => {
    if (repeats > 1) body(); // brings its data back into the caches
    return (work * repeats) / secondsOf(repeats, body);
  };
}

/** How long to measure. */
export interface Effort {
  readonly minRounds: number;
  readonly maxRounds: number;
  readonly seconds: number;
}

/** What was measured of a case, a value a round; or why it was not. */
export interface Outcome {
  readonly case: Case;
  readonly values: readonly number[];
  readonly failed?: string;
  readonly skipped?: string;
}

/**
 * Checks all cases, then measures those that passed in rounds: every case once a round, so that a busy
 * machine or a slower clock hits all alike.
 *
 * @param report says what is going on
 */
export function measure(cases: readonly Case[], effort: Effort, report: (line: string) => void): Outcome[] {
  report(`checking ${cases.length} cases against plain`);
  const outcomes = cases.map((one) => ({ case: one, values: [] as number[], ...verdictOf(one) }));
  const sound = outcomes.filter(({ failed, skipped }) => failed === undefined && skipped === undefined);
  report(`warming up ${sound.length} cases`);
  const started = sound.map(({ case: one, values }) => ({
    values,
    rounds: one.rounds ?? Infinity,
    sample: one.start(),
  }));
  const begin = performance.now();
  for (let round = 0; round < effort.maxRounds; round++) {
    const elapsed = (performance.now() - begin) / 1000;
    if (round >= effort.minRounds && elapsed > effort.seconds) break;
    if (round % 5 === 0) report(`round ${round + 1} of at most ${effort.maxRounds}, ${elapsed.toFixed(0)} s`);
    for (const { values, rounds, sample } of started) if (round < rounds) values.push(sample());
  }
  return outcomes;
}

function verdictOf(one: Case): Pick<Outcome, 'failed' | 'skipped'> {
  const skipped = one.unavailable?.();
  if (skipped !== undefined) return { skipped };
  const failed = one.check?.();
  return failed === undefined ? {} : { failed };
}

/** The value below which a share of the values lies; interpolated. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)]!;
  return below + (at % 1) * ((sorted[Math.ceil(at)] ?? below) - below);
}
