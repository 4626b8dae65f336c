import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { folder, openBrowser, servePage } from './browser.ts';

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

/** A build that differs in its description only. */
function anotherBuild(): string {
  const copy = mkdtempSync(join(tmpdir(), 'twolayer-page-'));
  cpSync(folder, copy, { recursive: true });
  const edit = (name: string, from: RegExp, to: string) => {
    const text = readFileSync(join(copy, name), 'utf8');
    expect(text).toMatch(from);
    writeFileSync(join(copy, name), text.replace(from, to));
  };
  edit('index.html', /name="description" content="[^"]*"/, 'name="description" content="another build"');
  edit('service-worker.js', /BUILD = "\w+"/, 'BUILD = "another"');
  return copy;
}

it('once loaded, the page opens without its server, parts never opened before included', async () => {
  const page = await servePage('/lab/');
  const tab = await browser.open(page.url, { serviceWorkers: 'allow' });
  await isKept(tab);
  await page.close();
  await tab.goto(`${page.url}?tab=live`);
  await tab
    .locator('main')
    .getByText(/step \d*[1-9]/)
    .first()
    .waitFor();
  for (const name of await tab.locator('header nav button').allInnerTexts()) {
    await tab.getByRole('button', { name, exact: true }).click();
    await tab.locator('main :is(h2, p, canvas)').first().waitFor();
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
  expect(await description(tab)).toBe('another build');
});
