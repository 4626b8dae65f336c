import type {
  Change,
  Checkpoint,
  Frame,
  Plane,
  Reading,
  Seeds,
  Snapshot,
  TrialRecord,
  TrialSettings,
} from '../../src/index.ts';

/** What the page tells the worker of one run. A worker has one run; a fork has a worker of its own. */
export type Order =
  | {
      readonly type: 'open';
      readonly experiment: string;
      /** Settings as they would stand in a config file. */
      readonly given: Readonly<Record<string, unknown>>;
      readonly seeds: Seeds;
      /** A moment of another run with the same settings up to it. */
      readonly from?: Checkpoint;
      /** Where to go first; otherwise it stays where it begins. */
      readonly step?: number;
    }
  /** Trains on, so many steps a second; Infinity is as fast as it goes. */
  | { readonly type: 'play'; readonly pace: number }
  | { readonly type: 'pause' }
  /** Goes to a step, back or forth, and rests there. */
  | { readonly type: 'go'; readonly step: number }
  /** Other settings from here on. */
  | {
      readonly type: 'change';
      readonly set: readonly Pick<Change, 'key' | 'value'>[];
      readonly length?: { readonly steps?: number; readonly maxTime?: number };
    }
  /** The page has drawn the last moment and is ready for another. */
  | { readonly type: 'seen' }
  | { readonly type: 'ask'; readonly id: number; readonly question: Question };

/** What can be asked of a run. */
export type Question = 'checkpoint' | 'record' | 'weightsHash';

/** The answers by question. */
export interface Answers {
  readonly checkpoint: Checkpoint | undefined;
  readonly record: TrialRecord;
  readonly weightsHash: string;
}

/** What the worker tells the page. */
export type Report =
  /** It begins, or goes on with other settings. */
  | {
      readonly type: 'opened';
      readonly experiment: string;
      readonly settings: TrialSettings;
      readonly seeds: Seeds;
      readonly plane: Plane;
      /** How many measurements it still shares with what the page was told before. */
      readonly known: number;
      /** Where it is; what was beyond is forgotten. */
      readonly step: number;
    }
  /**
   * A moment for the page to keep, should the worker die; undefined where none can be had. The page has its
   * measurements already, the first so many it was told: of what grows with the run only the columns of its
   * watchers are sent.
   */
  | { readonly type: 'kept'; readonly moment: Omit<Checkpoint, 'snapshots'>; readonly measured: number }
  | { readonly type: 'kept'; readonly moment: undefined }
  /** What was asked for is not allowed; the run is as it was. */
  | { readonly type: 'refused'; readonly message: string }
  | Moment
  | { readonly type: 'answer'; readonly id: number; readonly value: Answers[Question] };

/** Where the run is now. */
export interface Moment {
  readonly type: 'moment';
  readonly frame: Frame;
  readonly isPlaying: boolean;
  /** The step it is on the way to; absent where it is on the way to none. */
  readonly goal?: number;
  /** How many measurements the page should have kept from before: the first of `measured` follows them. */
  readonly known: number;
  readonly measured: readonly Snapshot[];
  /** The plane of the frame, where it is another than before: the target changed on the way. */
  readonly plane?: Plane;
  /** What theory, ledger and explainer say; absent where it has not changed. */
  readonly reading?: Reading;
}
