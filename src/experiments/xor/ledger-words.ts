import type { LedgerEntry, LedgerSummary } from '../../ledgers/ledger.ts';
import type { Findings, TrialRecord } from '../experiment.ts';

const count = (value: number) => value.toLocaleString('en-US');
const short = (value: number | null) =>
  value === null || !Number.isFinite(value) ? 'not finite' : String(Number(value.toPrecision(3)));

/** The ledger of a record; undefined where none was kept. */
export function ledgerOf({ summary }: Pick<Findings, 'summary'>): LedgerSummary | undefined {
  return summary.ledger as LedgerSummary | undefined;
}

/** What the ledger says, in one sentence; empty where none was kept. */
export function reportLedger(record: TrialRecord): string {
  const ledger = ledgerOf(record);
  return ledger ? `Ledger: ${verdict(ledger.inequalities)}; ${tuning(ledger)}.` : '';
}

/** How many held where they were claimed, and which was broken first. */
function verdict(entries: readonly LedgerEntry[]): string {
  const claimed = entries.filter(
    ({ smallestSlack, firstViolation }) => smallestSlack !== null || firstViolation !== null,
  );
  const broken = claimed.filter(({ firstViolation }) => firstViolation !== null);
  const never = entries.length - claimed.length;
  const others = never === 0 ? '' : ` (${never} never claimed)`;
  if (broken.length === 0) return `all ${claimed.length} inequalities held${others}`;
  const first = broken.reduce((a, b) => (b.firstViolation!.step < a.firstViolation!.step ? b : a));
  const held = `${claimed.length - broken.length} of ${claimed.length} inequalities held${others}`;
  return `${held}, the first broken was ${first.name} (${first.statement}) ${breach(first)}`;
}

function breach({ firstViolation }: LedgerEntry): string {
  const { time, step, samples, neuron, left, right } = firstViolation!;
  const who = neuron === null ? '' : ` by neuron ${neuron} (counted from 0)`;
  const where = `at time ${time.toFixed(1)} (step ${count(step)}, ${count(samples)} samples)`;
  return `${where}${who}: ${short(left)} against ${short(right)}`;
}

function tuning({ tuningBegan, heavyShare: { largest, needed } }: LedgerSummary): string {
  const percent = (share: number) => `${(100 * share).toPrecision(3)} %`;
  if (tuningBegan) return `the network was signal-heavy from time ${tuningBegan.time.toFixed(1)} on`;
  return `heavy neurons never had more than ${percent(largest)} of the squared norm, ${percent(needed)} make a network signal-heavy`;
}
