import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openBrowser, servePage } from './browser.ts';

const { open } = await openBrowser();
const { url } = await servePage();

/** What axe finds serious or critical in a page as it stands, a line each: the rule, and where. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] }),
  );
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}

/** Whether something sticks out to the right, so that one would have to scroll sideways. */
const isTooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

const tabs = ['live', 'story', 'scaling', 'phase', 'claims', 'open', 'glossary'];

/** A part of the page once it is there. */
async function openTab(tab: string, look: { phone?: boolean } = {}): Promise<Page> {
  const page = await open(`${url}?tab=${tab}`, { ...look, reducedMotion: 'reduce' });
  await page.locator('main h2').first().waitFor({ state: 'attached' });
  await page.waitForTimeout(300);
  return page;
}

describe.each(tabs)('the part %s', (tab) => {
  it('has nothing serious or critical against it, in light and in dark', async () => {
    const page = await openTab(tab);
    expect(await findings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('html[data-theme=dark]').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('nor on a phone, where one need not scroll sideways', async () => {
    const page = await openTab(tab, { phone: true });
    expect(await findings(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
  });
});
