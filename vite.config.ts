import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { offline, oneFontFormat, policy, withoutFigures } from './scripts/page-plugins.ts';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const source = fileURLToPath(new URL('src/', import.meta.url));

/** What index.ts offers and a part of the page does not use is left out of it. */
const treeshake = {
  moduleSideEffects: (id: string) => !id.startsWith(source) && !id.includes('/node_modules/workerpool/'),
};

export default defineConfig({
  root: 'web',
  base: './',
  define: { VERSION: JSON.stringify(version) },
  plugins: [svelte({ compilerOptions: { runes: true } }), policy, oneFontFormat, offline, withoutFigures()],
  worker: { format: 'es', plugins: () => [withoutFigures()], rolldownOptions: { treeshake } },
  build: {
    outDir: '../dist-web',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // the policy allows no fonts in data: URLs
    rolldownOptions: { treeshake },
  },
});
