import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Case, CORE, OF_PEAK, shapeName } from './case.ts';
import type { ProductShape } from './products.ts';

const program = fileURLToPath(new URL('openblas.py', import.meta.url));
const oneThread = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

function python(input: string) {
  const env = { ...process.env, ...oneThread };
  return spawnSync('python3', [program], { encoding: 'utf8', input, env });
}

/** The name of the peer of a dense product of both directions. */
export const openblasName = (shape: ProductShape): string => `openblas ${shapeName(shape)}`;

/** Both dense products by numpy, an AVX build of OpenBLAS as a rule; only where it happens to be installed. */
export const openblasOn = (shape: ProductShape): Case => ({
  name: openblasName(shape),
  engine: CORE,
  unit: 'GMAC/s',
  shape,
  rounds: 5,
  ratios: OF_PEAK,
  unavailable() {
    const { error, status } = python('');
    if (error) return `no Python: ${error.message}`;
    return status === 0 ? undefined : 'Python has no numpy';
  },
  start() {
    const input = `${shape.d} ${shape.p} ${shape.n}\n`;
    return () => Number(python(input).stdout);
  },
});
