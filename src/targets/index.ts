import type { AnyKind } from '../settings/kind.ts';
import { majorityOfXors } from './majority-of-xors.ts';
import { parity } from './parity.ts';
import type { Target } from './target.ts';
import { truthTable } from './truth-table.ts';

/** Functions to learn; the first is the default where all can be chosen. */
export const targets: readonly AnyKind<Target>[] = [majorityOfXors, parity, truthTable];
