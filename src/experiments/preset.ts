import type { Given } from './claim.ts';

/** Named settings of an experiment: a starting point, expanded before anything else is read. */
export interface Preset {
  /** Kebab-case: the word after `--preset`. */
  readonly name: string;
  /** One line. */
  readonly doc: string;
  readonly experiment: string;
  readonly settings: Given;
}
