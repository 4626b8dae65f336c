import type { Frame } from '../../src/index.ts';
import type { Neurons } from './neuron-geometry.ts';

/** Frames kept, and how many neurons' worth of them. */
const MOST = 20;
const MOST_PLACES = 6000;

/** Where the neurons were in the last few frames of a run that goes forward; oldest first. */
export class Trails {
  #frames: readonly Frame[] = [];

  /**
   * Takes a frame; one that lies before the last, or comes with other neurons, clears the trail, and so does a jump of
   * a run that does not play.
   */
  push(frame: Frame, isPlaying: boolean): void {
    const last = this.#frames.at(-1);
    if (last?.neurons === frame.neurons || last?.step === frame.step) return;
    const goesOn =
      last?.neurons.length === frame.neurons.length &&
      frame.step > last.step &&
      (isPlaying || frame.status !== undefined || frame.step === last.step + 1);
    const most = Math.max(2, Math.min(MOST, Math.floor((4 * MOST_PLACES) / frame.neurons.length)));
    this.#frames = goesOn ? [...this.#frames.slice(1 - most), frame] : [frame];
  }

  /** What came before the present frame. */
  get before(): readonly Neurons[] {
    return this.#frames.slice(0, -1).map(({ neurons }) => neurons);
  }
}
