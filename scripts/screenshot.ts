// Makes the pictures of the page that the README shows: npm run screenshot [-- <folder>].
import { join, resolve } from 'node:path';
import { createPageApp, listen } from '../src/node/page-server.ts';
import { startChromium } from './chromium.ts';

const root = resolve(import.meta.dirname, '..');
const out = process.argv[2] ?? join(root, 'docs/images');
/** The features are found and the margins begin to climb. */
const moment = '?step=70';
const looks = {
  live: { width: 1280, height: 800 },
  ...(process.argv[2] && {
    'live-dark': { width: 1280, height: 800, dark: true },
    'live-phone': { width: 390, height: 844 },
  }),
} as Record<string, { width: number; height: number; dark?: boolean }>;

const app = createPageApp({ folder: join(root, 'dist-web'), hosts: ['127.0.0.1'] });
const server = await listen(app, '127.0.0.1', 0);
const browser = await startChromium();
for (const [name, { dark, ...viewport }] of Object.entries(looks)) {
  const page = await browser.newPage({
    viewport,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  await page.goto(`http://127.0.0.1:${server.port}/${moment}`);
  await page.getByTestId('step').getByText('step 70').waitFor();
  await page.waitForTimeout(1000); // the last frames
  await page.screenshot({ path: join(out, `${name}.png`) });
  process.stderr.write(`Wrote ${join(out, `${name}.png`)}\n`);
}
await browser.close();
await server.close();
