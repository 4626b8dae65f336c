import { expect, it, vi } from 'vitest';
import { openBrowser, servePage, watch } from './browser.ts';

const browser = await openBrowser();
const page = await servePage('/lab/');

it('the page opens below a path, draws a frame and trains', async () => {
  const tab = await browser.open(page.url);
  await tab
    .locator('main')
    .getByText(/step \d*[1-9]/)
    .first()
    .waitFor();
  expect(await tab.title()).toContain('twolayer');
});

it('a page that asks another origin is found out, by its name', async () => {
  const tab = await browser.open(page.url, { tolerate: /another\.example/ });
  const refuseFaults = watch(tab, new URL(page.url).origin);
  expect(refuseFaults).not.toThrow();
  await tab.evaluate(() => fetch('http://another.example/').catch(() => {}));
  await vi.waitFor(() => expect(refuseFaults).toThrow('http://another.example/'));
});
