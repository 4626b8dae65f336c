import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { palettes } from '../../src/index.ts';
import { openBrowser, servePage } from './browser.ts';

const browser = await openBrowser();
const page = await servePage();

/** A page that rests at a step. */
async function at(step: number, more = ''): Promise<Page> {
  const tab = await browser.open(`${page.url}?step=${step}${more}`);
  await tab.getByTestId('step').getByText(`step ${step}`, { exact: true }).waitFor();
  await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return tab;
}

/** How many pixels of a canvas have exactly a color. */
const pixels = (tab: Page, selector: string, color: string) =>
  tab
    .locator(selector)
    .first()
    .evaluate((canvas: HTMLCanvasElement, color) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const rgb = [1, 3, 5].map((i) => Number.parseInt(color.slice(i, i + 2), 16));
      let count = 0;
      for (let i = 0; i < data.length; i += 4)
        if (data[i + 3] === 255 && rgb.every((one, k) => data[i + k] === one)) count++;
      return count;
    }, color);

it('the neurons are drawn by the sign of a, and as weights with what is outside the plane around them', async () => {
  const tab = await at(20);
  const { positive, negative } = palettes.light;
  const neurons = '[aria-label^="The neurons"] canvas';
  for (const color of [positive, negative]) expect(await pixels(tab, neurons, color)).toBeGreaterThan(100);
  const before = await pixels(tab, neurons, positive);
  await tab.getByRole('button', { name: 'Weights', exact: true }).first().click();
  await tab.getByText('the share of ‖w‖²').waitFor();
  await expect.poll(() => pixels(tab, neurons, positive)).not.toBe(before);
});

it('the arrow keys go from neuron to neuron and show its numbers', async () => {
  const tab = await at(20);
  const neuron = tab.getByRole('spinbutton', { name: 'Neuron' });
  await neuron.fill('3');
  const numbers = tab.locator('.numbers');
  const third = await numbers.innerText();
  expect(third).toMatch(/a −?0\.\d+.*signal.*along μ₁.*along μ₂.*outside.*‖w‖/s);
  await neuron.press('ArrowUp');
  expect(await neuron.inputValue()).toBe('4');
  expect(await numbers.innerText()).not.toBe(third);
  await neuron.fill('500');
  await tab.getByText('neuron must be an integer from 0 to 199').waitFor();
});

it('a field refuses in its own words before anything is sent, and shows what is in force when it is left', async () => {
  const tab = await at(20);
  const batch = tab.getByLabel(/^batch size/).first();
  await batch.fill('1e15');
  await batch.press('Tab');
  await tab.getByText(/^batch size must be an integer from 1 to \d+, got 1e15; 1000 stays$/).waitFor();
  expect(await batch.inputValue()).toBe('1000');
  const set = tab.getByLabel(/^coordinates/).first();
  await set.fill('foo');
  await set.press('Tab');
  await tab.getByText(/^coordinates must be .*, got foo; 1,2 stays$/).waitFor();
  const width = tab.getByLabel(/^width/).first();
  await width.fill('');
  await width.press('Tab');
  expect(await width.inputValue()).toBe('200');
  expect(new URL(tab.url()).search).not.toContain('changes');
});

it('dashed lines say of which part, at which rate, in which phase', async () => {
  const tab = await at(80);
  await tab.getByText(/^Dashed: predicted slopes per T: signal \+0\.\d+ \(finding\), opposite −/).waitFor();
});

it('a slack that is rounding is about 0, one not yet known is a dash', async () => {
  const tab = await at(20);
  const ledger = tab.getByRole('region', { name: 'Ledger' });
  await ledger.getByText('layers-balanced').click();
  await ledger.getByText(/which is 0 within rounding/).waitFor();
  expect(await ledger.innerText()).toMatch(/layers-balanced\s*: holds\s*≈ 0/);
  expect(await ledger.innerText()).toMatch(/mass-bounded\s*: waiting\s*–/);
});

it('a chart shows its lines and saves itself as picture, data and specification', async () => {
  const tab = await at(60, '&theme=dark');
  const { signal, opposite, tuning } = palettes.dark;
  for (const color of [signal, opposite, tuning])
    expect(await pixels(tab, '.plot canvas', color)).toBeGreaterThan(50);
  const svg = await saved(tab, 'SVG');
  expect(svg.toString()).toContain(`stroke="${signal}"`);
  expect((await saved(tab, 'PNG')).subarray(1, 4).toString()).toBe('PNG');
  const [head, ...rows] = (await saved(tab, 'CSV (its data)')).toString().trim().split('\r\n');
  expect(head).toMatch(/^table,.*time.*value/);
  expect(rows.filter((row) => row.startsWith('Parts of the neurons: line signal,')).length).toBe(31);
  const spec = JSON.parse((await saved(tab, 'Vega-Lite (its specification)')).toString());
  expect(spec.$schema).toContain('vega-lite');
});

/** What the chart of the parts is saved as. */
async function saved(tab: Page, format: string): Promise<Buffer> {
  await tab.getByLabel('Save parts').click();
  const [download] = await Promise.all([
    tab.waitForEvent('download'),
    tab.getByRole('button', { name: format, exact: true }).first().click(),
  ]);
  return readFile(await download.path());
}
