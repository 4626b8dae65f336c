import type { CellCounts, Entry, Figure, RecordedCheck, TrialRecord, Verdict } from '../../src/index.ts';

/** What the page asks of the worker that reads files. */
export type Ask =
  | { readonly type: 'open'; readonly files: readonly File[] }
  /** Of a sweep: a part of the table of its trials. */
  | {
      readonly type: 'rows';
      readonly order: Order | undefined;
      readonly from: number;
      readonly count: number;
    }
  /** Of a sweep. */
  | { readonly type: 'draw' | 'csv' };

/** Rows by a column. */
export interface Order {
  readonly column: string;
  readonly isDescending: boolean;
}

/** What files turned out to be, as far as the page shows it at once. */
export type Opened = OpenedRecord | OpenedVerdicts | OpenedTable;

/** One run. */
export interface OpenedRecord {
  readonly kind: 'record';
  readonly name: string;
  /** Without its series. */
  readonly record: Omit<TrialRecord, 'series'>;
  readonly report: readonly string[];
  readonly figure?: Figure;
  readonly command?: string;
  /** The address of the run in the live part of the page. */
  readonly link?: string;
  /** Why it is not shown in full or cannot be computed again, a sentence each. */
  readonly notes: readonly string[];
  readonly isComputable: boolean;
}

/** A check of claims. */
export interface OpenedVerdicts {
  readonly kind: 'verdicts';
  readonly name: string;
  readonly verdicts: readonly Verdict[];
  readonly check?: Omit<RecordedCheck, 'figures' | 'verdicts'>;
}

/** Trials of a sweep; their table stays in the worker. */
export interface OpenedTable {
  readonly kind: 'trials';
  readonly name: string;
  readonly experiment: string;
  readonly success: string;
  readonly axes: readonly string[];
  readonly cells: number;
  readonly counts: CellCounts;
  readonly isPlanned: boolean;
  readonly notes: readonly string[];
  readonly columns: readonly string[];
}

/** The answers by question. */
export interface Answers {
  readonly open: Opened;
  readonly rows: readonly (readonly Entry[])[];
  readonly draw: {
    readonly figures: readonly { readonly name: string; readonly figure: Figure }[];
    readonly words: readonly string[];
  };
  readonly csv: Blob;
}

/** An answer, or the sentence that says what is wrong. */
export type Reply = { readonly id: number } & (
  | { readonly value: Answers[Ask['type']] }
  | { readonly refusal: string }
);
