import type { RecomputeOrder, RecomputeReport } from '../workers/recompute.ts';

/** A record computed again, in a worker of its own. Owns it: `stop` ends it. */
export class Recomputation {
  state = $state<'idle' | 'running' | 'done'>('idle');
  step = $state(0);
  weightsHash = $state<string>();
  problem = $state<string>();
  #worker: Worker | undefined;

  start(order: RecomputeOrder): void {
    this.stop();
    this.step = 0;
    this.weightsHash = undefined;
    this.problem = undefined;
    this.state = 'running';
    this.#worker = new Worker(new URL('../workers/recompute.ts', import.meta.url), { type: 'module' });
    this.#worker.onmessage = ({ data }: MessageEvent<RecomputeReport>) => this.#hear(data);
    this.#worker.onerror = ({ message }) =>
      this.#hear({ type: 'failed', why: message || 'the worker ended' });
    this.#worker.postMessage(order);
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.state = this.weightsHash === undefined ? 'idle' : 'done';
  }

  #hear(report: RecomputeReport): void {
    if (report.type === 'step') {
      this.step = report.step;
      return;
    }
    if (report.type === 'done') this.weightsHash = report.weightsHash;
    else this.problem = `The run cannot be computed: ${report.why}`;
    this.stop();
  }
}
