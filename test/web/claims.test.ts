import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { claims, FAMILY_ERROR, perform, readAddress, tasksOf, verdictOf } from '../../src/index.ts';
import { openBrowser, servePage } from './browser.ts';
import { exported, someLines, someRecord } from './results.ts';

const { url } = await servePage();
const browser = await openBrowser();

/** The quick verdict of a claim checked alone, computed here. */
function verdictHere(id: string) {
  const claim = claims.find((candidate) => candidate.id === id)!;
  const tasks = tasksOf(claim, { quick: true, seed: 0, dimFactor: 1 });
  const outcomes = new Map(tasks.map((task) => [task.key, perform(task)]));
  return verdictOf(claim, tasks, outcomes, FAMILY_ERROR);
}

const give = (page: Page, name: string, content: string | Buffer) =>
  page.setInputFiles('input[type=file]', {
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(content),
  });

/** From here on `heldUrls` are the object URLs of the page that are not revoked. */
function watchUrls(): void {
  const held = new Set<string>();
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (of) => {
    const url = createObjectURL(of);
    held.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    held.delete(url);
    revokeObjectURL(url);
  };
  Object.assign(globalThis, { held });
}

const heldUrls = () => [...(globalThis as unknown as { held: Set<string> }).held];

describe('the tab of claims', () => {
  it('lists every claim with the verdict of a full check, and opens the one of the address', async () => {
    const page = await browser.open(`${url}?tab=claims&claim=A4&theme=light`);
    const lines = await page.locator('section > details > summary').allTextContents();
    expect(lines).toHaveLength(claims.length);
    for (const [i, { id, title }] of claims.entries()) {
      expect(lines[i]).toContain(`${id} ${title}`);
      expect(lines[i]).toMatch(/supported|inconclusive/);
    }
    await page.getByText('npx twolayer check A4', { exact: true }).waitFor();
    await page.locator('#claim-A5 > summary').click();
    await page.waitForURL(/\?tab=claims&claim=A5&theme=light$/);
  });

  it('shows findings below each other on a phone, none of them cut off', async () => {
    const page = await browser.open(`${url}?tab=claims&claim=A8`);
    await page.setViewportSize({ width: 390, height: 844 });
    const box = page.getByRole('region', { name: 'Findings of A8' });
    await box.getByText('[3.771, 3.858]').waitFor();
    expect(await box.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  });

  it('checks a claim in the browser to the verdict, and the numbers, that Node finds', async () => {
    const page = await browser.open(`${url}?tab=claims&claim=A9`);
    await page.getByRole('button', { name: 'Check quickly' }).click();
    const here = page.getByTestId('verdict-here');
    await here.waitFor();
    const text = (await here.textContent())!;
    const { verdict, findings, controls } = verdictHere('A9');
    expect(text).toContain(`${verdict}: quick, seeds 0 … 1, in this browser`);
    const values = here
      .locator('data')
      .evaluateAll((all) => all.map((one) => (one as HTMLDataElement).value));
    expect(await values).toEqual(findings.map(({ estimate }) => String(estimate)));
    for (const name of Object.keys(controls)) expect(text).toContain(name);
    const figures = page.locator('figure:has(img)', { hasText: 'A9: supported. Gray band' });
    await expect.poll(() => figures.count(), { timeout: 5000 }).toBe(2);
  });
});

describe('the tab that opens results', () => {
  it('shows a record, computes it again and finds the same weights', async () => {
    const record = someRecord();
    const page = await browser.open(`${url}?tab=open`);
    await page.evaluate(watchUrls);
    await give(page, 'record.ndjson', JSON.stringify(record));
    await page.getByRole('heading', { name: 'record.ndjson: xor/two-phases' }).waitFor();
    await page.locator('figure').waitFor();
    const link = await page.getByRole('link', { name: 'Open in Live at step 40' }).getAttribute('href');
    const { address, objections } = readAddress(new URLSearchParams(link!), ['live']);
    const { settings, seeds } = record;
    expect(address).toMatchObject({ experiment: record.experiment, settings, seeds, step: 40 });
    expect(objections).toEqual([]);
    await page.getByRole('button', { name: 'Compute it again here' }).click();
    await page.getByText('Equal to the last bit.').waitFor();
    const changed = { ...record, summary: { ...record.summary, weightsHash: 'f00d' } };
    await give(page, 'changed.json', JSON.stringify(changed));
    await page.getByRole('heading', { name: 'changed.json' }).waitFor();
    await page.getByRole('button', { name: 'Compute it again here' }).click();
    await page.getByText('Different.').waitFor();
    const drawn = page.locator('figure img');
    const before = await drawn.getAttribute('src');
    await page.getByRole('button', { name: 'Dark' }).click();
    await expect.poll(() => drawn.getAttribute('src')).not.toBe(before);
    expect(await page.evaluate(heldUrls)).toEqual([await drawn.getAttribute('src')]);
  });

  it('shows shards and Parquet: counts, figure and a table in any order', async () => {
    const page = await browser.open(`${url}?tab=open`);
    await give(page, 'a.1.ndjson', `${someLines.join('\n')}\n`);
    const table = page.getByRole('region', { name: 'Table of trials' });
    await table.waitFor();
    await page.locator('figure').first().waitFor();
    expect(await page.getByTestId('place').textContent()).toBe('1 to 8 of 8');
    const first = () => table.locator('tbody tr').first().textContent();
    await table.getByRole('button', { name: 'inputDim' }).click();
    await expect.poll(first).toMatch(/^\w+ ?8/);
    await table.getByRole('button', { name: 'inputDim' }).click();
    await expect.poll(first).toMatch(/^\w+ ?24/);
    await give(page, 'trials.parquet', exported('parquet'));
    await page.getByRole('heading', { name: 'trials.parquet: xor/two-phases' }).waitFor();
    await page.getByText('Varied: inputDim.').waitFor();
  });

  it('shows what is hostile as text and says what is wrong with what is broken', async () => {
    const page = await browser.open(`${url}?tab=open`);
    const name = '<img src=x onerror=alert(1)>.json';
    await give(page, name, JSON.stringify({ ...someRecord(), commit: '<img src=x onerror=alert(2)>' }));
    await page.getByRole('heading', { name }).waitFor();
    expect(await page.locator('img').count()).toBe(0);
    await give(page, 'runs.ndjson', '{"hit": 3}\n{}\n');
    await page.getByText('runs.ndjson: line 1 is not a line of a sweep: there is no valid schema').waitFor();
  });
});
