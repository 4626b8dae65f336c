import { drawTrainingBatch, firstSample, type Run, SLAB } from './setup.ts';

/** One step of minibatch SGD: differentiate the mean loss of a batch, update both layers. */
export function trainStep(run: Run): void {
  gradientAt(run);
  run.optimizer.update(run.engine, run.network, run.gradient);
  run.step += 1;
}

/** The gradient of the mean loss over this step's batch, slab by slab: draw, evaluate, differentiate. */
export function gradientAt(run: Run): void {
  const { engine, network, batch, pass, gradient, loss, batchSize } = run;
  engine.clear(gradient);
  for (let drawn = 0; drawn < batchSize; drawn += SLAB) {
    const count = Math.min(SLAB, batchSize - drawn);
    drawTrainingBatch(run, firstSample(run) + drawn, count); // x: count×d, y: count
    engine.forward(network, batch.x, pass); // preactivation: count×p; output: count
    engine.lossDerivative(loss, batch.y, 1 / batchSize, count, pass); // outputGradient: count
    engine.backward(network, batch.x, pass, gradient); // firstLayer: p×d, secondLayer: p
  }
}
