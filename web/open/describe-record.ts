import {
  canonicalJson,
  type Experiment,
  experiments,
  Misuse,
  repeatCommand,
  resolveTrial,
  type TrialRecord,
  trialId,
} from '../../src/index.ts';
import { openedAt, queryOf } from '../state/place.ts';
import type { OpenedRecord } from './messages.ts';

/** What there is to show of a record. Whatever it holds beyond what was checked is not trusted: trouble is a note. */
export function describeRecord(name: string, record: TrialRecord): OpenedRecord {
  const { series: _, ...shown } = record;
  const experiment = experiments.find((candidate) => candidate.name === record.experiment);
  const bare = { kind: 'record', name, record: shown, report: [], isComputable: false } as const;
  if (!experiment)
    return {
      ...bare,
      notes: [`${name} is of ${record.experiment}, an experiment that this page does not have.`],
    };
  const notes = objections(experiment, record);
  const isComputable = notes.length === 0;
  try {
    const command = repeatCommand(experiment, record);
    return {
      ...bare,
      command,
      report: experiment.report(record),
      figure: experiment.figure(record, command),
      ...(experiment.live && isComputable && { link: liveLink(experiment, record) }),
      notes: [...notes, ...differences(record)],
      isComputable,
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      ...bare,
      isComputable,
      notes: [...notes, `It cannot be drawn, as it is not what this version writes: ${why}.`],
    };
  }
}

/** Why a record cannot be computed again here. */
function objections(experiment: Experiment, { settings, seeds, id, modules = [] }: TrialRecord): string[] {
  if (modules.length > 0)
    return [
      `Modules of its user took part (${modules.map(({ file }) => file).join(', ')}), which a page does not load.`,
    ];
  try {
    const resolved = resolveTrial(experiment, { ...settings });
    if (canonicalJson(resolved) !== canonicalJson(settings))
      return ['Its settings are not complete in this version.'];
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    return [`Its settings are not those of this version: ${error.message}.`];
  }
  if (trialId(experiment.name, settings, seeds) === id) return [];
  return ['Its id is not that of its settings and seeds: it was changed after it was written.'];
}

const differences = ({ version }: TrialRecord) =>
  version === VERSION ? [] : [`It was written by version ${version}; this page is version ${VERSION}.`];

/** The run at its last step, in the live part of the page. */
function liveLink(experiment: Experiment, { settings, seeds, summary }: TrialRecord): string {
  const { address } = openedAt('');
  const resolved = resolveTrial(experiment, { ...settings });
  const step = summary.steps as number;
  return `?${queryOf({ ...address, experiment: experiment.name, settings: resolved, seeds, step })}`;
}
