import { applyChanges } from './changes.ts';
import { drawTrainingBatch, firstSample, type Run, SLAB } from './setup.ts';

/** One step of minibatch SGD: differentiate the mean loss of a batch, update both layers. */
export function trainStep(run: Run): void {
  applyChanges(run);
  learnLowerParts(run);
  gradientAt(run);
  run.optimizer.update(run.engine, run.network, run.gradient);
  run.step += 1;
  run.samplesUsed += run.batchSize;
}

/** The gradient of the mean loss over this step's batch, slab by slab: draw, evaluate, differentiate. */
export function gradientAt(run: Run): void {
  const { engine, network, batch, pass, gradient, loss, batchSize } = run;
  engine.clear(gradient);
  for (const count of slabs(run, firstSample(run))) {
    // x: count×d, y: count
    engine.forward(network, batch.x, pass); // preactivation: count×p; output: count
    engine.lossDerivative(loss, batch.y, 1 / batchSize, count, pass); // outputGradient: count
    engine.backward(network, batch.x, pass, gradient); // firstLayer: p×d, secondLayer: p
  }
}

/** Estimates what is to be taken off the labels of this step's batch, where something is. */
function learnLowerParts(run: Run): void {
  const { lowerParts, batch } = run;
  if (!lowerParts) return;
  lowerParts.begin();
  for (const _ of slabs(run, firstSample(run))) lowerParts.add(batch.z, batch.y.array);
  lowerParts.end();
}

/** Draws the batch that begins with sample number `first`, slab by slab, into `run.batch`; yields the size of each. */
export function* slabs(run: Run, first: number): Generator<number> {
  for (let drawn = 0; drawn < run.batchSize; drawn += SLAB) {
    const count = Math.min(SLAB, run.batchSize - drawn);
    drawTrainingBatch(run, first + drawn, count);
    yield count;
  }
}
