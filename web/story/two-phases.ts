import { phase1Time, type Snapshot } from '../../src/index.ts';
import { numberAt, type Scene, type Seen, type Step, type Story, short } from './story.ts';

const network: Scene = {
  experiment: 'xor/two-phases',
  given: { inputDim: 100, width: 200 },
  seed: 0,
  speed: 2,
  ask: 'time >= 2.4',
  until: 'signalRatio >= 1',
  view: 'directions',
  charts: ['parts'],
};

const start = ({ measured }: Seen) => measured[0]!;
const now = ({ measured }: Seen) => measured.at(-1)!;
const percent = (share: number) => `${short(100 * share, 2)} %`;
const count = (value: number) => Math.round(value).toLocaleString('en-US');

const hidden: Step = {
  title: 'Two coordinates among a hundred',
  text: [
    'An input $x$ has $d = 100$ coordinates, each $+1$ or $-1$ by a fair coin. Its label is $y = -x_1 x_2$: the exclusive or of two of them. Nothing tells the network which two.',
    'No coordinate alone says anything of the label: $\\mathbb{E}[y\\,x_i] = 0$ for every $i$, so a linear look sees nothing. What there is to find are four [clusters|cluster]: $y = +1$ at $\\pm\\mu_1 = \\pm(e_1 - e_2)$ and $y = -1$ at $\\pm\\mu_2 = \\pm(e_1 + e_2)$.',
    'The network is $f(x) = \\frac1p \\sum_j a_j \\max(w_j \\cdot x,\\, 0)$ with $p = 200$ [neurons|neuron], which start in random directions. The part of $w_j$ along the clusters whose label has the sign of $a_j$ is its [signal]; the part in the other 98 coordinates is its [perpendicular part].',
  ],
  scene: {
    ...network,
    ask: 'time >= 0',
    until: 'time >= 2',
    charts: [],
    revealed: ['parts'],
  },
  question: {
    ask: 'Before the first step, how large is the signal of a typical neuron beside its perpendicular part?',
    choices: ['About as large', 'About a fifteenth of it', 'About a thousandth of it'],
    answer: (seen) => nearest([1, 1 / 15, 1 / 1000], numberAt(start(seen), 'signalRatio')),
  },
  explain: (seen) => [
    `Measured: ${short(numberAt(start(seen), 'signalRatio'), 2)}. A random direction has a share of order $1/\\sqrt d$ along any fixed one; for the median neuron it is about $0.67/\\sqrt d = ${short(0.6745 / Math.sqrt(seen.settings.inputDim), 2)}$. Nearly all of every neuron is [perpendicular|perpendicular part]: this is the haystack.`,
  ],
};

/** Index of the value whose ratio to `target` is nearest to 1. */
function nearest(values: readonly number[], target: number): number {
  const apart = values.map((value) => Math.abs(Math.log(value / target)));
  return apart.indexOf(Math.min(...apart));
}

const finding: Step = {
  title: 'Finding: the signal grows, unseen',
  text: [
    'Each step draws a fresh batch of $n = 1000$ samples and follows the gradient of the loss $\\ell = 2\\ln(1 + e^{-y f(x)})$ with [step size] $\\eta = 0.1$, in both layers at once. Time is $T = \\eta \\cdot \\text{steps}$.',
    'As long as $f$ is small, neurons do not feel each other, and each is pulled along its signal by as much as it has of it already. So the [signal] grows and the [opposite part] shrinks exponentially: $$w_{\\mathrm{sig}} \\propto e^{T/\\sqrt{2\\pi}}, \\qquad w_{\\mathrm{opp}} \\propto e^{-T/\\sqrt{2\\pi}}.$$ The perpendicular part hardly moves.',
    'The run rests at $T = 2.4$. The chart has a logarithmic axis; dashed lines are the predicted slopes.',
  ],
  scene: network,
  question: {
    ask: 'At which time will the signal of the median neuron outweigh its perpendicular part?',
    scale: { label: 'Time T', min: 0, max: 15, step: 0.2 },
    answer: (seen) => found(seen)?.time ?? Number.NaN,
  },
  explain: (seen) => [
    `Measured: $T = ${short(found(seen)?.time ?? Number.NaN)}$. The signal starts at about $1/\\sqrt d$ of the perpendicular part and has caught up when $e^{T/\\sqrt{2\\pi}} = \\sqrt d$, that is at $T = \\frac{\\sqrt{2\\pi}}{2} \\ln d \\approx 1.25 \\ln d = ${short(phase1Time(seen.settings.inputDim, 2))}$. Ten times as many coordinates cost only 2.9 more of this time.`,
    'Here [finding|phase 1] ends.',
  ],
};

const found = ({ measured }: Seen): Snapshot | undefined =>
  measured.find((snapshot) => numberAt(snapshot, 'signalRatio') >= 1);

const flat: Step = {
  title: 'The loss does not show it',
  text: [
    'The same run once more, now for the sake of its loss. It begins at $2 \\ln 2 = 1.386$, its value where $f = 0$, and to first order it is $2\\ln 2 - y f(x)$.',
    'The [test error] asks only for the sign of $y f(x)$; the loss asks for its size. The network started small: neurons of norm $\\theta = 0.1$ and second-layer weights of the same size.',
  ],
  scene: { ...network, revealed: ['error'] },
  question: {
    ask: 'When finding is over, by how much will the loss have fallen?',
    choices: ['By less than 1 %', 'By 1 to 30 %', 'By more than 30 %'],
    answer: (seen) => [0.01, 0.3, Infinity].findIndex((most) => fallen(seen) < most),
  },
  explain: (seen) => [
    `It fell by ${percent(fallen(seen))}, while the [test error] fell from ${percent(numberAt(start(seen), 'testError'))} to ${percent(numberAt(now(seen), 'testError'))}. The [margins|margin] are still near ${short(meanMargin(now(seen)), 1)}: right in sign, next to nothing in size.`,
    'A loss curve alone would call this a plateau. What there is to learn was learned on it.',
  ],
};

const fallen = (seen: Seen) => 1 - numberAt(now(seen), 'testLoss') / numberAt(start(seen), 'testLoss');
const margins = ({ values }: Snapshot) => values.clusterMargins as readonly number[];
const meanMargin = (snapshot: Snapshot) => margins(snapshot).reduce((sum, margin) => sum + margin / 4, 0);

const tuning: Step = {
  title: 'Tuning: four margins rise',
  text: [
    "A neuron that is mostly [signal] and its second-layer weight feed each other: while margins are small both grow at rate $\\sqrt2/4 \\approx 0.35$, what they make together at twice that. For the [margin] $\\gamma_\\mu = y(\\mu) f(\\mu)$ of a [cluster] this gives an equation of its own: $$\\gamma_\\mu' = \\frac{\\sqrt2\\,\\gamma_\\mu}{1 + e^{\\gamma_\\mu}}.$$",
    'How many neurons point to a cluster is luck of the start, so the four margins are not equal when finding ends, where the run now rests.',
  ],
  scene: {
    ...network,
    ask: 'signalRatio >= 1',
    until: 'min(clusterMargins) >= 1',
    speed: 3,
    view: 'weights',
    charts: ['margins'],
    hasLedger: true,
  },
  question: {
    ask: 'What becomes of the ratio of the largest margin to the smallest, until the smallest is 1?',
    choices: ['It grows: the leader runs away', 'It stays as it is', 'It falls: the smallest catches up'],
    answer: courseOfRatio,
  },
  explain: (seen) => [
    `The ratio went from ${short(unevenness(found(seen) ?? start(seen)))} to ${short(unevenness(now(seen)))}; ${leader(now(seen))} ends ahead. As long as margins are small the equation is $\\gamma' = \\gamma/\\sqrt2$: all grow alike, and exponentially. Near 1 the factor $1/(1 + e^\\gamma)$ slows the leader down first, and the others catch up.`,
    'The [ledger] watches the hypotheses of the two-phase analysis along the run: whether each holds, and with how much to spare.',
  ],
};

const clusterNames = ['$\\mu_1$', '$-\\mu_1$', '$\\mu_2$', '$-\\mu_2$'];
const unevenness = (snapshot: Snapshot) => Math.max(...margins(snapshot)) / Math.min(...margins(snapshot));
const leader = (snapshot: Snapshot) =>
  clusterNames[margins(snapshot).indexOf(Math.max(...margins(snapshot)))]!;

/** 0 where the ratio grew, 1 where it stayed within a twentieth, 2 where it fell. */
function courseOfRatio(seen: Seen): number {
  const change = unevenness(now(seen)) / unevenness(found(seen) ?? start(seen));
  return [change > 1.05, change >= 0.95, true].indexOf(true);
}

const price: Step = {
  title: 'What it takes, and what breaks it',
  text: [
    'Finding takes a time of order $\\ln d$. With batches in proportion to $d$ the [samples|sample complexity] are $n T/\\eta$: of order $d \\ln d$ ([claim A5|?tab=claims&claim=A5]). A [kernel] method, whose features are fixed beforehand, needs of the order of $d^2$ ([claim A16|?tab=claims&claim=A16]).',
    'A batch must be large enough for its noise not to bury the signal. What counts is not $n$ but $n/(\\eta d)$. The first run has batches of 100, so $n/(\\eta d) = 10$; the one beside it sees one sample a step, $n/(\\eta d) = 0.1$, and is the same in all else.',
  ],
  scene: {
    ...network,
    given: { ...network.given, batchSize: 100 },
    label: 'batches of 100',
    beside: { label: 'batches of 1', given: { batchSize: 1 } },
    ask: 'time >= 2.4',
    until: 'testError < 0.01',
  },
  question: {
    ask: 'When the first run is below an error of 1 %, where is the run with one sample a step?',
    choices: [
      'Just as far: its error is below 5 %',
      'On its way: its error is between 5 and 35 %',
      'Nowhere: its error is above 35 %',
    ],
    answer: ({ beside }) => [0.05, 0.35, Infinity].findIndex((most) => error(beside) < most),
  },
  explain: (seen) => [
    `Its error is ${percent(error(seen.beside))}. By noise its [perpendicular part] has grown ${short(growth(seen.beside), 2)} times; below $n/(\\eta d) = \\frac{\\sqrt{2\\pi}}{4} d^{-1/4} \\approx 0.2$ noise outgrows the signal for good. With steps a hundred times smaller one sample at a time would do ([claim A7|?tab=claims&claim=A7]).`,
    `The first run took ${count(now(seen).samples)} samples to an error below 1 %, where $d^2$ is ${count(seen.settings.inputDim ** 2)}. At larger $d$ they part: see [Scaling|?tab=scaling].`,
    'There are other ways to break it: too few neurons, a start too large, a frozen layer. They are the cases of [When it fails|?tab=story&story=when-it-fails].',
  ],
};

const error = (seen: Seen | undefined) => (seen ? numberAt(now(seen), 'testError') : Number.NaN);
const growth = (seen: Seen | undefined) =>
  seen ? numberAt(now(seen), 'perpendicular') / numberAt(start(seen), 'perpendicular') : Number.NaN;

/** SGD finds the features of XOR, then tunes them. */
export const twoPhases: Story = {
  name: 'two-phases',
  title: 'The two phases',
  paper: {
    title: 'Glasgow, SGD Finds then Tunes Features in Two-Layer Neural Networks',
    address: 'https://arxiv.org/abs/2309.15111',
  },
  steps: [hidden, finding, flat, tuning, price],
};
