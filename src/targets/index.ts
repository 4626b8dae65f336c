import type { AnyKind } from '../settings/kind.ts';
import { majorityOfXors } from './majority-of-xors.ts';
import { parity } from './parity.ts';
import type { Target } from './target.ts';
import { truthTable } from './truth-table.ts';

/** Functions to learn. */
export const targets: readonly AnyKind<Target>[] = [parity, truthTable, majorityOfXors];
