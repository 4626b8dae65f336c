import { ledgers } from '../../ledgers/index.ts';
import { createLedger, type LedgerMemory } from '../../ledgers/ledger.ts';
import { userInequalities } from '../../ledgers/user-inequality.ts';
import type { TrialContext, Watcher } from '../experiment.ts';
import { signalIsFound } from './phases.ts';

/** Holds a trial against the hypotheses of paper A's analysis, and against the inequalities its user gave. */
export function watchLedger(context: TrialContext): Watcher {
  const settings = context.settings as unknown as Readonly<Record<string, unknown>>;
  const ledger = createLedger([...ledgers, ...userInequalities(settings)], settings);
  return {
    name: 'ledger',
    observe: (view, snapshot) => ledger.observe(view, snapshot, signalIsFound(snapshot)),
    summary: ledger.summary,
    series: ledger.series,
    save: ledger.save,
    restore: (saved) => ledger.restore(saved as LedgerMemory),
  };
}
