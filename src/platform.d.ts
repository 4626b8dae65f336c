// What Node and browsers both have and the ES library does not declare; src/ outside cli uses nothing else.

declare function atob(base64: string): string;

declare namespace WebAssembly {
  class Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports?: object);
    readonly exports: Record<string, unknown>;
  }
}

declare class TextEncoder {
  encode(text: string): Uint8Array;
}

declare const performance: { now(): number };

declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}
