import type { Engine } from './engine.ts';
import { createPlainEngine } from './plain.ts';
import { createWasmEngine } from './wasm.ts';

/** An engine that can be asked for by name. */
export interface EngineKind {
  readonly name: string;
  readonly doc: string;
  readonly precision: Engine['precision'];
  /** A fresh one with memory of its own. */
  create(): Engine;
}

/** Who can compute, the default first. */
export const engines: readonly EngineKind[] = [
  {
    name: 'wasm',
    doc: 'float32 on 128-bit SIMD, table products for ±1 inputs; the same bits in Node and browsers',
    precision: 'float32',
    create: createWasmEngine,
  },
  {
    name: 'plain',
    doc: 'float64 in plain TypeScript: the definition the others are tested against',
    precision: 'float64',
    create: createPlainEngine,
  },
];
