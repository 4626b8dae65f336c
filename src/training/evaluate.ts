import type { Key } from '../numerics/philox.ts';
import { createSpectrum, type Spectrum } from './patterns.ts';
import { drawBatch, type Run, SLAB, showToNetwork } from './setup.ts';

/** Mean error (y f ≤ 0), mean loss and Fourier coefficients of the output over a set of samples. */
export interface Evaluation {
  readonly error: number;
  readonly loss: number;
  /** Mean of f·χ_T for the sets T of relevant coordinates, in the order of `createSpectrum`; absent above 4. */
  readonly coefficients?: readonly number[];
}

/** Evaluates the network on samples 0 … count−1 of a stream, redrawn each time. */
export function evaluate(run: Run, key: Key, count: number): Evaluation {
  const spectrum = createSpectrum(run.target.relevant);
  const means = average(run, count, (first, size) => drawBatch(run, key, first, size), spectrum);
  return spectrum ? { ...means, coefficients: spectrum.coefficients(count) } : means;
}

/** Largest input dimension whose 2^d sign vectors are enumerated. */
export const MAX_ENUMERATED_DIM = 16;

/**
 * The exact error: the share of all 2^d sign vectors with y f ≤ 0.
 *
 * @returns undefined when inputs are not signs or d > 16
 */
export function populationErrorOf(run: Run): number | undefined {
  const { z, y } = run.batch;
  if (z.kind !== 'signs' || z.inputDim > MAX_ENUMERATED_DIM) return undefined;
  return average(run, 2 ** z.inputDim, (first, size) => {
    for (let s = 0; s < size; s++) z.rows.array[s] = first + s;
    z.count = size;
    run.target.label(z, y.array);
    showToNetwork(run);
  }).error;
}

function average(
  run: Run,
  count: number,
  fill: (first: number, size: number) => void,
  spectrum?: Spectrum,
): Evaluation {
  const { engine, network, batch, pass, loss } = run;
  let wrong = 0;
  let total = 0;
  for (let first = 0; first < count; first += SLAB) {
    const size = Math.min(SLAB, count - first);
    fill(first, size);
    engine.forward(network, batch.x, pass);
    const output = pass.output.array;
    spectrum?.add(batch.z, output);
    const label = batch.y.array;
    for (let s = 0; s < size; s++) {
      if (!(output[s]! * label[s]! > 0)) wrong += 1;
      total += loss.value(output[s]!, label[s]!);
    }
  }
  return { error: wrong / count, loss: total / count };
}
