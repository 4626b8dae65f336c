import { readoutQuantities } from '../../metrics/giant/index.ts';
import type { TrainingSettings } from '../../training/settings.ts';
import type { Snapshot } from '../experiment.ts';
import { theoryOf } from './theory.ts';

/** Numbers of the last measurement that a trial of giant/steps comes to. */
const LAST = [
  'overlaps',
  'gradientOverlaps',
  'alignment',
  'gradientAlignment',
  'specialization',
  'rowNorm',
  ...readoutQuantities.map(({ name }) => name),
];

/** Where the last step led, and what theory says of the target: all that figure and report need besides the series. */
export function summarizeGiantSteps(
  snapshots: readonly Snapshot[],
  settings: TrainingSettings,
): Readonly<Record<string, unknown>> {
  const { values } = snapshots.at(-1)!;
  const measured = LAST.flatMap((name) =>
    values[name] === undefined ? [] : [[name, values[name]] as const],
  );
  return { ...Object.fromEntries(measured), theory: theoryOf(settings) };
}
