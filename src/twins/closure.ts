import type { XorNetwork } from '../metrics/neuron-parts.ts';
import { clusterProjections } from '../metrics/neuron-parts.ts';
import type { View } from '../metrics/view.ts';
import { type ClosedNeuron, closureAfter } from '../theory/gaussian-closure.ts';
import { type Clock, clockOf, LEAST_INPUTS } from './clock.ts';
import { ofXor, only, onTheCube, uncorrupted } from './rules.ts';
import { neuronsSight, relativeDistance } from './sight.ts';
import type { Twin, TwinKind } from './twin.ts';

/** A neuron of the closure with the half-lines that its parts stay on. */
interface Follower {
  readonly neuron: ClosedNeuron;
  /** Sign of a at the start. */
  readonly sign: 1 | -1;
  /** Signs of w·μ₁ and w·μ₂ at the start. */
  readonly along: readonly [number, number];
}

function followersOf(view: View): Follower[] {
  const { signal, opposite, perpendicular } = view.parts;
  return Array.from({ length: view.network.width }, (_, j) => {
    const a = view.layers.secondLayer[j]!;
    const [u1, u2] = clusterProjections(view.layers, view, j);
    const neuron = {
      signal: signal[j]!,
      opposite: opposite[j]!,
      perpendicular: perpendicular[j]!,
      secondLayer: Math.abs(a),
    };
    return { neuron, sign: a >= 0 ? 1 : -1, along: [Math.sign(u1), Math.sign(u2)] as const };
  });
}

/** The followers as a network of three inputs: the two coordinates, and one for all that is perpendicular. */
function asNetwork(followers: readonly Follower[], outputScale: number): XorNetwork {
  const firstLayer = new Float64Array(3 * followers.length);
  const secondLayer = new Float64Array(followers.length);
  for (const [j, { neuron, sign, along }] of followers.entries()) {
    const { signal, opposite, perpendicular } = neuron;
    const [along1, along2] = sign > 0 ? [signal, opposite] : [opposite, signal];
    const [u1, u2] = [Math.SQRT2 * along[0] * along1, Math.SQRT2 * along[1] * along2];
    firstLayer.set([(u1 + u2) / 2, (u2 - u1) / 2, perpendicular], 3 * j);
    secondLayer[j] = sign * neuron.secondLayer;
  }
  const network = { inputDim: 3, width: followers.length, outputScale };
  return { layers: { firstLayer, secondLayer }, network, pair: [1, 2] };
}

/** (sig, opp, perp, |a|) of every neuron; once a has changed sign, signal and opposite have swapped. */
function numbersOf(followers: readonly Follower[]): number[][] {
  return followers.map(({ neuron: { signal, opposite, perpendicular, secondLayer } }) =>
    secondLayer >= 0
      ? [signal, opposite, perpendicular, secondLayer]
      : [opposite, signal, perpendicular, -secondLayer],
  );
}

function distance({ parts, layers }: View, followers: readonly Follower[]): number {
  const measured = followers.map((_, j) => [
    parts.signal[j]!,
    parts.opposite[j]!,
    parts.perpendicular[j]!,
    Math.abs(layers.secondLayer[j]!),
  ]);
  return relativeDistance(measured, numbersOf(followers));
}

/** The closure of each neuron, advanced from look to look. */
function follow({ lossScale, pace, rates }: Clock): Twin {
  let followers: Follower[] | undefined;
  let before = 0;
  return {
    look(view, { time }) {
      followers ??= followersOf(view);
      const passed = (time - before) * pace * (lossScale / 2);
      before = time;
      followers = followers.map((follower) => ({
        ...follower,
        neuron: closureAfter(follower.neuron, passed, rates),
      }));
      return {
        distance: distance(view, followers),
        ...neuronsSight(view, asNetwork(followers, view.network.outputScale)),
      };
    },
  };
}

/** Four numbers a neuron in place of d + 1, in continuous time, without batch noise and without saturation. */
export const closure: TwinKind = {
  name: 'closure',
  doc: 'gradient flow of the parts of each neuron, w_perp·ξ taken as Gaussian, under the loss to first order',
  source: 'derived',
  distance: '‖v − v′‖/‖v‖ over (signal, opposite, perpendicular, |a|) of all neurons',
  rules: [
    onTheCube('closure'),
    uncorrupted('closure'),
    ofXor('closure'),
    only('loss', ['logistic', 'linear'], 'with the twin closure, which has its first order'),
    only('optimizer', ['sgd'], 'with the twin closure, which is its flow'),
    ({ inputDim }) =>
      (inputDim as number) < LEAST_INPUTS
        ? { key: 'inputDim', allowed: `at least ${LEAST_INPUTS} with the twin closure, a law for many` }
        : undefined,
  ],
  create: ({ settings }) => follow(clockOf(settings)),
};
