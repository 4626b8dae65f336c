import type { Engine, Samples } from '../src/engines/engine.ts';
import type { EngineKind } from '../src/engines/index.ts';
import { createPlainEngine } from '../src/engines/plain.ts';
import { drawSamples } from '../test/agreement.ts';
import { type Case, shapeName } from './case.ts';
import { rateOf } from './measure.ts';
import { roundsOn } from './products.ts';

/** d, n of what is drawn. */
export type DrawShape = Readonly<Record<'d' | 'n', number>>;

const SEED = 7;
const FIRST = 11;

function drawn(engine: Engine, kind: Samples['kind'], { d, n }: DrawShape): Samples {
  const samples = engine.createSamples(kind, d, n);
  drawSamples(engine, SEED, FIRST, n, samples);
  return samples;
}

/** Every engine draws the same bits. */
function checkDraw(engine: EngineKind, kind: Samples['kind'], shape: DrawShape): string | undefined {
  const [got, want] = [engine.create(), createPlainEngine()].map((one) => drawn(one, kind, shape).rows.array);
  const wrong = want!.findIndex((value, i) => got![i] !== value);
  return wrong < 0 ? undefined : `value ${wrong} drawn is ${got![wrong]} instead of ${want![wrong]}`;
}

/** Signs by Philox and Gaussians by Box–Muller. */
export function drawsOn(engine: EngineKind) {
  return (kind: Samples['kind'], shape: DrawShape): Case => ({
    name: `${kind === 'signs' ? 'draw' : 'gaussians'} ${shapeName(shape)}`,
    engine: engine.name,
    unit: kind === 'signs' ? 'Gbit/s' : 'Mvalues/s',
    shape,
    ...roundsOn(engine),
    ...(engine.name !== 'plain' && { check: () => checkDraw(engine, kind, shape) }),
    start() {
      const made = engine.create();
      const samples = made.createSamples(kind, shape.d, shape.n);
      const work = (kind === 'signs' ? 1e-9 : 1e-6) * shape.d * shape.n;
      return rateOf(work, () => drawSamples(made, SEED, FIRST, shape.n, samples));
    },
  });
}
