// A target, a metric and a claim of one's own, used by `npx twolayer … --use examples/mine.ts`:
//
//   npx twolayer list targets --use examples/mine.ts
//   npx twolayer run xor/two-phases --target equal --loudness 2 --use examples/mine.ts
//   npx twolayer check M1 --use examples/mine.ts
import { type Claim, field, type Kind, type Metric, meanOf, type Target, type Work } from 'twolayer';
import { z } from 'zod';

const settings = {
  loudness: field(z.number().positive().max(100).default(1), { doc: 'size of the labels' }),
};

/** y = +loudness where x1 = x2, else −loudness: the negation of XOR. */
const equal: Kind<typeof settings, Target> = {
  name: 'equal',
  doc: 'whether the first two coordinates are equal',
  settings,
  create: ({ loudness }) => ({
    relevant: [1, 2],
    label(samples, out) {
      for (let s = 0; s < samples.count; s++) {
        const [first, second] = [0, 1].map((k) =>
          samples.kind === 'dense'
            ? samples.rows.array[s * samples.stride + k]! < 0
            : (samples.rows.array[s * samples.stride]! >>> k) & 1,
        );
        out[s] = Number(first) === Number(second) ? loudness : -loudness;
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

export default { targets: [equal], metrics: [awakeFraction], claims: [mostNeuronsAwake] };
