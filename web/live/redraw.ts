/** Calls `draw` at most once an animation frame, however often it is asked to; `draw` may ask again. */
export function atMostOncePerFrame(draw: () => void): { ask(): void; stop(): void } {
  let wanted: number | undefined;
  const ask = () => {
    wanted ??= requestAnimationFrame(() => {
      wanted = undefined;
      draw();
    });
  };
  return {
    ask,
    stop() {
      if (wanted !== undefined) cancelAnimationFrame(wanted);
      wanted = undefined;
    },
  };
}

/** Calls `draw` when it is asked to, but not again within so many milliseconds: once more then, if it was asked to meanwhile. */
export function atMostEvery(ms: number, draw: () => void): { ask(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;
  const rest = () => {
    timer = undefined;
    if (isAsked) ask();
  };
  function ask(): void {
    isAsked = timer !== undefined;
    if (isAsked) return;
    draw();
    timer = setTimeout(rest, ms);
  }
  return { ask, stop: () => clearTimeout(timer) };
}

/** Makes a canvas as sharp as the screen at a size in pixels of the page; true where it had another. */
export function fitCanvas(canvas: HTMLCanvasElement, width: number, height: number): boolean {
  const sharpness = devicePixelRatio || 1;
  const [w, h] = [Math.round(width * sharpness), Math.round(height * sharpness)];
  if (canvas.width === w && canvas.height === h) return false;
  canvas.width = w;
  canvas.height = h;
  canvas.getContext('2d')!.setTransform(sharpness, 0, 0, sharpness, 0, 0);
  return true;
}
