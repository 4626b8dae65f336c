import { expect, test } from 'vitest';
import { recordOf } from '../../../test/trials.ts';
import { toSvg } from '../../figures/render.ts';
import type { LedgerColumn, LedgerEntry, LedgerSummary } from '../../ledgers/ledger.ts';
import type { TrialRecord } from '../experiment.ts';
import { reportLedger } from './ledger-words.ts';
import { twoPhasesFigure } from './two-phases-figure.ts';

const entry = (name: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  name,
  scope: 'always',
  statement: 'a ≤ b',
  constants: {},
  firstViolation: null,
  smallestSlack: { value: 1, relative: 0.25, step: 0, time: 0, neuron: null },
  ...more,
});
const breach = { step: 20, time: 2, samples: 20_000, neuron: 7, left: 3, right: 2 };

const run = recordOf({ inputDim: 20, width: 24, batchSize: 200, testSize: 100, steps: 40 });

/** A run of 21 measurements with a ledger made by hand. */
function withLedger(
  inequalities: readonly LedgerEntry[],
  columns: Readonly<Record<string, LedgerColumn>> = {},
  tuningBegan: LedgerSummary['tuningBegan'] = null,
): TrialRecord {
  const constant = (value: number | null) => run.series.time.map(() => value);
  const plain = Object.fromEntries(
    inequalities.map(({ name }) => [name, { slack: constant(1), right: constant(4) }]),
  );
  const ledger: LedgerSummary = { tuningBegan, heavyShare: { largest: 0.5, needed: 0.98765 }, inequalities };
  return {
    ...run,
    summary: { ...run.summary, ledger },
    series: { ...run.series, ledger: { ...plain, ...columns } },
  };
}

interface Layer {
  readonly mark: { readonly style: string; readonly type: string };
  readonly data: { readonly values: readonly Readonly<Record<string, number>>[] };
}

/** The layers of the ledger's panel, which is the last one drawn. */
function layersOf(record: TrialRecord): Layer[] {
  type Concat = { readonly vconcat?: readonly Concat[]; readonly layer?: Layer[] };
  const last = ({ vconcat, layer }: Concat): Layer[] => (vconcat ? last(vconcat.at(-1)!) : layer!);
  return last(twoPhasesFigure(record, 'repeat').spec as Concat);
}

const cells = (record: TrialRecord, style: string) =>
  layersOf(record).find(({ mark }) => mark.type === 'rect' && mark.style === style)!.data.values;

test('a row is gray out of scope, green where it holds and red from its first violation on', () => {
  const slack = run.series.time.map((_, i) => (i < 5 ? null : i < 10 ? 1 : -1));
  const columns = { x: { slack, right: run.series.time.map(() => 4) } };
  const record = withLedger([entry('x', { firstViolation: breach })], columns);
  const spans = (style: string) => cells(record, style).map(({ time, to }) => [time, to]);
  expect(spans('unclaimed')).toEqual([[0, 1]]);
  expect(spans('holds')).toEqual([[1, 2]]);
  expect(spans('broken')).toEqual([[2, 4]]);
});

test('a negative slack before the first violation is rounding, and green', () => {
  const columns = { x: { slack: run.series.time.map(() => -1e-9), right: run.series.time.map(() => 1) } };
  expect(cells(withLedger([entry('x')], columns), 'broken')).toEqual([]);
});

test('more slack is a stronger green', () => {
  const slack = run.series.time.map((_, i) => i / 20);
  const columns = { x: { slack, right: run.series.time.map(() => 1) } };
  const opacities = cells(withLedger([entry('x')], columns), 'holds').map(({ opacity }) => opacity!);
  expect(opacities.length).toBeGreaterThan(3);
  expect(opacities).toEqual([...opacities].sort((a, b) => a - b));
});

test('rows have names left and the least slack, or when they were broken, right', async () => {
  const long = 'max(clusterMargins) <= 3 * min(clusterMargins)';
  const broken = entry('broken-one', { firstViolation: breach });
  const record = withLedger([entry('held-one'), broken, entry(long), entry('idle', { smallestSlack: null })]);
  const svg = await toSvg(twoPhasesFigure(record, 'repeat').spec, 'dark');
  for (const text of [
    'held-one',
    '25 %',
    'broken-one',
    'broken at 2',
    'max(clusterMargins) &lt;…',
    'not claimed',
  ]) {
    expect(svg).toContain(`>${text}</text>`);
  }
});

test('a record without a ledger has neither panel nor sentence', () => {
  const { ledger: _, ...summary } = run.summary;
  const record: TrialRecord = { ...run, summary: { ...summary, weightsHash: '' } };
  expect(reportLedger(record)).toBe('');
  expect(JSON.stringify(twoPhasesFigure(record, 'repeat'))).not.toContain('hypotheses');
});

test('the report counts what held, and names the first that broke with time, step, samples and neuron', () => {
  const began = { step: 100, time: 10, samples: 100_000 };
  expect(reportLedger(withLedger([entry('x'), entry('y')], {}, began))).toBe(
    'Ledger: all 2 inequalities held; the network was signal-heavy from time 10.0 on.',
  );
  const later = { ...breach, step: 30 };
  const entries = [
    entry('x', { firstViolation: later }),
    entry('y', { firstViolation: breach }),
    entry('z', { smallestSlack: null }),
  ];
  expect(reportLedger(withLedger(entries))).toBe(
    'Ledger: 0 of 2 inequalities held (1 never claimed), the first broken was y (a ≤ b) at time 2.0 (step 20, 20,000 samples) by neuron 7 (counted from 0): 3 against 2; heavy neurons never had more than 50.0 % of the squared norm, 98.8 % make a network signal-heavy.',
  );
});

test('the report counts what never had a slack as broken, and names no NaN', () => {
  const never = entry('x', { smallestSlack: null, firstViolation: { ...breach, left: Number.NaN } });
  expect(reportLedger(withLedger([never]))).toContain('0 of 1 inequalities held, the first broken was x');
  expect(reportLedger(withLedger([never]))).toContain('not finite against 2');
});
