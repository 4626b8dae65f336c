import { type Frame, isLine, type Plane } from '../../src/index.ts';
import { countOf, foundCounts, meanShareInside, type Neuron } from './neuron-geometry.ts';

/** A number with three digits, small and large ones with two and a power of ten: 0.125, −3·10⁻⁵. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(size)) return '–';
  const sign = value < 0 ? '−' : '';
  if (size === 0 || (size >= 1e-3 && size < 1e5)) return `${sign}${Number(size.toPrecision(3))}`;
  const [digits, power] = size.toExponential(1).split('e') as [string, string];
  return `${sign}${digits === '1.0' ? '' : `${Number(digits)}·`}10${superscript(power)}`;
}

const superscript = (digits: string) =>
  [...digits.replace('+', '')].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('');

/** How many neurons have found what: a sentence, and the clusters one by one where there are some. */
export function summaryOf(plane: Plane, { neurons }: Frame): { sentence: string; each: string } {
  const count = countOf(neurons);
  if (plane.clusters.length === 0) {
    const where = isLine(plane) ? `direction ${plane.axes[0]}` : `plane of ${plane.axes.join(' and ')}`;
    const share = Number((100 * meanShareInside(neurons)).toPrecision(2));
    const sentence = `${count} neurons in the ${where}, which has ${share} % of ‖w‖² on average.`;
    return { sentence, each: '' };
  }
  const counts = foundCounts(plane, neurons);
  const found = counts.reduce((sum, one) => sum + one, 0);
  const each = plane.clusters.map(({ name }, i) => `${name} ${counts[i]}`).join(', ');
  return { sentence: `${found} of ${count} neurons have found a cluster.`, each };
}

/** The numbers of a neuron, a name and a value each. */
export function neuronNumbers(plane: Plane, neuron: Neuron): [name: string, value: string][] {
  const { x, y, outside, a, norm } = neuron;
  const [first, second] = plane.axes;
  return [
    ['a', shortNumber(a)],
    ...(isXor(plane) ? [['signal', shortNumber(Math.abs(a >= 0 ? x : y))] as [string, string]] : []),
    [`along ${first}`, shortNumber(x)],
    ...(second ? [[`along ${second}`, shortNumber(y)] as [string, string]] : []),
    ['outside', shortNumber(outside)],
    ['‖w‖', shortNumber(norm)],
  ];
}

/** Whether the clusters along a direction share their label, and those along the other have the other one. */
const isXor = ({ clusters }: Plane) =>
  clusters.length === 4 && clusters.every(({ label, x }) => label > 0 === (x !== 0));
