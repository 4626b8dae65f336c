// Measures one thing of the page in Chromium and prints it: tsx bench/page-measure.ts <what>. A process of its own,
// since the bench waits for each measurement and a browser answers later.
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { startChromium } from '../scripts/chromium.ts';
import { createPageApp, listen } from '../src/node/page-server.ts';

const WATCH_MS = 4000;
/** Compilers of the browser are done after this. */
const WARMING_MS = 2000;

interface Measurement {
  readonly query: string;
  measure(page: Page): Promise<number>;
}

/** When a mark was set, in milliseconds since the page was asked for. */
async function timeOf(page: Page, mark: string): Promise<number> {
  await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, mark);
  return page.evaluate((name) => performance.getEntriesByName(name)[0]!.startTime, mark);
}

const stepOf = async (page: Page) => Number((await page.getByTestId('step').innerText()).replace(/\D/g, ''));

/** Steps a second while the run plays, by the page's own counter, once it is warm, as the trial beside it is. */
async function stepsPerSecond(page: Page): Promise<number> {
  await page.waitForTimeout(WARMING_MS);
  const [first, start] = [await stepOf(page), performance.now()];
  await page.waitForTimeout(WATCH_MS);
  return ((await stepOf(page)) - first) / ((performance.now() - start) / 1000);
}

/** Frames a second. */
const framesPerSecond = (page: Page) =>
  page.evaluate(async (ms) => {
    const start = performance.now();
    let frames = 0;
    for (; performance.now() - start < ms; frames++)
      await new Promise((drawn) => requestAnimationFrame(drawn));
    return (1000 * frames) / (performance.now() - start);
  }, WATCH_MS);

/** The longest time for which the main thread did not answer; those below 50 ms are not told, and count as 0. */
const longestTask = (page: Page) =>
  page.evaluate(
    (ms) =>
      new Promise<number>((done) => {
        let longest = 0;
        const observer = new PerformanceObserver((list) => {
          longest = Math.max(longest, ...list.getEntries().map(({ duration }) => duration));
        });
        observer.observe({ type: 'longtask' });
        setTimeout(() => done(longest), ms);
      }),
    WATCH_MS,
  );

const measurements: Readonly<Record<string, Measurement>> = {
  'first-frame': { query: '', measure: (page) => timeOf(page, 'first-frame') },
  'first-step': { query: '', measure: (page) => timeOf(page, 'first-step') },
  frames: { query: 'steps=2000&speed=60', measure: framesPerSecond },
  'longest-task': { query: 'steps=2000&speed=60', measure: longestTask },
  'longest-task-large': { query: 'input-dim=1024&width=1024&speed=max', measure: longestTask },
  speed: { query: 'steps=40000&speed=max', measure: stepsPerSecond },
};

const { query, measure } = measurements[process.argv[2]!]!;
const folder = resolve(import.meta.dirname, '../dist-web');
const server = await listen(createPageApp({ folder, hosts: ['127.0.0.1'] }), '127.0.0.1', 0);
const browser = await startChromium();
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(`http://127.0.0.1:${server.port}/?${query}`);
if (!process.argv[2]!.startsWith('first')) await timeOf(page, 'first-step');
process.stdout.write(`${await measure(page)}\n`);
await browser.close();
await server.close();
