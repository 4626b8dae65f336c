import type { AnyKind } from '../settings/kind.ts';
import { expression } from './expression.ts';
import { majorityOfXors } from './majority-of-xors.ts';
import { multiIndex } from './multi-index.ts';
import { parity } from './parity.ts';
import { singleIndex } from './single-index.ts';
import { staircase } from './staircase.ts';
import type { Target } from './target.ts';
import { truthTable } from './truth-table.ts';

/** Labels ±1, functions of the signs of a few coordinates; the first is the default where all can be chosen. */
export const targets: readonly AnyKind<Target>[] = [majorityOfXors, parity, truthTable];

/** Real labels: functions of a few coordinates, each with its formula. */
export const functions: readonly AnyKind<Target>[] = [expression, singleIndex, multiIndex, staircase];
