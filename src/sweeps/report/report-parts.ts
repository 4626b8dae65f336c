import type { Figure } from '../../experiments/experiment.ts';
import type { FittedSeries } from '../figures/fitted.ts';
import type { Hit } from '../line.ts';
import type { SweepResults } from '../results.ts';

/** All that a report is made of; what is absent or empty has no section. */
export interface ReportParts {
  /** What the page is called, such as the name of the folder. */
  readonly title: string;
  /** The sweep file as it was written. */
  readonly sweepText: string;
  readonly results: SweepResults;
  /** Settings that all trials share, as given. */
  readonly base: Readonly<Record<string, unknown>>;
  /** What hitting times are told in. */
  readonly unit: keyof Hit;
  readonly figures: readonly ReportFigure[];
  readonly fits: readonly FittedSeries[];
  /** What each search came to, a sentence an entry; absent where there was none. */
  readonly searches?: readonly string[];
  /** What sizes of effects the sweep can and cannot tell, a sentence an entry. */
  readonly power: readonly string[];
  /** How the spread between trials splits into that of starts and that of data, a sentence an entry. */
  readonly luck?: readonly string[];
  /** Time the trials took on one core, all together. */
  readonly spentSeconds?: number;
  readonly environment: Environment;
  /** How to do it again, in order. */
  readonly commands: readonly Step[];
  /** What writes all trials as CSV, for a sweep too large to be embedded. */
  readonly exportCommand: string;
}

/** A figure with its drawings. */
export interface ReportFigure {
  /** Kebab-case: its place in the page and the stem of its files. */
  readonly name: string;
  readonly figure: Figure;
  /** SVG text, a document each. */
  readonly svg: { readonly light: string; readonly dark: string };
}

/** What computed trials. */
export interface Build {
  readonly engine: string;
  readonly version: string;
  readonly commit: string | null;
  /** How many lines of trials it wrote. */
  readonly lines: number;
}

/** What the trials were computed with. */
interface Environment {
  /** The most frequent first. */
  readonly builds: readonly Build[];
  readonly hosts?: readonly string[];
  /** The user's own modules. */
  readonly modules?: readonly string[];
  /** What is odd about the trials' files, a sentence an entry. */
  readonly oddities?: readonly string[];
}

/** A command and what it is for. */
export interface Step {
  readonly what: string;
  readonly command: string;
}
