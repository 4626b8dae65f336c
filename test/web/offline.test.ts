import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { createPageApp, listen } from '../../src/node/page-server.ts';
import { folder, openBrowser, servePage } from './browser.ts';
import { parts } from './parts.ts';

const browser = await openBrowser();

/** Until the service worker of the page has kept all files and answers for it. */
const isKept = (tab: Page) =>
  tab.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');

const description = (tab: Page) => tab.locator('meta[name=description]').getAttribute('content');

/** The build that was kept last, once its worker serves the page. */
async function newest(): Promise<string | undefined> {
  const { installing, waiting } = (await navigator.serviceWorker.getRegistration())!;
  return installing || waiting ? undefined : (await caches.keys()).at(-1);
}

/** A build that differs in its description and its icon. */
function anotherBuild(): string {
  const copy = mkdtempSync(join(tmpdir(), 'twolayer-page-'));
  cpSync(folder, copy, { recursive: true });
  const edit = (name: string, from: RegExp, to: string) => {
    const text = readFileSync(join(copy, name), 'utf8');
    expect(text).toMatch(from);
    writeFileSync(join(copy, name), text.replace(from, to));
  };
  edit('index.html', /name="description" content="[^"]*"/, 'name="description" content="another build"');
  edit('icon.svg', /$/, '<!-- another -->');
  edit('service-worker.js', /BUILD = "\w+"/, 'BUILD = "another"');
  return copy;
}

/** A host that sends index.html to its folder, as many do, until it has trouble. */
async function ordinaryHost() {
  const page = createPageApp({ folder, hosts: ['127.0.0.1'], path: '/lab/' });
  const app = new Hono();
  const state = { isTroubled: false };
  app.get('*', ({ req }) => {
    if (state.isTroubled) return new Response('', { status: 503 });
    return req.path.endsWith('/index.html') ? Response.redirect(new URL('./', req.url)) : page.fetch(req.raw);
  });
  const { port, close } = await listen(app, '127.0.0.1', 0);
  afterAll(close);
  return { url: `http://127.0.0.1:${port}/lab/`, state, close };
}

it('once loaded, the page opens without its server, parts never opened before included', async () => {
  const host = await ordinaryHost();
  const tab = await browser.open(host.url, { serviceWorkers: 'allow', tolerate: /503/ });
  await isKept(tab);
  host.state.isTroubled = true;
  await tab.reload();
  await tab.getByRole('heading', { name: 'twolayer' }).waitFor();
  await host.close();
  await tab.goto(`${host.url}?tab=live`);
  await tab
    .locator('main')
    .getByText(/step \d*[1-9]/)
    .first()
    .waitFor();
  const links = tab.getByRole('navigation').getByRole('link');
  expect(await links.allTextContents()).toEqual(Object.values(parts).map(({ link }) => link));
  for (const { link, heading } of Object.values(parts)) {
    await tab.getByRole('link', { name: link, exact: true }).click();
    await tab.locator('main h2', { hasText: heading }).waitFor({ state: 'attached' });
  }
});

it('another build takes over on the next load, and is what opens without a server then', async () => {
  const first = await servePage('/lab/');
  const tab = await browser.open(first.url, { serviceWorkers: 'allow' });
  await isKept(tab);
  await first.close();
  const second = await servePage('/lab/', anotherBuild(), first.port);
  await tab.reload();
  expect(await description(tab)).toBe('another build');
  await expect.poll(() => tab.evaluate(newest), { timeout: 45_000 }).toBe(`twolayer ${second.url} another`);
  await second.close();
  await tab.reload();
  expect(await tab.evaluate(async () => (await fetch('icon.svg')).text())).toContain('another');
  expect(await description(tab)).toBe('another build');
});
