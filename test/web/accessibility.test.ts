import axe, { type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { tabNames } from '../../web/state/place.ts';
import { openBrowser, servePage } from './browser.ts';
import { parts } from './parts.ts';
import { someLines, someRecord } from './results.ts';

const { open } = await openBrowser();
const { url } = await servePage();

/** What axe finds serious or critical in a page as it stands, a line each: the rule, and where. */
async function findings(page: Page, rules?: readonly string[]): Promise<string[]> {
  const { violations } = await page.evaluate((values) => {
    const options: RunOptions = { resultTypes: ['violations'] };
    if (values) options.runOnly = { type: 'rule', values: [...values] };
    return (window as unknown as { axe: typeof axe }).axe.run(document, options);
  }, rules);
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}

const ofColor = ['color-contrast', 'link-in-text-block'];

/** Whether something sticks out to the right, so that one would have to scroll sideways. */
const isTooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

const give = (page: Page, name: string, text: string) =>
  page.setInputFiles('input[type=file]', { name, mimeType: 'text/plain', buffer: Buffer.from(text) });

/** What a part has to show beside what it opens with. */
const shown: Partial<Record<(typeof tabNames)[number], (page: Page) => Promise<void>>> = {
  live: async (page) => {
    await page.getByRole('button', { name: /^Fork at step/ }).click();
    await page.getByRole('region', { name: /^branch of step/ }).waitFor();
  },
  claims: async (page) => {
    await page.locator('#claim-A4 summary').click();
    await page.getByText('npx twolayer check A4', { exact: true }).waitFor();
  },
  open: async (page) => {
    await give(page, 'record.json', JSON.stringify(someRecord()));
    await page.locator('figure img').waitFor();
    expect(await findings(page)).toEqual([]);
    await give(page, 'a.1.ndjson', `${someLines.join('\n')}\n`);
    await page.getByRole('region', { name: 'Table of trials' }).locator('td').first().waitFor();
    await page.locator('figure img').first().waitFor();
  },
};

/** Where only the colors have changed, only they are looked at. */
async function look(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.locator('html[data-theme=light]').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-theme=dark]').waitFor();
  expect(await findings(page, ofColor)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await findings(page)).toEqual([]);
  expect(await isTooWide(page)).toBe(false);
}

it.each(tabNames)(
  'the part %s, and what can be opened in it, has nothing serious against it: light, dark, on a phone without scrolling sideways',
  async (tab) => {
    const page = await open(`${url}?tab=${tab}`, { reducedMotion: 'reduce' });
    await page.evaluate(axe.source);
    await page.locator('main h2', { hasText: parts[tab].heading }).waitFor({ state: 'attached' });
    if (tab !== 'open') await look(page);
    if (!shown[tab]) return;
    await shown[tab](page);
    await look(page);
  },
);
