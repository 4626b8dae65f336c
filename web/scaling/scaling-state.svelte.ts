import type { ScalingReading, SweepResults } from '../../src/index.ts';
import { ask } from '../state/desk.ts';
import { errorOf, kernelFile, type ScalingField, scalingDefaults, scalingFile } from './sweep-files.ts';
import { SweepRun } from './sweep-run.svelte.ts';
import { TypedSweep } from './typed-sweep.ts';

export const COMMAND = 'npx twolayer sweep scaling.yaml';

/** The law of samples against inputs, as measured in this page; it outlives the tab that shows it. */
class Scaling extends TypedSweep {
  typed = $state<Record<ScalingField, string>>({ ...scalingDefaults });
  readonly file = $derived(scalingFile(this.typed));
  withKernel = $state(true);
  readonly kernelFile = $derived.by(() => {
    const dims = this.run.plan?.cells.map(({ settings }) => settings.inputDim) ?? [];
    return this.withKernel ? kernelFile(dims, this.typed.success) : undefined;
  });
  readonly run: SweepRun<ScalingReading>;
  readonly kernel = new SweepRun<SweepResults>({
    read: async (results) => {
      this.run.refresh();
      return results;
    },
  });

  constructor() {
    super();
    this.run = new SweepRun({ read: (results) => this.#read(results) });
  }

  /** The runs of the sweep, then those of the kernel. */
  override async start(): Promise<void> {
    await this.run.start();
    if (this.run.counts?.pending !== 0 || !this.kernelFile) return;
    await this.kernel.propose(this.kernelFile);
    await this.kernel.start();
  }

  /** The kernel too. */
  override async stop(): Promise<void> {
    await Promise.all([this.run.stop(), this.kernel.stop()]);
  }

  override clear(): void {
    super.clear();
    this.kernel.clear();
  }

  #read(results: SweepResults): Promise<ScalingReading> {
    const error = errorOf(results.success);
    const kernel = this.withKernel ? this.kernel.results : undefined;
    const isComparable =
      kernel !== undefined && error !== undefined && kernel.success === `testError < ${error}`;
    return ask({
      ask: 'scaling',
      results,
      command: COMMAND,
      ...(this.withKernel && error !== undefined && { error }),
      ...(isComparable && { kernel }),
    });
  }
}

export const scaling = new Scaling();
