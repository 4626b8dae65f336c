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

describe.each(tabs)('the part %s', (tab) => {
  it.each([
    ['in light', {}],
    ['in dark', { dark: true }],
    ['on a phone', { phone: true }],
  ])('has nothing serious or critical against it %s', async (_, look) => {
    const page = await open(`${url}?tab=${tab}&steps=20`, { ...look, reducedMotion: 'reduce' });
    await page.locator('main h2').first().waitFor({ state: 'attached' });
    await page.waitForTimeout(500);
    expect(await findings(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
  });
});
