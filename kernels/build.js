// Compiles kernels.c to SIMD wasm with the pinned clang from npm and embeds the bytes in a TypeScript module.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { commands, Exit } from '@yowasp/clang';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const flags = [
  '--target=wasm32',
  '-std=gnu11',
  '-O3',
  '-msimd128',
  '-mbulk-memory',
  '-ffp-contract=off', // a fused multiply-add would round differently from one machine to the next
  '-fno-math-errno',
  '-Wall',
  '-Wextra',
  '-Wno-unused-parameter', // few activations have parameters
  '-Werror',
];
const linking = ['--no-entry', '--export=__heap_base', '--strip-all'];

const sources = Object.fromEntries(
  ['kernels.c', 'elementary.h'].map((name) => [name, readFileSync(here(name), 'utf8')]),
);
/** Runs a tool over files in memory; it has said what is wrong when it fails. */
async function run(tool, args, files) {
  try {
    return await commands[tool](args, files, { fetchProgress() {} });
  } catch (error) {
    console.error(`${tool} failed${error instanceof Exit ? '' : `: ${error.message}`}`);
    process.exit(1);
  }
}

const compiled = await run('clang', [...flags, '-c', 'kernels.c', '-o', 'kernels.o'], sources);
const built = await run('wasm-ld', [...linking, 'kernels.o', '-o', 'kernels.wasm'], compiled);
const bytes = built['kernels.wasm'];

const module = `// Generated from kernels/ by \`npm run build\`. Do not edit.
const base64 =
  '${Buffer.from(bytes).toString('base64')}';

/** The kernels as a WebAssembly module (${bytes.length} bytes). */
export const kernelBytes: Uint8Array<ArrayBuffer> = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
`;
const target = here('../src/engines/kernel-bytes.ts');
mkdirSync(here('../src/engines/'), { recursive: true });
writeFileSync(`${target}.${process.pid}`, module);
renameSync(`${target}.${process.pid}`, target);
