import type { TrialRecord } from '../experiment.ts';
import type { TwinSummary } from './twins.ts';

/** A sentence a twin: how far the run was from it. */
export function reportTwins({ summary }: TrialRecord): string[] {
  const twins = (summary.twins ?? {}) as Readonly<Record<string, TwinSummary>>;
  return Object.entries(twins).map(([name, twin]) => `Twin ${name} ${distances(twin)}; ${twin.doc}.`);
}

const short = (distance: number) => String(Number(distance.toPrecision(2)));

function distances({ distanceAtPhase1End, distanceAtEnd, lastFollowed }: TwinSummary): string {
  if (!lastFollowed) return 'was never followed';
  const found =
    distanceAtPhase1End === null ? '' : ` at distance ${short(distanceAtPhase1End)} at the end of phase 1,`;
  if (distanceAtEnd !== null)
    return `was${found} ${found ? '' : 'at distance '}${short(distanceAtEnd)} at the end`;
  const { time, samples, distance } = lastFollowed;
  const until = `time ${time.toFixed(1)} (${samples.toLocaleString('en-US')} samples)`;
  return `was${found} ${found ? '' : 'at distance '}${short(distance)} at ${until}, the last it was followed to`;
}
