import { PLANE_STRIDE, type Plane } from '../metrics/plane.ts';

/** How neurons are looked at: where each points, in the unit disc, or the weights themselves. */
export type NeuronViewName = 'directions' | 'weights';

/** ‖w_j‖, of neurons as `inPlane` writes them. */
export function normAt(neurons: Float32Array, j: number): number {
  const at = PLANE_STRIDE * j;
  const [x, y, outside] = [neurons[at]!, neurons[at + 1]!, neurons[at + 2]!];
  return Math.sqrt(x * x + y * y + outside * outside);
}

/** Whether a plane has one direction only; what is outside of it then stands where the other would. */
export const isLine = (plane: Plane): boolean => plane.axes[1] === '';

/**
 * Where every neuron stands, two numbers each: w along the directions of the plane, divided by ‖w‖ for `directions`.
 * A neuron that is 0 stands in the middle.
 */
export function placed(neurons: Float32Array, plane: Plane, view: NeuronViewName): Float32Array<ArrayBuffer> {
  const count = neurons.length / PLANE_STRIDE;
  const places = new Float32Array(2 * count);
  const up = isLine(plane) ? 2 : 1;
  for (let j = 0; j < count; j++) {
    const size = view === 'weights' ? 1 : normAt(neurons, j) || 1;
    places[2 * j] = neurons[PLANE_STRIDE * j]! / size;
    places[2 * j + 1] = neurons[PLANE_STRIDE * j + up]! / size;
  }
  return places;
}
