import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createWasmEngine } from '../../src/engines/wasm.ts';
import { resolveTrial, startTrial } from '../../src/experiments/trial.ts';
import { twoPhases } from '../../src/experiments/xor/two-phases.ts';
import { seedsFrom } from '../../src/numerics/streams.ts';
import { openBrowser, servePage } from './browser.ts';

const browser = await openBrowser();
const served = await servePage();
const open = (query: string, look = {}) => browser.open(served.url + query, look);

/** What `npx twolayer run xor/two-phases --width 200 --steps <steps>` says of its weights. */
function hashAfter(steps: number, given: object = {}): string {
  const settings = resolveTrial(twoPhases, { width: 200, steps, ...given });
  const trial = startTrial(twoPhases, settings, seedsFrom(0), createWasmEngine());
  while (trial.advance());
  return trial.weightsHash();
}

/** The hash shown where the run rests at a step. */
async function hashAt(page: Page, step: number): Promise<string> {
  const details = page.locator('details.moment');
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  const hash = page.locator(`[data-testid=hash][data-step="${step}"]`, { hasText: /^[0-9a-f]{64}$/ });
  return (await hash.textContent())!;
}

const stepOf = (page: Page) => page.getByTestId('step');
const goTo = (page: Page, step: number) => page.getByLabel('Step', { exact: true }).fill(String(step));

describe('the live lab', () => {
  it('learns XOR on the first screen without a click', async () => {
    const page = await open('?speed=max');
    await page.getByText(/, finished/).waitFor();
    await page.getByText('History (1)').click();
    const error = await page.locator('td', { hasText: /^[\d.]+ %$/ }).textContent();
    expect(Number.parseFloat(error!)).toBeLessThan(1);
  });

  it('has the weights of the terminal after 200 steps', async () => {
    const page = await open('?steps=300&step=200');
    expect(await hashAt(page, 200)).toBe(hashAfter(200));
    expect(await page.getByTestId('command').textContent()).toContain('--width 200');
  });

  it('restores the very moment of a link, and every other one exactly when it is scrubbed', async () => {
    const page = await open('?step=137');
    const hash = await hashAt(page, 137);
    expect(hash).toBe(hashAfter(137));
    await goTo(page, 52);
    expect(await hashAt(page, 52)).toBe(hashAfter(52));
    await goTo(page, 137);
    expect(await hashAt(page, 137)).toBe(hash);
    await page.waitForURL(/step=137/);
  });

  it('says in its address where it rests and what was set', async () => {
    const page = await open('?step=20');
    await stepOf(page).getByText('step 20').waitFor();
    await page.getByLabel('step size').first().fill('0.05');
    await page.getByLabel('step size').first().press('Enter');
    await page.waitForURL(/changes=20:stepSize=0.05/);
    await goTo(page, 60);
    const changes = [{ step: 20, key: 'stepSize', value: 0.05 }];
    expect(await hashAt(page, 60)).toBe(hashAfter(60, { changes }));
    await page.waitForURL(/step=60/);
    await page.reload();
    expect(await hashAt(page, 60)).toBe(hashAfter(60, { changes }));
  });

  it('forks: both share the prefix, the branch then goes its own way', async () => {
    const page = await open('?step=40');
    const start = await hashAt(page, 40);
    await page.getByRole('button', { name: 'Fork at step 40' }).click();
    await page.getByRole('region', { name: 'branch of step 40' }).waitFor();
    expect(await hashAt(page, 40)).toBe(start);
    await page.getByLabel('freeze').last().check();
    await page.getByText('secondLayerRate 0 from 40 on').waitFor();
    await goTo(page, 70);
    const changes = [{ step: 40, key: 'secondLayerRate', value: 0 }];
    expect(await hashAt(page, 70)).toBe(hashAfter(70, { changes }));
    await page.getByRole('radio', { name: 'trunk' }).check();
    expect(await hashAt(page, 70)).toBe(hashAfter(70));
  });

  it('shows what is wrong with an address beside the control, with what is used instead', async () => {
    const page = await open('?width=abc&nonsense=1&step=3');
    await page.getByText('width must be an integer from 1 to 65536, got "abc"; 200 is used').waitFor();
    expect(await page.getByText(/nonsense is not a setting of/).count()).toBe(1);
    await page
      .getByLabel(/^width/)
      .first()
      .fill('0');
    await page
      .getByLabel(/^width/)
      .first()
      .press('Enter');
    await page.getByText('width must be an integer from 1 to 65536, got 0').waitFor();
  });

  it('offers to start a worker that died again, from a moment it had kept', async () => {
    const page = await open('?step=30', { tolerate: /worker died/ });
    await hashAt(page, 30);
    await page.workers()[0]!.evaluate(() => {
      setTimeout(() => {
        throw new Error('worker died');
      });
    });
    await page.getByRole('button', { name: /^Restart from/ }).click();
    await page.keyboard.press('Space');
    await goTo(page, 30);
    expect(await hashAt(page, 30)).toBe(hashAfter(30));
  });

  it('is driven by the keyboard, but not out of a field', async () => {
    const page = await open('?step=30');
    await stepOf(page).getByText('step 30').waitFor();
    await page.keyboard.press('ArrowRight');
    await stepOf(page).getByText('step 31').waitFor();
    await page.keyboard.press('Shift+ArrowLeft');
    await stepOf(page).getByText('step 21').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page
      .getByLabel(/^width/)
      .first()
      .focus();
    await page.keyboard.press('f');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('region', { name: /branch/ }).count()).toBe(0);
    await page.getByRole('heading', { name: 'twolayer' }).click();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
  });

  it('asks for a prediction before it shows anything, and compares', async () => {
    const page = await open('?predict&speed=max');
    await stepOf(page).getByText('step 0').waitFor();
    await page.getByRole('radio', { name: 'finding and tuning end' }).check();
    await page.getByRole('button', { name: 'Reveal' }).click();
    const outcome = page.getByRole('row', { name: /^outcome/ });
    await outcome.getByText('finding and tuning end').nth(1).waitFor();
  });

  it('names the browsers that can train, in one that cannot', async () => {
    const page = await browser.browser.newPage();
    await page.addInitScript(() => {
      WebAssembly.validate = () => false;
    });
    await page.goto(served.url);
    await page.getByText('Firefox 89').waitFor();
    await page.close();
  });
});
