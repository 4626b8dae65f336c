const waiting = new Set(['first-frame', 'first-step']);

/** Marks the first frame of a run that is shown, and the first of a run that has trained, for whoever measures the page. */
export function markFirst(step: number): void {
  for (const name of waiting) {
    if (name === 'first-step' && step === 0) continue;
    performance.mark(name);
    waiting.delete(name);
  }
}
