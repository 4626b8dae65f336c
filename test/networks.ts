import { type View, viewOf } from '../src/metrics/view.ts';

/** A neuron of four inputs by its parts, in units of a cluster vector's half-length: w·μ along its own is 2 signal. */
export interface Neuron {
  readonly signal?: number;
  readonly opposite?: number;
  readonly perpendicular?: number;
  /** Its second-layer weight: the sign decides which cluster vector is signal. */
  readonly a: number;
}

/** What differs from a network in float64 that stands at its start and whose output is 0. */
interface Given {
  readonly start?: readonly Neuron[] | undefined;
  readonly output?: number | undefined;
  readonly float32?: boolean;
}

/** A view of hand-built neurons in mean form, XOR on the first two of four coordinates. */
export function networkOf(
  neurons: readonly Neuron[],
  { start = neurons, output = 0, float32 = false }: Given = {},
): View {
  const reals = float32 ? Float32Array : Float64Array;
  const layersOf = (each: readonly Neuron[]) => ({
    firstLayer: reals.from(each.flatMap(rowOf)),
    secondLayer: reals.from(each.map(({ a }) => a)),
  });
  const network = { inputDim: 4, width: neurons.length, outputScale: 1 / neurons.length };
  const xor = { network, relevant: [1, 2], labels: [-1, 1, 1, -1] };
  const test = { error: 0, loss: 0, largestOutput: output };
  return viewOf({ ...xor, layers: layersOf(neurons), start: layersOf(start), test }) as View;
}

/** w = signal μ₁ + opposite μ₂ for a ≥ 0, the other way round for a < 0, each of length √2. */
function rowOf({ signal = 0, opposite = 0, perpendicular = 0, a }: Neuron): number[] {
  const [first, second] = a >= 0 ? [signal, opposite] : [opposite, signal];
  return [first + second, second - first, perpendicular, 0];
}
