import type { Figure, Theme } from '../../src/index.ts';
import type { Drawing, Drawn } from '../workers/figures.ts';

type Ending = { resolve(svg: string): void; reject(error: Error): void };

let worker: Worker | undefined;
let asked = 0;
const waiting = new Map<number, Ending>();

/** A figure as SVG text, drawn in the one worker that knows Vega; it is started by the first figure. */
export function drawFigure({ spec }: Figure, theme: Theme): Promise<string> {
  worker ??= start();
  const drawing: Drawing = { id: ++asked, spec, theme };
  return new Promise((resolve, reject) => {
    waiting.set(drawing.id, { resolve, reject });
    worker?.postMessage(drawing);
  });
}

function start(): Worker {
  const started = new Worker(new URL('../workers/figures.ts', import.meta.url), { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<Drawn>) => {
    const ending = waiting.get(data.id);
    waiting.delete(data.id);
    if ('svg' in data) ending?.resolve(data.svg);
    else ending?.reject(new Error(data.error));
  };
  started.onerror = ({ message }) => giveUp(message || 'the worker that draws figures ended');
  return started;
}

/** Tells all who wait; the next figure starts another worker. */
function giveUp(message: string): void {
  worker?.terminate();
  worker = undefined;
  for (const { reject } of waiting.values()) reject(new Error(message));
  waiting.clear();
}
