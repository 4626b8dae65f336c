import { describe, expect, it } from 'vitest';
import { kernelBytes } from '../src/engines/kernel-bytes.ts';
import * as elementary from '../src/numerics/elementary.ts';

type ArrayKernel = (n: number, input: number, output: number) => void;

const { exports } = new WebAssembly.Instance(new WebAssembly.Module(kernelBytes));
const memory = exports.memory as WebAssembly.Memory;
const kernel = (name: string) => exports[`${name}_array`] as ArrayKernel;

const functions = [
  { name: 'exp', float64: elementary.exp, float32: elementary.expF32 },
  { name: 'log', float64: elementary.log, float32: elementary.logF32 },
  { name: 'log1p', float64: elementary.log1p, float32: elementary.log1pF32 },
  { name: 'sin', float64: elementary.sin, float32: elementary.sinF32 },
  { name: 'cos', float64: elementary.cos, float32: elementary.cosF32 },
  { name: 'tanh', float64: elementary.tanh, float32: elementary.tanhF32 },
  { name: 'erf', float64: elementary.erf, float32: elementary.erfF32 },
].flatMap(({ name, float64, float32 }) => [
  { name: `${name}_f64`, Floats: Float64Array, scalar: float64 },
  { name: `${name}_f32`, Floats: Float32Array, scalar: float32 },
]);
type Floats = Float32ArrayConstructor | Float64ArrayConstructor;

/** Runs a kernel in place at the very end of memory: an access past the array would trap. */
function runAtTheEnd(
  name: string,
  Floats: Floats,
  points: Float32Array | Float64Array,
): Float32Array | Float64Array {
  memory.grow(Math.ceil(points.byteLength / 65536));
  const start = memory.buffer.byteLength - points.byteLength;
  const array = new Floats(memory.buffer, start, points.length);
  array.set(points);
  kernel(name)(points.length, start, start);
  return array.slice();
}

/** A bijection of the 32-bit integers that scatters them (the finalizer of MurmurHash3). */
function scatter(k: number): number {
  k = Math.imul(k ^ (k >>> 16), 0x85ebca6b);
  k = Math.imul(k ^ (k >>> 13), 0xc2b2ae35);
  return (k ^ (k >>> 16)) >>> 0;
}

const edges = [
  0, 0.5, 0.79, 1, 2, 4, 6, 10, 20, 88.8, 89, 104, 710, 746, 3.4028234663852886e38, 1.7976931348623157e308,
];
const powers = [-1074, -1022, -149, -126, 13, 20, 31, 52, 64].map((n) => 2 ** n);
const irrational = [Math.SQRT1_2, Math.SQRT2, Math.LN2 / 2, Math.PI / 4, Math.PI / 2, Math.PI];
const special = [...edges, ...powers, ...irrational, Infinity, NaN].flatMap((x) => [x, -x]);

/** Special values, 2¹⁶ random bit patterns (NaNs and infinities among them) and 2¹⁶ values of sizes 2⁻³² to 2³¹. */
function testPoints(Floats: Floats): Float32Array | Float64Array {
  const patterns = new Floats(
    Uint32Array.from({ length: (2 ** 16 * Floats.BYTES_PER_ELEMENT) / 4 }, (_, k) => scatter(k)).buffer,
  );
  const ordinary = Array.from({ length: 2 ** 16 }, (_, k) => (scatter(k) - 2 ** 31) * 2 ** ((k % 64) - 63));
  return Floats.from([...special, ...patterns, ...ordinary]);
}

const points = new Map<Floats, Float32Array | Float64Array>([
  [Float32Array, testPoints(Float32Array)],
  [Float64Array, testPoints(Float64Array)],
]);

describe.each(functions)('$name as a kernel', ({ name, Floats, scalar }) => {
  const inputs = points.get(Floats)!;
  const expected = inputs.map(scalar as (x: number) => number);

  it('gives the bits of the TypeScript function on 131 000 points', () => {
    const outputs = runAtTheEnd(name, Floats, inputs);
    const different = inputs.filter((_, i) => !Object.is(outputs[i], expected[i]));
    expect([...different.slice(0, 5)]).toEqual([]);
  });

  it('handles every length from 0 to 9 within its bounds', () => {
    for (let n = 0; n <= 9; n++) {
      const outputs = runAtTheEnd(name, Floats, inputs.slice(100, 100 + n));
      expect([...outputs]).toEqual([...expected.slice(100, 100 + n)]);
    }
  });
});
