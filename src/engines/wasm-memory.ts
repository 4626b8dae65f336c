import type { Block } from './engine.ts';
import { kernelBytes } from './kernel-bytes.ts';

/** Neurons side by side in one tile; the last tile is padded with zeros, which every kernel keeps zero. */
export const TILE = 16;
/** Bytes of the `TILE` numbers side by side. */
export const LANES = 4 * TILE;
const PAGE = 65536;
const ALIGNMENT = 64;

export const roundUp = (n: number, multiple: number) => Math.ceil(n / multiple) * multiple;
export const tilesOf = (width: number) => Math.ceil(width / TILE);

/** A function of kernels/kernels.c; pointers are numbers. */
export type Kernel = (...values: number[]) => void;
export type Kernels = Readonly<Record<string, Kernel | undefined>>;

let compiled: WebAssembly.Module | undefined;

/** A fresh instance of the kernels with its own memory, and a bump allocator over that memory. */
export function instantiate() {
  compiled ??= new WebAssembly.Module(kernelBytes);
  const { exports } = new WebAssembly.Instance(compiled);
  const memory = exports.memory as WebAssembly.Memory;
  let top = (exports.__heap_base as { value: number }).value;

  function reserve(bytes: number): number {
    const pointer = roundUp(top, ALIGNMENT);
    top = pointer + bytes;
    const missing = Math.ceil((top - memory.buffer.byteLength) / PAGE);
    if (missing > 0) memory.grow(missing);
    return pointer;
  }

  /** Zeroed numbers in the kernels' memory; the view is made anew when growing the memory detached it. */
  function allocate<T extends Float32Array | Uint32Array>(
    Numbers: new (buffer: ArrayBuffer, offset: number, length: number) => T,
    length: number,
  ): Block<T> {
    const pointer = reserve(4 * length);
    let view = new Numbers(memory.buffer, pointer, length);
    return {
      pointer,
      get array() {
        if (view.buffer !== memory.buffer) view = new Numbers(memory.buffer, pointer, length);
        return view;
      },
    };
  }

  return {
    kernels: exports as Kernels,
    reals: (length: number) => allocate(Float32Array, length),
    words: (length: number) => allocate(Uint32Array, length),
  };
}
