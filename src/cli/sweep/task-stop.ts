import type { Interrupt } from '../interrupt.ts';

/** What asks a task to stop. */
export interface TaskStop extends Pick<Interrupt, 'came' | 'arrival'> {
  /** Whether it is the time limit that comes, not somebody who wants the task gone. */
  readonly isTimeLimit: boolean;
  ignore(): void;
}

/**
 * Listens for SIGUSR2, Slurm's warning that the time limit comes, which leaves the trial under way some seconds to end
 * well; and for SIGTERM and SIGINT, which leave it none. Those are no reason to be requeued: `scancel` sends them, and
 * Slurm takes a requeue even of a task that was just canceled.
 *
 * @param patience seconds
 */
export function listenForTaskStop(patience: number): TaskStop {
  let first: NodeJS.Signals | undefined;
  let isTimeLimit = false;
  let timer: NodeJS.Timeout | undefined;
  let arrive = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const hear = (signal: NodeJS.Signals) => {
    isTimeLimit = signal === 'SIGUSR2' && (first ?? signal) === signal;
    first ??= signal;
    if (signal !== 'SIGUSR2') arrive();
    else timer ??= setTimeout(arrive, 1000 * patience);
  };
  const signals = ['SIGUSR2', 'SIGTERM', 'SIGINT'] as const;
  for (const signal of signals) process.on(signal, hear);
  return {
    get came() {
      return first !== undefined;
    },
    get isTimeLimit() {
      return isTimeLimit;
    },
    arrival,
    ignore() {
      clearTimeout(timer);
      for (const signal of signals) process.off(signal, hear);
    },
  };
}
