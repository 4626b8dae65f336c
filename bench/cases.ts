import { type EngineKind, engines } from '../src/engines/index.ts';
import type { Case } from './case.ts';
import { drawsOn } from './draws.ts';
import { choleskyOf, gramOn } from './features.ts';
import { fmaPeak } from './fma-peak.ts';
import { heapCases } from './heap.ts';
import { openblasName, openblasOn } from './openblas.ts';
import { pageCases } from './page.ts';
import { directions, isBearable, type ProductShape, productName, productsOn } from './products.ts';
import { sessionCases } from './sessions.ts';
import { startup } from './startup.ts';
import { storeCases } from './store.ts';
import { evaluationsOn, trainStepsOn } from './training.ts';

const shape = (d: number, p: number, n: number): ProductShape => ({ d, p, n });

/** The headline first. */
const tableShapes = [
  shape(1024, 512, 1024),
  shape(128, 512, 128),
  shape(256, 256, 256),
  shape(100, 100, 1000),
];
/** Together with the headline: does the cost of a multiply-add depend on d? */
const scan = [64, 256, 4096].map((d) => shape(d, 512, 1024));
const denseShapes = [shape(128, 512, 128), shape(1024, 256, 512)];

type Maker = (engine: EngineKind) => (shape: ProductShape) => Case[];

/** The cases of each shape on each engine that is fast enough for it. */
function onEngines(shapes: readonly ProductShape[], make: Maker): Case[] {
  const makers = engines.map((engine) => ({ engine, casesOf: make(engine) }));
  return shapes.flatMap((one) =>
    makers.flatMap(({ engine, casesOf }) => (isBearable(engine, one) ? casesOf(one) : [])),
  );
}

/** Both products together; each alone on the fast engines only, plain being slow. */
const products = (kind: 'signs' | 'dense') => (engine: EngineKind) => {
  const on = productsOn(kind, engine);
  const which = engine.name === 'plain' ? directions.slice(0, 1) : directions;
  return (one: ProductShape) => which.map((direction) => on(direction, one));
};

/** Both dense products are held against OpenBLAS too, where it is installed. */
const denseProducts = (engine: EngineKind) => {
  const on = products('dense')(engine);
  return (one: ProductShape) => {
    const [both, ...alone] = on(one);
    return [{ ...both!, ratios: { ...both!.ratios, ofOpenblas: openblasName(one) } }, ...alone];
  };
};

/** `ofHeadline` is the rate over the headline's: 1 for every d would be a flat cost. */
const scanned = (engine: EngineKind) => {
  const on = productsOn('signs', engine);
  const ofHeadline = productName('signs', directions[0], tableShapes[0]!);
  return (one: ProductShape) => {
    const made = on(directions[0], one);
    return [{ ...made, ratios: { ...made.ratios, ofHeadline } }];
  };
};

const each = (make: (engine: EngineKind) => (shape: ProductShape) => Case) => (engine: EngineKind) => {
  const on = make(engine);
  return (one: ProductShape) => [on(one)];
};

/** Every case, the headline first. */
export const cases: readonly Case[] = [
  ...onEngines(tableShapes, products('signs')),
  ...onEngines(scan, scanned),
  ...onEngines(denseShapes, denseProducts),
  ...denseShapes.map(openblasOn),
  ...onEngines([shape(64, 512, 1024)], each(gramOn)),
  choleskyOf(1024),
  ...onEngines(tableShapes, each(trainStepsOn)),
  ...onEngines([shape(100, 100, 1000)], each(evaluationsOn)),
  ...engines.map((engine) => drawsOn(engine)('signs', { d: 128, n: 1024 })),
  ...engines.map((engine) => drawsOn(engine)('dense', { d: 128, n: 512 })),
  ...sessionCases({ d: 200, p: 100, n: 1000 }),
  ...engines.flatMap(heapCases),
  fmaPeak,
  startup,
  ...storeCases,
  ...pageCases,
];
