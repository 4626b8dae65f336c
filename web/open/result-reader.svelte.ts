import type { Answers, Ask, Opened, Reply } from './messages.ts';

type Settle = { resolve(value: unknown): void; reject(error: Error): void };

/** Files as the page sees them; a worker reads them. Owns it: `close` ends it. */
export class ResultReader {
  state = $state<'empty' | 'reading' | 'open'>('empty');
  opened = $state.raw<Opened>();
  /** What is wrong with the files that were given last. */
  refusal = $state<string>();
  #worker: Worker | undefined;
  readonly #waiting = new Map<number, Settle>();
  #asked = 0;

  /** Reads files in the place of those before. */
  async open(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    this.close();
    this.state = 'reading';
    const worker = this.#start();
    try {
      const opened = await this.ask({ type: 'open', files });
      if (this.#worker !== worker) return;
      this.opened = opened;
      this.state = 'open';
    } catch (error) {
      if (this.#worker !== worker) return;
      this.close();
      this.refusal = (error as Error).message;
    }
  }

  /** Asks the worker; what cannot be answered rejects with a sentence. */
  ask<A extends Ask>(ask: A): Promise<Answers[A['type']]> {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Settle['resolve'], reject });
      if (this.#worker) this.#worker.postMessage({ id, ask });
      else this.#giveUp('no file is open');
    });
  }

  /** Ends the worker; whoever waits for it is told. */
  close(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#giveUp('the files were closed');
    this.state = 'empty';
    this.opened = undefined;
    this.refusal = undefined;
  }

  #start(): Worker {
    const worker = new Worker(new URL('../workers/open.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      const settle = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('refusal' in data) settle?.reject(new Error(data.refusal));
      else settle?.resolve(data.value);
    };
    worker.onerror = ({ message }) => {
      if (this.#worker === worker) this.#giveUp(`this cannot be read: ${message || 'its reader ended'}`);
    };
    this.#worker = worker;
    return worker;
  }

  /** Tells all who wait. */
  #giveUp(why: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
    this.#waiting.clear();
  }
}
