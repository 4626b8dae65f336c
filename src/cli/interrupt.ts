/** Exit code of a process that was asked to stop. */
export const INTERRUPTED = 130;

/** Ctrl-C and SIGTERM: the first one ends the work in hand, one that comes later ends the process. */
export interface Interrupt {
  readonly came: boolean;
  /** Resolves when the first one comes. */
  readonly arrival: Promise<void>;
  /** From now on there is nothing to end gracefully: the next one says `farewell` and exits. */
  endProcess(farewell: string): void;
  ignore(): void;
}

/** Listens until told to ignore. */
export function listenForInterrupt(): Interrupt {
  let came = false;
  let last: string | undefined;
  let arrive = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const hear = () => {
    came = true;
    arrive();
    if (last === undefined) return;
    process.stderr.write(`twolayer: ${last}\n`);
    process.exit(INTERRUPTED);
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, hear);
  return {
    get came() {
      return came;
    },
    arrival,
    endProcess(farewell) {
      last = farewell;
    },
    ignore() {
      for (const signal of signals) process.off(signal, hear);
    },
  };
}
