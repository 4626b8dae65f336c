import { ledgers } from '../../ledgers/index.ts';
import { createLedger } from '../../ledgers/ledger.ts';
import type { TrialContext, Watcher } from '../experiment.ts';
import { signalIsFound } from './phases.ts';

/** Holds a trial against the hypotheses of paper A's analysis, and against the inequalities its user gave. */
export function watchLedger({ settings }: TrialContext): Watcher {
  const ledger = createLedger(ledgers, settings as unknown as Record<string, unknown>);
  return {
    name: 'ledger',
    observe: (view, snapshot) => ledger.observe(view, snapshot, signalIsFound(snapshot)),
    summary: ledger.summary,
    series: ledger.series,
  };
}
