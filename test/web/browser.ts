import { resolve } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, onTestFinished } from 'vitest';
import { startChromium } from '../../scripts/chromium.ts';
import { isFresh, products } from '../../scripts/fresh.js';
import { createPageApp, listen } from '../../src/node/page-server.ts';

/** The built page. */
export const folder = resolve(import.meta.dirname, '../../dist-web');

/** The page as `twolayer serve` serves it, on a port of this machine. */
export interface ServedPage {
  /** Ends with a slash. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves the built page until the tests of the file are over.
 *
 * @param path where it stands in the URL, with slashes around it
 * @param from another build than the present one
 * @param at a port, instead of any free one
 */
export async function servePage(path = '/', from = folder, at = 0): Promise<ServedPage> {
  if (!isFresh(products.page))
    throw new Error('dist-web/ is not what its sources say: run `npm run build` first');
  const app = createPageApp({ folder: from, hosts: ['127.0.0.1'], path });
  const { port, close } = await listen(app, '127.0.0.1', at);
  afterAll(close);
  return { url: `http://127.0.0.1:${port}${path}`, port, close };
}

/** How a page is looked at. */
interface Look extends BrowserContextOptions {
  readonly dark?: boolean;
  /** 390 × 844 with touch. */
  readonly phone?: boolean;
  /** Faults that the test brings about itself. */
  readonly tolerate?: RegExp;
}

/** A browser whose pages answer for what goes wrong in them. */
export interface WatchedBrowser {
  readonly browser: Browser;
  /**
   * Opens a page in a context of its own for the test that runs. The test fails on errors in its console or its workers,
   * whatever the policy of the page forbade included, and on any request to another origin.
   */
  open(url: string, look?: Look): Promise<Page>;
}

/** Starts the browser until the tests of the file are over. */
export async function openBrowser(): Promise<WatchedBrowser> {
  const browser = await startChromium();
  afterAll(() => browser.close());
  return { browser, open: (url, look = {}) => open(browser, url, look) };
}

async function open(browser: Browser, url: string, { dark, phone, tolerate, ...look }: Look): Promise<Page> {
  const context = await browser.newContext({
    viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
    colorScheme: dark ? 'dark' : 'light',
    serviceWorkers: 'block',
    ...(phone && { isMobile: true, hasTouch: true }),
    ...look,
  });
  const page = await context.newPage();
  const refuseFaults = watch(page, new URL(url).origin, tolerate);
  onTestFinished(async () => {
    await context.close();
    refuseFaults();
  });
  await page.goto(url);
  return page;
}

/** Listens to what goes wrong in a page; what it gives throws where something has. */
export function watch(page: Page, origin: string, tolerate?: RegExp): () => void {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', ({ stack, message }) => faults.push(`uncaught: ${stack ?? message}`));
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && asked !== origin) faults.push(`asked ${request.url()}`);
  });
  return () => {
    const grave = faults.filter((fault) => !tolerate?.test(fault));
    if (grave.length > 0) throw new Error(grave.join('\n'));
  };
}
