/** A term of the field, as this laboratory uses it. Meanings are prose with marks (`piecesOf`). */
export interface Term {
  /** As links name it. */
  readonly name: string;
  /** In TeX. */
  readonly symbol?: string;
  /** Settings, metrics and inequalities of that meaning. */
  readonly code?: readonly string[];
  readonly meaning: string;
}

/** By the alphabet. */
export const terms: readonly Term[] = [
  {
    name: 'batch size',
    symbol: 'n',
    code: ['batchSize'],
    meaning:
      'How many fresh samples a training step averages over. Its noise is governed by $n/(\\eta d)$: below about 3 it slows [finding|phase 1] down, below $\\frac{\\sqrt{2\\pi}}{4} d^{-1/4}$ it outgrows the signal for good.',
  },
  {
    name: 'certificate',
    meaning:
      'A number that proves a bound without trusting whoever computed it: checking it is easier than finding it. Where a margin is certified, a dual solution is evaluated again in double precision. Of a target: what its Hermite coefficients say of learning it, each with a bound of its error.',
  },
  {
    name: 'claim',
    meaning:
      'A statement that can be computed, with what is measured for it, tolerances fixed before the run, and [controls|control] that must fail. Its verdict is supported, not supported or inconclusive.',
  },
  {
    name: 'cluster',
    symbol: '\\pm\\mu_1,\\ \\pm\\mu_2',
    code: ['clusterNeurons'],
    meaning:
      'Inputs that agree in the relevant coordinates $i$ and $k$. For XOR there are four, at $\\pm\\mu_1 = \\pm(e_i - e_k)$ with $y = +1$ and at $\\pm\\mu_2 = \\pm(e_i + e_k)$ with $y = -1$. A neuron points to one of them, by the sign of $a_j$ and then of $w_j \\cdot \\mu$; a cluster to which none points cannot be learned.',
  },
  {
    name: 'conditional gaussian equivalence',
    meaning:
      'After one [giant step], ridge regression on the features errs as it would on Gaussian features with the same mean and covariance given the direction that was learned. In the other directions only polynomials of low degree are within its reach.',
  },
  {
    name: 'control',
    meaning:
      'A run in which the effect must not be seen, such as one with random labels or a frozen layer. Where a control passes too, a [claim] is not supported.',
  },
  {
    name: 'exponent',
    symbol: '\\alpha',
    meaning:
      'The power in a law $c\\,d^{\\alpha}$ between what a run takes and a setting. A run that gave up is kept as a bound: what it would have taken is known to lie above.',
  },
  {
    name: 'feature',
    meaning:
      'A direction of the input, or a function of it, from which the label can be read. To learn a feature is to turn neurons to it. A [kernel] has its features fixed beforehand.',
  },
  {
    name: 'fork',
    meaning:
      'An exact copy of a run from a step on, with something changed. Both branches see the same data, so that what differs between them is due to the change.',
  },
  {
    name: 'fourier coefficient',
    symbol: '\\hat f(T)',
    code: ['fourierCoefficients', 'targetCoefficients'],
    meaning:
      'The mean of $f(x) \\prod_{i \\in T} \\operatorname{sign}(x_i)$ over test samples, for sets $T$ of relevant coordinates: how much of each product of coordinates a function contains. XOR is one product of two coordinates, so its coefficients for single coordinates are 0.',
  },
  {
    name: 'giant step',
    symbol: '\\eta = c\\,p\\,d^{(k-1)/2}',
    meaning:
      'One gradient step on the first layer, so large that a neuron moves by about its own length: of size $c\\,p$ where the [leap index] $k$ is 1, larger by $d^{(k-1)/2}$ beyond. The second layer stays as it is and is fitted in the end, by a [ridge readout].',
  },
  {
    name: 'heavy neuron',
    code: ['heavyFraction'],
    meaning:
      'A neuron that is nearly all [signal]: $\\lVert w_{\\mathrm{perp}}\\rVert + \\lVert w_{\\mathrm{opp}}\\rVert < 0.3\\, \\lVert w_{\\mathrm{sig}}\\rVert$ where a share of neurons is reported.',
  },
  {
    name: 'hidden basis',
    symbol: 'x = \\sum_k z_k q_k',
    code: ['z'],
    meaning:
      'Inputs may be turned into a random orthonormal basis $q_k$ that the network is not told. Labels go by $z$, the network sees $x$, and its neurons are measured as $w \\cdot q_k$: what is learned cannot be due to the axes.',
  },
  {
    name: 'information exponent',
    meaning:
      'The smallest degree $k \\ge 1$ whose Hermite coefficient is not 0, of a target with one direction: the older name of the [leap index].',
  },
  {
    name: 'initial scale',
    symbol: '\\theta',
    code: ['initScale'],
    meaning:
      'Norm of each neuron at the start, and size of its second-layer weight. From a large start the loss is met before neurons have turned: training is [lazy].',
  },
  {
    name: 'inputs',
    symbol: 'x \\in \\mathbb{R}^d',
    code: ['inputDim', 'inputs'],
    meaning: 'What the network sees: $d$ coordinates, for XOR each $+1$ or $-1$ by a fair coin.',
  },
  {
    name: 'kernel',
    symbol: "K(x, x')",
    meaning:
      'A method that fits a sum of fixed functions, one a sample. The kernel of a network is what it would learn with if its neurons did not turn. XOR takes it of the order of $d^2$ samples.',
  },
  {
    name: 'layer imbalance',
    symbol: '\\max_j (|a_j| - \\lVert w_j \\rVert)',
    code: ['layerImbalance', 'layers-balanced'],
    meaning:
      'How much larger a second-layer weight is than its neuron. Gradient flow conserves $a_j^2 - \\lVert w_j\\rVert^2$; with steps that are not too large, $|a_j| \\le \\lVert w_j\\rVert$ is kept.',
  },
  {
    name: 'lazy',
    meaning: 'Training that fits the labels while neurons hardly turn, as a [kernel] would.',
  },
  {
    name: 'leap index',
    symbol: '\\ell',
    meaning:
      'The smallest $k \\ge 1$ whose Hermite tensor $C_k = \\mathbb{E}[f^\\star \\mathcal{H}_k]$ is not 0. One [giant step] on the order of $d^k$ samples finds the directions of that tensor, and none on fewer. The leap complexity is the largest leap of the whole [staircase].',
  },
  {
    name: 'ledger',
    meaning:
      'The hypotheses of a proof as named inequalities, held against every measurement where they are claimed: the slack, and where one was first broken, by which neuron.',
  },
  {
    name: 'loss',
    symbol: '\\ell',
    code: ['testLoss'],
    meaning:
      'What training lowers; with the logistic loss $2\\ln(1 + e^{-y f(x)})$, which is $2\\ln 2 = 1.386$ where $f = 0$. Reported as its mean over the fixed test stream.',
  },
  {
    name: 'margin',
    symbol: '\\gamma_\\mu = y(\\mu)\\, f(\\mu)',
    code: ['clusterMargins'],
    meaning:
      "Of a [cluster]: the output at its center times its label. Positive means right, large means sure. Once its neurons are [heavy|heavy neuron] it follows $\\gamma' = \\sqrt2\\,\\gamma/(1 + e^{\\gamma})$.",
  },
  {
    name: 'mean field',
    code: ['meanField'],
    meaning:
      'The form $f = \\frac1p\\sum_j a_j \\max(w_j \\cdot x, 0)$ with gradients multiplied by $p$, so that a neuron moves alike at every width.',
  },
  {
    name: 'neuron',
    symbol: 'w_j,\\ a_j',
    code: ['width', 'firstLayer', 'secondLayer'],
    meaning:
      'A row $w_j$ of the first layer with its second-layer weight $a_j$. It adds $a_j \\max(w_j \\cdot x, 0)$ to the output, so that $|a_j|$ says how loud it is and the sign of $a_j$ for which label it speaks.',
  },
  {
    name: 'opposite part',
    symbol: 'w_{\\mathrm{opp}}',
    code: ['opposite', 'oppositeGrowth'],
    meaning:
      'The part of a neuron along the clusters of the other label than the one it speaks for: along $\\mu_2$ for $a_j \\ge 0$, along $\\mu_1$ for $a_j < 0$. While the signal is found it shrinks like $e^{-T/\\sqrt{2\\pi}}$.',
  },
  {
    name: 'output',
    symbol: 'f(x)',
    code: ['output', 'preactivation', 'outputScale'],
    meaning:
      'What the network says of an input: $f(x) = \\frac1p\\sum_j a_j \\max(z_j, 0)$ with $z = Wx$; the factor before the sum is $1/p$, $1/\\sqrt p$ or 1. Its sign is the predicted label.',
  },
  {
    name: 'overlap',
    symbol: '|\\cos(w_j, v)|',
    meaning:
      'How far a neuron points along a direction $v$, averaged over neurons; by chance of the order of $1/\\sqrt d$. A projection $w_j \\cdot v$ grows with the neuron as well, an overlap does not. The alignment is that with all directions of the target together.',
  },
  {
    name: 'perpendicular part',
    symbol: 'w_{\\mathrm{perp}}',
    code: ['perpendicular'],
    meaning:
      'The part of a neuron in the coordinates on which the label does not depend. At the start it is nearly all of the neuron. It grows by batch noise only.',
  },
  {
    name: 'phase 1',
    code: ['signalRatio', 'relevantRatio'],
    meaning:
      'Finding: until the $\\lVert w\\rVert^2$-weighted median over neurons of $\\lVert w_{\\mathrm{sig}}\\rVert / \\lVert w_{\\mathrm{perp}}\\rVert$ reaches 1. Without batch noise it takes the time $\\frac{\\sqrt{2\\pi}}{2}\\ln d \\approx 1.25 \\ln d$.',
  },
  {
    name: 'phase 2',
    meaning:
      'Tuning: from the end of [phase 1] until the smallest of the four cluster [margins|margin] reaches 1. Signal and second layer grow together, at rate $\\sqrt2/4$ each.',
  },
  {
    name: 'relevant coordinates',
    symbol: 'S',
    code: ['relevant', 'coordinates', 'relevantPart', 'relevantRatio'],
    meaning: 'The coordinates on which the label depends: for XOR two, $y = -x_i x_k$.',
  },
  {
    name: 'ridge readout',
    symbol: '\\lambda',
    code: ['ridge', 'readoutSize'],
    meaning:
      'Ridge regression of the second layer on the features as they stand, mostly on fresh samples: the best that can be said with what the first layer has found. Its error stands beside the same on random features.',
  },
  {
    name: 'sample complexity',
    meaning:
      'How many samples it takes to come below an error. For XOR by gradient descent, of the order of $d \\ln d$; for a [kernel], of $d^2$. Samples are steps times [batch size], so $n T/\\eta$.',
  },
  {
    name: 'seed streams',
    code: ['seeds'],
    meaning:
      'Randomness in separate streams, each with its seed: target, init, inputs, batches, test, noise. Sample $i$ is a function of seed and $i$, and the start of neuron $j$ of seed and $j$: other weights on the same data, or other data from the same start, are one seed away.',
  },
  {
    name: 'signal',
    symbol: 'w_{\\mathrm{sig}}',
    code: ['signal', 'signalGrowth'],
    meaning:
      'The part of a neuron along the clusters of the label it speaks for: along $\\mu_1$ for $a_j \\ge 0$, along $\\mu_2$ for $a_j < 0$. At first it grows like $e^{T/\\sqrt{2\\pi}}$.',
  },
  {
    name: 'specialization',
    meaning:
      'That neurons differ in which of several directions they learn. After a first step on the order of $d$ samples all of them have turned to the same one.',
  },
  {
    name: 'staircase',
    meaning:
      'The order in which giant steps find directions: what was learned makes parts of the target linear in others, such as $z_1 z_2$ once $z_1$ is known. Where nothing left becomes linear, the next leap is larger, and so is the batch it takes.',
  },
  {
    name: 'step size',
    symbol: '\\eta',
    code: ['stepSize'],
    meaning: 'What the gradient is multiplied by in a step. Time is $T = \\eta \\cdot \\text{steps}$.',
  },
  {
    name: 'test error',
    code: ['testError', 'populationError'],
    meaning:
      'Share of the samples of the fixed test stream with $y f(x) \\le 0$. Where all $2^d$ inputs can be gone through ($d \\le 16$), the exact share is reported too.',
  },
  {
    name: 'time',
    symbol: 'T',
    code: ['time', 'steps', 'maxTime'],
    meaning:
      'The sum of the [step sizes|step size] up to now: $T = \\eta \\cdot \\text{steps}$ where the step size stays. Runs with other step sizes are alike at equal times, as long as steps are small.',
  },
  {
    name: 'truth table',
    code: ['truthTable'],
    meaning:
      'A label as a function of two coordinates: $y$ at $(+1,+1)$, $(+1,-1)$, $(-1,+1)$, $(-1,-1)$, with 1 for $y = +1$. 0110 is XOR, 0001 AND, 0111 OR, with $-1$ read as true.',
  },
  {
    name: 'twin',
    meaning:
      'Another dynamics from the same start, followed along a run, such as gradient flow over all inputs or the linearized network; the distance between the two is a curve.',
  },
];

/** What a link calls a term, in any spelling of its spaces. */
export const termNamed = (name: string): Term | undefined =>
  terms.find((term) => term.name === name.toLowerCase().replaceAll('-', ' '));
