import { stairway } from './giant/studies/stairway.ts';
import { oneTargetThreePapers } from './one-target/one-target.ts';
import type { Study } from './study.ts';
import { axisAware } from './xor/studies/axis-aware.ts';
import { batchSize } from './xor/studies/batch-size.ts';
import { gaussianInputs } from './xor/studies/gaussian-inputs.ts';
import { initScale } from './xor/studies/init-scale.ts';
import { labelNoise } from './xor/studies/label-noise.ts';
import { layers } from './xor/studies/layers.ts';
import { parityOrder } from './xor/studies/parity-order.ts';
import { rotatedCube } from './xor/studies/rotated-cube.ts';
import { severalXors } from './xor/studies/several-xors.ts';
import { spuriousCoordinate } from './xor/studies/spurious-coordinate.ts';
import { truthTables } from './xor/studies/truth-tables.ts';
import { width } from './xor/studies/width.ts';

/** What can be looked at side by side: first experiments, next checks, open questions. */
export const studies: readonly Study[] = [
  width,
  layers,
  initScale,
  batchSize,
  gaussianInputs,
  truthTables,
  severalXors,
  parityOrder,
  rotatedCube,
  spuriousCoordinate,
  labelNoise,
  axisAware,
  oneTargetThreePapers,
  stairway,
];
