/** A module with one function that makes a 128-bit vector of a number and takes a lane out of it. */
const SIMD = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 10, 11, 1, 9, 0, 65, 0, 253, 17, 253, 27,
  0, 11,
];

/** Whether the engine can run here. */
export const hasSimd = (): boolean =>
  typeof WebAssembly === 'object' && WebAssembly.validate(new Uint8Array(SIMD));
