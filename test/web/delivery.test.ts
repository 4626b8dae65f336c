import { expect, it } from 'vitest';
import { openBrowser, servePage } from './browser.ts';

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

it.fails('a test whose page asks another origin fails, whatever it expects', async () => {
  const tab = await browser.open(page.url);
  await tab.evaluate(() => fetch('http://another.example/').catch(() => {}));
});
