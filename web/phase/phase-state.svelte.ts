import type { Figure, PlanOutline, SweepResults } from '../../src/index.ts';
import { type PhaseField, phaseDefaults, phaseFile } from '../scaling/sweep-files.ts';
import { SweepRun } from '../scaling/sweep-run.svelte.ts';
import { TypedSweep } from '../scaling/typed-sweep.ts';
import { ask } from '../state/desk.ts';
import { coarseToFine } from './coarse-to-fine.ts';

export const COMMAND = 'npx twolayer sweep phases.yaml';

/** Seed after seed; the cells of each so that a coarse picture is there first. */
function order(missing: readonly number[], { axes, cells }: PlanOutline): number[] {
  const columns = new Set(cells.map(({ at }) => at[axes[1]!])).size;
  const rank = new Map(coarseToFine(cells.length / columns, columns).map((cell, place) => [cell, place]));
  const place = (trial: number) =>
    Math.floor(trial / cells.length) * cells.length + rank.get(trial % cells.length)!;
  return [...missing].sort((a, b) => place(a) - place(b));
}

/** Where XOR is learned over batch and step size, as measured in this page; it outlives the tab that shows it. */
class Phases extends TypedSweep {
  typed = $state<Record<PhaseField, string>>({ ...phaseDefaults });
  readonly file = $derived(phaseFile(this.typed));
  /** Number of the cell that is looked at. */
  chosen = $state<number>();
  readonly run = new SweepRun<Figure>({
    order,
    read: (results: SweepResults) => ask({ ask: 'phases', results, command: COMMAND }),
  });
}

export const phases = new Phases();
