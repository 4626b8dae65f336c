import type { TargetTyped } from '../../src/index.ts';
import type { CertifyAnswer } from '../workers/certify.ts';

/** What is known of a target. */
export interface Certificate {
  readonly typed: TargetTyped;
  readonly words: Extract<CertifyAnswer, { words: unknown }>['words'];
  readonly leap: number;
  readonly rungs: number;
}

/** Certifies the target that was asked for last, in a worker that it owns: `close` ends it. */
export class Certifier {
  /** The last target that could be certified. */
  certificate = $state.raw<Certificate>();
  /** What is wrong with the one asked for last. */
  refusal = $state<string>();
  isBusy = $state(false);
  #worker: Worker | undefined;

  /** A target still under way gives way to this one. */
  ask(typed: TargetTyped): void {
    if (this.isBusy) this.close();
    this.#worker ??= new Worker(new URL('../workers/certify.ts', import.meta.url), { type: 'module' });
    this.#worker.onmessage = ({ data }: MessageEvent<CertifyAnswer>) => this.#hear(typed, data);
    this.#worker.onerror = ({ message }) => {
      this.close();
      this.refusal = message || 'the worker ended';
    };
    this.isBusy = true;
    this.#worker.postMessage({ ...typed });
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.isBusy = false;
  }

  #hear(typed: TargetTyped, answer: CertifyAnswer): void {
    this.isBusy = false;
    if ('refused' in answer) {
      this.refusal = answer.refused;
      return;
    }
    this.refusal = undefined;
    this.certificate = { typed, ...answer };
  }
}
