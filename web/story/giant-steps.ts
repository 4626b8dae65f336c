import type { Snapshot } from '../../src/index.ts';
import { numberAt, type Scene, type Seen, type Step, type Story, short } from './story.ts';

const giant: Scene = {
  experiment: 'giant/steps',
  given: { inputDim: 256, width: 100, readoutSize: 2048 },
  seed: 0,
  speed: 1,
  ask: 'time >= 0',
  until: undefined,
  view: 'directions',
  charts: [],
  revealed: ['overlaps'],
};

const last = ({ measured }: Seen) => measured.at(-1)!;
const overlaps = ({ values }: Snapshot) => values.overlaps as readonly number[];
const error = (seen: Seen) => numberAt(last(seen), 'testMse');
const count = (value: number) => Math.round(value).toLocaleString('en-US');

/** Of a mean |cos|: what no direction has by chance, and what cannot be missed in the picture. */
const bounds = [0.1, 0.3, Infinity];
const extents = ['It stays below 0.1', 'It comes to lie between 0.1 and 0.3', 'It is above 0.3'];
const extentOf = (value: number) => bounds.findIndex((most) => value < most);

const step: Step = {
  title: 'A step as large as the neuron',
  text: [
    'An input $z$ has $d = 256$ coordinates, each a standard Gaussian. The target is $f^\\star(z) = z_1 + z_1 z_2$: of all directions two matter. The network has $p = 100$ [neurons|neuron] $w_j$ of norm 1 in random directions, and fixed signs $a_j$ behind them.',
    'A [giant step] is a gradient step on all $w_j$ at once, with a step size that grows with the width: $\\eta = c\\,p$, here $c = 2$. It moves every neuron by about its own length at once.',
    'The picture shows $w_j/\\lVert w_j\\rVert$ along $z_1$ and $z_2$. Within the dashed ring, of radius $2/\\sqrt d$, lie six of seven random directions.',
  ],
  scene: { ...giant, given: { ...giant.given, expression: 'z1 + z1*z2', batchSize: 1024, steps: 1 } },
  question: {
    ask: 'What becomes of the mean of $|\\cos|$ between neurons and $z_1$ in one step on $n = 1024$ samples, four for each coordinate?',
    choices: extents,
    answer: (seen) => extentOf(overlaps(last(seen))[0]!),
  },
  explain: (seen) => [
    `It went from ${short(overlaps(seen.measured[0]!)[0]!, 2)}, which is chance, to ${short(overlaps(last(seen))[0]!, 2)}. One step on the order of $d$ samples is enough to find a direction along which the target has a linear part.`,
    'Neurons with $a_j > 0$ go one way, those with $a_j < 0$ the other.',
  ],
};

const curved = '(z1 + z2 + z1^2 - z2^2)/2';

const one: Step = {
  title: 'The first step finds one direction only',
  text: [
    'The target now is $\\frac12(z_1 + z_2 + z_1^2 - z_2^2)$. With $u = (z_1 + z_2)/\\sqrt2$ and $v = (z_1 - z_2)/\\sqrt2$ it is $u/\\sqrt2 + u v$: a linear part along $u$ alone, and a product.',
    "The gradient at the start averages $f^\\star(z)\\, z\\, \\sigma'(w_j \\cdot z)$. To leading order that is the linear part of the target, the same for every neuron but for a factor: a matrix of rank one.",
    'Two runs: one step on $n = 4d$ samples, and one step on sixteen times as many.',
  ],
  scene: {
    ...giant,
    given: { ...giant.given, expression: curved, batchSize: 1024, steps: 1 },
    label: 'n = 4d',
    beside: { label: 'n = 64d', given: { batchSize: 16384 } },
  },
  question: {
    ask: 'After one step, in which run is the mean of $|\\cos|$ with $v$ above 0.1?',
    choices: ['In both', 'Only in that with 64d samples', 'In neither'],
    answer: (seen) => {
      const found = [seen, seen.beside!].map((run) => overlaps(last(run))[1]! > 0.1);
      if (found[0]) return found[1] ? 0 : -1;
      return found[1] ? 1 : 2;
    },
  },
  explain: (seen) => [
    `Along $u$ they have ${short(overlaps(last(seen))[0]!, 2)} and ${short(overlaps(last(seen.beside!))[0]!, 2)}, along $v$ ${short(overlaps(last(seen))[1]!, 2)} and ${short(overlaps(last(seen.beside!))[1]!, 2)}: chance. More samples make the first direction cleaner; they do not bring the second, as long as they are of the order of $d$ ([claim C3|?tab=claims&claim=C3]).`,
  ],
};

const climb: Step = {
  title: 'The second step climbs a stair',
  text: [
    'The same target, $u/\\sqrt2 + u v$, with batches of $n = 16d = 4096$. The run rests after its first step: neurons lie along $u$.',
    'A neuron that has a part along $u$ sees the product $u v$ with other eyes: given $u$, it is linear in $v$. This is a [staircase]: what was learned makes the next direction visible to a step on the order of $d$ samples.',
  ],
  scene: {
    ...giant,
    given: { ...giant.given, expression: curved, batchSize: 4096, steps: 3 },
    ask: 'time >= 1',
    charts: ['overlaps'],
    revealed: ['readout'],
  },
  question: {
    ask: 'And after two more steps, each on fresh samples: the mean of $|\\cos|$ with $v$?',
    choices: extents,
    answer: (seen) => extentOf(overlaps(last(seen))[1]!),
  },
  explain: (seen) => [
    `It is ${short(overlaps(last(seen))[1]!, 2)}, where it was ${short(overlaps(seen.measured[1]!)[1]!, 2)} after the first step. The clouds leave the axis, both to the same side: the push along $v$ has the sign of $a_j$ times that of the part along $u$, which is the sign of $a_j$ too.`,
    `The error of [ridge readout] on the features fell from ${short(numberAt(seen.measured[1]!, 'testMse'), 2)} to ${short(error(seen), 2)}. No batch of this order would have done it in one step: it is steps that climb, one stair each ([claim C9|?tab=claims&claim=C9]).`,
  ],
};

const gap: Step = {
  title: 'A target without a stair',
  text: [
    'Now the target is $z_1 + z_2 z_3$. It has a linear part along $z_1$ and a product, as before, but $z_1$ is no factor of it: given $z_1$, nothing is linear in $z_2$ or $z_3$.',
    'The batches are of $16d$ samples again; the picture shows $z_1$ and $z_2$.',
  ],
  scene: {
    ...giant,
    given: { ...giant.given, expression: 'z1 + z2*z3', batchSize: 4096, steps: 3 },
    ask: 'time >= 1',
    charts: ['overlaps'],
  },
  question: {
    ask: 'What is the mean of $|\\cos|$ with $z_2$ after three steps?',
    choices: extents,
    answer: (seen) => extentOf(overlaps(last(seen))[1]!),
  },
  explain: (seen) => [
    `It is ${short(overlaps(last(seen))[1]!, 2)}, and ${short(overlaps(last(seen))[2]!, 2)} with $z_3$; on the stair it was above 0.3. Nothing that was learned helps here: the next leap is 2, and takes batches of the order of $d^2$ ([claim C10|?tab=claims&claim=C10]).`,
    'What a target has of stairs can be read off its Hermite coefficients beforehand: see its [certificate|?tab=certificate&expression=z1%2Bz2*z3].',
  ],
};

const leap: Step = {
  title: 'Leap 2: a batch of d²',
  text: [
    'The target $z_1 z_2$ has no linear part at all: its [leap index] is 2. The gradient of a neuron is then proportional to what it has of $z_1$ and $z_2$ already, of the order of $1/\\sqrt d$. A step that is to turn it must be larger by $\\sqrt d$, and so is its noise: only $n$ of the order of $d^2$ averages that out.',
    'Here $d = 128$ and $\\eta = 2 p \\sqrt d$. One run makes its step on $4d = 512$ samples, the other on $d^2 = 16384$. Then ridge regression fits the second layer on 2048 samples; the variance of the target is 1.',
  ],
  scene: {
    ...giant,
    given: {
      ...giant.given,
      inputDim: 128,
      expression: 'z1*z2',
      dimPower: 0.5,
      batchSize: 512,
      steps: 1,
    },
    label: 'n = 4d',
    beside: { label: 'n = d²', given: { batchSize: 16384 } },
    revealed: ['overlaps', 'readout'],
  },
  question: {
    ask: 'In which run does the fit come below an error of 0.6?',
    choices: ['In both', 'Only in that with d² samples', 'In neither'],
    answer: (seen) => {
      const learned = [seen, seen.beside!].map((run) => error(run) < 0.6);
      if (learned[0]) return learned[1] ? 0 : -1;
      return learned[1] ? 1 : 2;
    },
  },
  explain: (seen) => [
    `Errors are ${short(error(seen), 2)} and ${short(error(seen.beside!), 2)}. With $d^2$ samples neurons spread over the plane of both directions at once, each as its start had it; with $4d$ the step is mostly noise.`,
    'In general a target of leap index $k$ takes one step on the order of $d^k$ samples; below that its step is noise ([claim C6|?tab=claims&claim=C6]).',
  ],
};

const blind: Step = {
  title: 'What ReLU cannot see',
  text: [
    'The third Hermite polynomial $\\mathrm{He}_3(z_1) = z_1^3 - 3 z_1$ has leap index 3. Here $d = 32$, and the batch has $n = 4 d^3$ samples: more than enough, as it seems.',
    'A neuron sees degree $k$ through $c_k = \\mathbb{E}[\\sigma(x)\\,\\mathrm{He}_k(x)]$ of its activation. For ReLU without a bias $c_3 = c_5 = \\dots = 0$: odd degrees from the third on are invisible. The run beside has $\\sigma = \\mathrm{He}_1 + \\frac12\\mathrm{He}_2 + \\frac16\\mathrm{He}_3$, and is the same in all else.',
  ],
  scene: {
    ...giant,
    given: {
      ...giant.given,
      inputDim: 32,
      expression: 'He3(z1)',
      batchSize: 131072,
      dimPower: 1,
      stepSize: 0.5,
      normalizeRows: true,
      steps: 1,
    },
    label: 'ReLU',
    beside: { label: 'with degree 3', given: { activation: 'hermite' } },
    revealed: ['overlaps', 'readout'],
  },
  question: {
    ask: 'After one step, what is the mean of $|\\cos|$ between ReLU neurons and $z_1$? By chance it is about 0.14.',
    choices: ['Below 0.3', 'Between 0.3 and 0.5', 'Above 0.5'],
    answer: (seen) => [0.3, 0.5, Infinity].findIndex((most) => overlaps(last(seen))[0]! < most),
  },
  explain: (seen) => [
    `It is ${short(overlaps(last(seen))[0]!, 2)}; with an activation that has degree 3 it is ${short(overlaps(last(seen.beside!))[0]!, 2)}. What ReLU has more than chance is the noise of its batch, which is larger along $z_1$ ([claim C17|?tab=claims&claim=C17]).`,
    `The variance of the target is 6. Ridge regression comes to ${short(error(seen), 2)} on ReLU features, which is nothing learned, and to ${short(error(seen.beside!), 2)} on the others, after ${count(last(seen).samples)} samples each. Try targets of your own in [Certificate|?tab=certificate&expression=He3(z1)].`,
  ],
};

/** A few giant steps, one stair at a time. */
export const giantSteps: Story = {
  name: 'giant-steps',
  title: 'One giant step at a time',
  paper: {
    title:
      'Dandi, Krzakala, Loureiro, Pesce, Stephan, How Two-Layer Neural Networks Learn, One (Giant) Step at a Time',
    address: 'https://arxiv.org/abs/2305.18270',
  },
  steps: [step, one, climb, gap, leap, blind],
};
