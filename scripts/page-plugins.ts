import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Plugin, transformWithOxc } from 'vite';
import { pagePolicy } from '../src/node/page-policy.ts';

const at = (path: string) => fileURLToPath(new URL(`../web/${path}`, import.meta.url));

/** The policy as part of the page, for servers that send no headers. The development server could not work under it. */
export const policy: Plugin = {
  name: 'policy',
  apply: 'build',
  transformIndexHtml: () => {
    const attrs = { 'http-equiv': 'Content-Security-Policy', content: pagePolicy };
    return [{ tag: 'meta', attrs, injectTo: 'head-prepend' }];
  },
};

/**
 * The page itself and the worker of a live run draw and report no whole trials: what experiments have for that is left
 * out of them, for the sake of the first screen. Other workers keep it.
 */
export function withoutFigures(): Plugin {
  let isFirst = false;
  return {
    name: 'without-figures',
    enforce: 'pre',
    buildStart: ({ input }) => {
      isFirst = /workers\/live\.ts|index\.html/.test(JSON.stringify(input));
    },
    transform: (code) =>
      isFirst && code.includes(': Experiment = {')
        ? code.replaceAll(/^ {2}(?:(figure|report): \w+|(branches): \{.*\}),$/gm, '  $1$2: undefined,')
        : undefined,
  };
}

/** KaTeX brings each font thrice; every browser that can run the page reads the smallest, WOFF2. */
export const oneFontFormat: Plugin = {
  name: 'one-font-format',
  enforce: 'pre',
  transform: (code, id) =>
    /katex\S*\.css/.test(id)
      ? code.replaceAll(/,\s*url\([^)]*\.(woff|ttf)\)\s*format\([^)]*\)/g, '')
      : undefined,
};

/** The service worker below the names of all files, index.html as the folder; another build is another text, hence another worker. */
export const offline: Plugin = {
  name: 'offline',
  apply: 'build',
  enforce: 'post',
  async generateBundle(_, bundle) {
    const page = bundle['index.html'];
    if (page?.type !== 'asset') throw new Error('offline: the build has made no index.html');
    const own = readdirSync(at('public')).sort();
    const files = [...Object.keys(bundle), ...own].sort();
    const hash = createHash('sha256').update(page.source).update(files.join());
    for (const file of own) hash.update(readFileSync(at(`public/${file}`)));
    const kept = files.map((file) => (file === 'index.html' ? './' : file));
    const known = { BUILD: hash.digest('hex').slice(0, 16), FILES: kept };
    const constants = Object.entries(known).map(
      ([name, value]) => `const ${name} = ${JSON.stringify(value)};\n`,
    );
    const worker = 'offline/service-worker.ts';
    const { code } = await transformWithOxc(readFileSync(at(worker), 'utf8'), worker);
    this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: constants.join('') + code });
  },
};
