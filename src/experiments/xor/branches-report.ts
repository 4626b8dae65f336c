import { canonicalJson } from '../../settings/canonical.ts';
import { settingsAfter } from '../../settings/changes.ts';
import type { Branches, TrialRecord } from '../experiment.ts';
import type { Crossing } from './phases.ts';
import { endingLine } from './two-phases-caption.ts';

/** Time T at which the branches part; that of the branch's last measurement where it never got there. */
export function forkTime({ branch: { series }, step }: Branches): number {
  return series.time[series.step.indexOf(step)] ?? series.time.at(-1)!;
}

/** `secondLayerRate 0 instead of 1`: what the branch has from the fork on, and its parent there. */
export function changedLine({ parent, branch, step }: Branches): string {
  const before = settingsAfter(parent.settings, step) as unknown as Readonly<Record<string, unknown>>;
  const made = branch.settings.changes.filter((change) => change.step === step);
  const own = made.filter((change) => !parent.settings.changes.some((other) => isSame(change, other)));
  return own.map(({ key, value }) => `${key} ${value}${insteadOf(before[key])}`).join(', ');
}

const isSame = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b);
const insteadOf = (value: unknown) => (value === undefined ? '' : ` instead of ${value}`);

/** What a fork of xor/two-phases showed: where the branches differ in their phases, margins and error. */
export function reportBranches(branches: Branches): string[] {
  const { parent, branch, step } = branches;
  const start = `step ${step.toLocaleString('en-US')}, time ${forkTime(branches).toFixed(1)}`;
  const ending = endingLine(branch);
  return [
    `A copy of run ${parent.id} that from ${start}, on has ${changedLine(branches)}${ending && `; ${ending}`}.`,
    milestone(branches, 'phase1End', 'End of phase 1, finding'),
    milestone(branches, 'error1pc', 'Test error below 1 %'),
    milestone(branches, 'phase2End', 'End of phase 2, tuning'),
    sameTime(branches),
    `At its end the branch has ${stateAt(branch)}; its parent ${stateAt(parent)}.`,
  ].filter((sentence) => sentence !== '');
}

/** When something was reached in either branch; once where that was before they parted. */
function milestone(branches: Branches, key: string, name: string): string {
  const [here, there] = [branches.branch, branches.parent].map(
    ({ summary }) => (summary[key] as Crossing | null)?.time[1],
  );
  if (here !== undefined && there !== undefined && Math.max(here, there) <= forkTime(branches)) {
    return `${name}: at time ${here.toFixed(1)}, before they parted.`;
  }
  const when = (time: number | undefined) => (time === undefined ? 'never' : `at time ${time.toFixed(1)}`);
  return `${name}: ${when(here)} in the branch, ${when(there)} in its parent.`;
}

/** Both at the last time at which both were measured. */
function sameTime(branches: Branches): string {
  const { parent, branch } = branches;
  const shared = branch.series.time.filter((time) => parent.series.time.includes(time));
  const time = shared.at(-1)!;
  const isLate = time > forkTime(branches) && time < Math.max(endOf(parent), endOf(branch));
  return isLate
    ? `At time ${time.toFixed(1)} the branch has ${valuesAt(branch, time)}; its parent ${valuesAt(parent, time)}.`
    : '';
}

const endOf = ({ series }: TrialRecord) => series.time.at(-1)!;

const stateAt = (record: TrialRecord) =>
  `${valuesAt(record, endOf(record))} (time ${endOf(record).toFixed(1)})`;

/** Error and smallest margin of a record at a measured time. */
function valuesAt({ series }: TrialRecord, time: number): string {
  const row = series.time.indexOf(time);
  const error = (series.testError as readonly number[])[row]!;
  const margins = (series.clusterMargins as readonly (readonly (number | null)[])[])[row]!;
  const smallest = margins.includes(null) ? Number.NaN : Math.min(...(margins as number[]));
  const margin = Number.isFinite(smallest) ? smallest.toPrecision(2) : 'not finite';
  return `test error ${(100 * error).toPrecision(2)} % and smallest margin ${margin}`;
}
