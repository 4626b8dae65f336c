import type { Engine, Samples, SignSamples } from '../src/engines/engine.ts';
import type { EngineKind } from '../src/engines/index.ts';
import { createPlainEngine } from '../src/engines/plain.ts';
import { drawSamples } from './agreement.ts';
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

const bit = (words: Uint32Array, row: number, stride: number, k: number) =>
  (words[row * stride + (k >>> 5)]! >>> (k & 31)) & 1;

function checkTransposition(engine: EngineKind, shape: DrawShape): string | undefined {
  const { rows, stride, columns } = drawn(engine.create(), 'signs', shape) as SignSamples;
  for (let s = 0; s < shape.n; s++) {
    for (let k = 0; k < shape.d; k++) {
      const same = bit(rows.array, s, stride, k) === bit(columns.array, k, Math.ceil(shape.n / 32), s);
      if (!same) return `coordinate ${k} of sample ${s} changed sign`;
    }
  }
  return undefined;
}

/** Signs by Philox, transposed as the backward pass needs them; and Gaussians by Box–Muller. */
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

/** Bits by sample to bits by coordinate; plain has no need of it. */
export function transposition(engine: EngineKind, shape: DrawShape): Case {
  return {
    name: `transpose ${shapeName(shape)}`,
    engine: engine.name,
    unit: 'Gbit/s',
    shape,
    check: () => checkTransposition(engine, shape),
    start() {
      const made = engine.create();
      const samples = drawn(made, 'signs', shape);
      return rateOf(1e-9 * shape.d * shape.n, () => made.setSamples(shape.n, samples));
    },
  };
}
