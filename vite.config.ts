import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const source = fileURLToPath(new URL('src/', import.meta.url));

/** What index.ts offers and a part of the page does not use is left out of it. */
const treeshake = {
  moduleSideEffects: (id: string) => !id.startsWith(source) && !id.includes('/node_modules/workerpool/'),
};

/** What has WebAssembly SIMD reads woff2: the two older formats of KaTeX's fonts, 0.8 MB, are left out. */
const onlyWoff2: Plugin = {
  name: 'only-woff2',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('katex.min.css')) return undefined;
    return code.replace(/,url\([^)]+\.(?:woff|ttf)\) format\("[a-z]+"\)/g, '');
  },
};

export default defineConfig({
  root: 'web',
  base: './',
  define: { VERSION: JSON.stringify(version) },
  plugins: [onlyWoff2, svelte({ compilerOptions: { runes: true } })],
  worker: { format: 'es', rolldownOptions: { treeshake } },
  build: {
    outDir: '../dist-web',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    // The policy of the page allows fonts from its own origin, not from data: addresses.
    assetsInlineLimit: 0,
    rolldownOptions: { treeshake },
  },
});
