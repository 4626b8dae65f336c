// A target, a metric, an inequality and a claim of one's own, used by `npx twolayer … --use examples/mine.ts`:
//
//   npx twolayer list targets --use examples/mine.ts
//   npx twolayer run xor/other-targets --target majority --voters 5 --use examples/mine.ts
//   npx twolayer run xor/two-phases --use examples/mine.ts
//   npx twolayer check M1 --use examples/mine.ts
import {
  type Claim,
  field,
  type Inequality,
  type Kind,
  type Metric,
  meanOf,
  type Target,
  type Work,
} from 'twolayer';
import { z } from 'zod';

const settings = {
  voters: field(z.int().min(1).max(31).default(3), { doc: 'the first so many coordinates vote; odd' }),
};

/** y = the sign that most of the first few coordinates have. */
const majority: Kind<typeof settings, Target> = {
  name: 'majority',
  doc: 'the sign that most of the first coordinates have',
  settings,
  rules: [({ voters }) => ((voters as number) % 2 === 0 ? { key: 'voters', allowed: 'odd' } : undefined)],
  create: ({ voters }) => ({
    relevant: Array.from({ length: voters }, (_, k) => k + 1),
    label({ kind, count, stride, rows: { array } }, out) {
      for (let s = 0; s < count; s++) {
        let negative = 0;
        for (let k = 0; k < voters; k++) {
          const isNegative = kind === 'dense' ? array[s * stride + k]! < 0 : (array[s * stride]! >>> k) & 1;
          negative += Number(isNegative);
        }
        out[s] = 2 * negative < voters ? 1 : -1;
      }
    },
  }),
};

/** Share of neurons whose second-layer weight has at least doubled. */
const awakeFraction: Metric = {
  name: 'awakeFraction',
  doc: 'share of neurons with |a| at least twice that of the start',
  measure({ layers, start }) {
    const now = Array.from(layers.secondLayer);
    const awake = now.filter((a, j) => Math.abs(a) >= 2 * Math.abs(start.secondLayer[j]!));
    return awake.length / now.length;
  },
};

/** Half of the neurons stay where they are while the signal is being found. */
const fewAwakeWhileFinding: Inequality = {
  name: 'few-awake',
  symbol: 'share awake ≤ 1/2',
  doc: 'at most half of the second-layer weights have doubled before phase 1 ends',
  source: 'an example',
  scope: 'finding',
  constants: [],
  measure: ({ values }) => ({ left: values.awakeFraction as number, right: 0.5 }),
};

interface Job {
  readonly seed: number;
}

const awakening: Work<Job, { readonly share: number }> = {
  name: 'awakening',
  run({ seed }, lab) {
    const { series } = lab.record({ inputDim: 32, width: 32, batchSize: 400, testSize: 64 }, seed);
    return { share: (series.awakeFraction as number[]).at(-1)! };
  },
};

/** That most neurons take part when XOR is learned. */
const mostNeuronsAwake: Claim<Job, { readonly share: number }> = {
  id: 'M1',
  name: 'mine/most-neurons-awake',
  title: 'Most neurons take part',
  source: 'an example',
  statement: 'When XOR has been learned, most second-layer weights have at least doubled.',
  prediction: 'their share is above one half',
  work: awakening,
  jobs: ({ quick, seed }) => Array.from({ length: quick ? 4 : 16 }, (_, k) => ({ seed: seed + k })),
  judge(results, alpha) {
    const shares = results.map(({ evidence }) => evidence.share);
    return [
      { quantity: 'share awake', ...meanOf(shares, alpha), expected: 'above 0.5', tolerance: [0.5, 1] },
    ];
  },
  controls: [{ name: 'frozen first layer', settings: { firstLayerRate: 0, maxTime: 10 } }],
};

export default {
  targets: [majority],
  metrics: [awakeFraction],
  ledgers: [fewAwakeWhileFinding],
  claims: [mostNeuronsAwake],
};
