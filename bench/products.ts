import type { EngineKind } from '../src/engines/index.ts';
import { createPlainEngine } from '../src/engines/plain.ts';
import { disagreement, type Example, exampleBounds, passThrough, place } from '../test/agreement.ts';
import { type Case, memoized, OF_PEAK, representative, shapeName } from './case.ts';
import { rateOf } from './measure.ts';

/** d, p, n of a product. */
export type ProductShape = Readonly<Record<'d' | 'p' | 'n', number>>;

/** Which of the two products. */
export const directions = ['forward+backward', 'forward', 'backward'] as const;
export type Direction = (typeof directions)[number];

/** Plain takes some five nanoseconds a multiply-add: both products of such a shape stay under 0.3 s. */
const PLAIN_LIMIT = 2 ** 24;

/** Whether a shape is small enough for an engine. */
export const isBearable = ({ name }: EngineKind, { d, p, n }: ProductShape): boolean =>
  name !== 'plain' || d * p * n <= PLAIN_LIMIT;

/** Fewer rounds for the slow engine. */
export const roundsOn = ({ name }: EngineKind): Pick<Case, 'rounds'> =>
  name === 'plain' ? { rounds: 3 } : {};

const exampleOf = (kind: Example['kind'], shape: ProductShape): Example => ({
  kind,
  ...shape,
  scale: 1 / shape.p,
  seed: 1,
});

/** Whether an engine's products are within rounding of plain's, a shape at a time. */
function agreementOf(kind: Example['kind'], engine: EngineKind): (shape: ProductShape) => string | undefined {
  const check = memoized((key) => {
    const example = exampleOf(kind, JSON.parse(key) as ProductShape);
    const [got, want] = [engine.create(), createPlainEngine()].map((one) => passThrough(one, example));
    return disagreement(got!, want!, exampleBounds(createPlainEngine(), example));
  });
  return (shape) => check(JSON.stringify(representative(shape)));
}

/** The name of a product's case. */
export function productName(kind: Example['kind'], direction: Direction, shape: ProductShape): string {
  return `${kind === 'signs' ? 'table' : 'dense'} ${direction} ${shapeName(shape)}`;
}

/** Makes cases of one kind of samples on one engine. */
export function productsOn(kind: Example['kind'], engine: EngineKind) {
  const agreement = agreementOf(kind, engine);
  return (direction: Direction, shape: ProductShape): Case => ({
    name: productName(kind, direction, shape),
    engine: engine.name,
    unit: 'GMAC/s',
    shape,
    ratios: OF_PEAK,
    ...roundsOn(engine),
    ...(engine.name !== 'plain' && { check: () => agreement(shape) }),
    start: () => startProduct(engine, direction, exampleOf(kind, shape)),
  });
}

function startProduct(kind: EngineKind, direction: Direction, example: Example): () => number {
  const engine = kind.create();
  const { network, samples, pass, gradient } = place(engine, example);
  const forward = () => engine.forward(network, samples, pass);
  const backward = () => engine.backward(network, samples, pass, gradient);
  const work = 1e-9 * example.n * example.p * example.d;
  forward();
  if (direction === 'forward') return rateOf(work, forward);
  if (direction === 'backward') return rateOf(work, backward);
  return rateOf(2 * work, () => {
    forward();
    backward();
  });
}
