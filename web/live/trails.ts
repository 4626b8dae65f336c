import type { Frame } from '../../src/index.ts';

/** Frames kept, and how many neurons' worth of them: drawing them is most of a frame's work. */
const MOST = 10;
const MOST_PLACES = 4000;

/** Where the neurons of a frame are in the picture, two numbers each. */
interface Place {
  readonly frame: Frame;
  readonly places: Float32Array;
}

/** Where the neurons were in the last few frames of a run that goes forward; oldest first. */
export class Trails {
  #kept: readonly Place[] = [];

  /**
   * Takes a frame; one that lies before the last, or comes with other neurons, clears the trail, and so does a jump of
   * a run that does not play.
   */
  push(frame: Frame, places: Float32Array, isPlaying: boolean): void {
    const last = this.#kept.at(-1)?.frame;
    if (last?.neurons === frame.neurons || last?.step === frame.step) return;
    const goesOn =
      last?.neurons.length === frame.neurons.length &&
      frame.step > last.step &&
      (isPlaying || frame.status !== undefined || frame.step === last.step + 1);
    const most = Math.max(2, Math.min(MOST, Math.floor((4 * MOST_PLACES) / frame.neurons.length)));
    this.#kept = [...(goesOn ? this.#kept.slice(1 - most) : []), { frame, places }];
  }

  /** The places before those of the present frame. */
  get before(): readonly Float32Array[] {
    return this.#kept.slice(0, -1).map(({ places }) => places);
  }
}
