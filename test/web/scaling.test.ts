import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { type Line, performTrial, planOf, readSweep, trialAt, trialsCsv } from '../../src/index.ts';
import { scalingDefaults, scalingFile } from '../../web/scaling/sweep-files.ts';
import { openBrowser, servePage } from './browser.ts';

const browser = await openBrowser();
const page = await servePage();

async function fill(tab: Page, typed: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(typed))
    await tab.getByLabel(label, { exact: true }).fill(value);
}

const start = (tab: Page) => tab.getByRole('button', { name: 'Start' }).click();

/** The rows of the sweep that the page does, done here; where and by what commit they were computed aside. */
function rowsHere(typed: Partial<typeof scalingDefaults>): string[] {
  const plan = planOf(readSweep(scalingFile({ ...scalingDefaults, ...typed })));
  const lines = Array.from({ length: plan.size }, (_, index) => {
    const { cell, seeds } = trialAt(plan, index);
    const { experiment, success, series } = plan;
    const order = { experiment: experiment.name, settings: cell.settings, seeds, success, series };
    return JSON.parse(
      performTrial(order, { version: '', commit: null }, (seconds) => ({ host: '', seconds })).line,
    ) as Line;
  });
  return rowsOf(trialsCsv(plan, lines));
}

/** Rows of CSV up to the column `seconds`. */
function rowsOf(csv: string): string[] {
  const rows = csv.trim().split('\r\n');
  const end = rows[0]!.split(',').indexOf('seconds');
  expect(end).toBeGreaterThan(20);
  return rows.map((row) => row.split(',').slice(0, end).join(','));
}

it('a small sweep shows an exponent with its interval, and its trials are those of the terminal', async () => {
  const tab = await browser.open(`${page.url}?tab=scaling`);
  await fill(tab, { 'largest d': '32', 'number of d': '3', seeds: '2', 'width p': '32' });
  await start(tab);
  await tab.getByText('6 of 6 runs').waitFor();
  await expect
    .poll(() => tab.getByTestId('exponent').first().textContent())
    .toMatch(/\d\.\d+ \[[−\d.]+, [−\d.]+\], 95 %/);
  await tab.locator('figure').getByText('6 done').first().waitFor();
  const saved = tab.waitForEvent('download');
  await tab.getByRole('button', { name: 'Runs as CSV' }).click();
  const stream = await (await saved).createReadStream();
  const csv = Buffer.concat(await stream.toArray()).toString('utf8');
  expect(rowsOf(csv)).toEqual(rowsHere({ to: '32', dims: '3', seeds: '2', width: '32' }));
  await tab.getByText('fitted to runs measured here').waitFor();
});

it('given more seeds a sweep goes on; stopped, it keeps what was done, even where the tab was left', async () => {
  const tab = await browser.open(`${page.url}?tab=scaling`);
  await fill(tab, { seeds: '50' });
  await start(tab);
  await tab.getByText(/^[1-9]\d* of 450 runs$/).waitFor();
  await tab.getByRole('button', { name: 'More seeds' }).click();
  await tab.getByText(/^[1-9]\d* of 900 runs$/).waitFor();
  const status = tab.getByText(/of 900 runs/);
  const before = await status.textContent();
  await expect.poll(() => status.textContent(), { interval: 10 }).not.toBe(before);
  await tab.getByRole('button', { name: 'Stop' }).click();
  await tab.getByRole('button', { name: 'Go on' }).waitFor();
  const done = await status.textContent();
  await tab.getByRole('link', { name: 'Phase diagram' }).click();
  await tab.getByRole('link', { name: 'Scaling' }).click();
  expect(await status.textContent()).toBe(done);
  await tab.getByRole('button', { name: 'Clear' }).click();
  await tab.getByText('0 of 900 runs').waitFor();
});

it('what is no sweep is refused beside each field, and the address holds what was typed', async () => {
  const tab = await browser.open(`${page.url}?tab=scaling&to=8&theme=light`);
  await fill(tab, { until: 'error < 1' });
  const alerts = tab.getByRole('alert');
  await expect.poll(() => alerts.allTextContents()).toHaveLength(2);
  expect(await alerts.first().textContent()).toBe('least d must be at most the largest d, 8, got 16');
  expect(await alerts.last().textContent()).toMatch(/^until must be a comparison that can be read/);
  expect(await tab.getByRole('button', { name: 'Start' }).isDisabled()).toBe(true);
  await fill(tab, { until: 'testError < 0.01', 'largest d': '64' });
  await alerts.first().waitFor({ state: 'detached' });
  await tab.waitForURL(/\?tab=scaling&to=64&theme=light$/);
});

it('trials whose workers die twice are said to have failed', async () => {
  const tab = await browser.open(`${page.url}?tab=scaling`, { tolerate: /crew|Failed to load resource/ });
  await tab.route(/crew-/, (route) => route.abort());
  await fill(tab, { 'largest d': '32', 'number of d': '2', seeds: '1' });
  await start(tab);
  await tab.getByText('2 of 2 runs, 2 failed').waitFor();
  expect(await tab.getByRole('alert').textContent()).toContain('Worker');
});

it('a phase diagram of 3 × 3 cells is drawn, and a cell leads to its run in the live tab', async () => {
  const tab = await browser.open(`${page.url}?tab=phase`);
  await fill(tab, { 'values of each': '3', seeds: '2', 'inputs d': '16', 'width p': '16', 'least η': '0.4' });
  await start(tab);
  await tab.getByText('18 of 18 runs').waitFor();
  await tab.locator('figure').getByText('18 done').first().waitFor();
  await tab.getByRole('button', { name: /^batch size 2, step size 1.6/ }).click();
  await tab.keyboard.press('ArrowRight');
  const link = await tab.getByRole('link', { name: 'watch seed 1' }).getAttribute('href');
  expect(link).toBe('?inputDim=16&width=16&batchSize=16&stepSize=1.6&seed=1');
});
