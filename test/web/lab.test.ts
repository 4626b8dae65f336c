import { readFile } from 'node:fs/promises';
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

/** Ends a worker of the page by an error of its own. */
const kill = (page: Page, worker: number) =>
  page.workers()[worker]!.evaluate(() => {
    setTimeout(() => {
      throw new Error('worker died');
    });
  });

type Told = Readonly<Record<string, unknown>>;

/** What another worker of a run says to orders, up to the first report of a type. */
const reportsOf = (page: Page, orders: readonly Told[], last: string): Promise<readonly Told[]> =>
  page.evaluate(
    ([script, orders, last]) =>
      new Promise<Told[]>((resolve, reject) => {
        const worker = new Worker(script, { type: 'module' });
        const told: Told[] = [];
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.onmessage = ({ data }) => {
          told.push(data);
          if (data.type === last) resolve(told);
        };
        for (const order of orders) worker.postMessage(order);
      }),
    [page.workers()[0]!.url(), orders, last] as const,
  );

/** The times at which the run was measured, as the first chart has them. */
async function measuredTimes(page: Page): Promise<number[]> {
  const figure = page.locator('.charts figure').first();
  await figure.locator('summary').click();
  const saved = page.waitForEvent('download');
  await figure.getByRole('button', { name: /^CSV/ }).click();
  const [head, ...rows] = (await readFile(await (await saved).path(), 'utf8')).trim().split('\r\n');
  const column = head!.split(',').indexOf('time');
  return rows.map((row) => Number(row.split(',')[column]));
}

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
    await page.getByRole('heading', { name: 'twolayer' }).click();
    for (let i = 0; i < 5; i++) await page.keyboard.press('f');
    await page.getByRole('region', { name: 'branch of step 40' }).waitFor();
    expect(page.workers().length).toBe(2);
    expect(await hashAt(page, 40)).toBe(start);
    await page.getByLabel('freeze').last().check();
    await page.getByText('secondLayerRate 0 from 40 on').waitFor();
    await goTo(page, 70);
    const changes = [{ step: 40, key: 'secondLayerRate', value: 0 }];
    expect(await hashAt(page, 70)).toBe(hashAfter(70, { changes }));
    await page.waitForURL(/changes=40:secondLayerRate=0.*step=70/);
    await page.getByRole('radio', { name: 'trunk' }).check();
    expect(await hashAt(page, 70)).toBe(hashAfter(70));
    await page.waitForURL((url) => url.search === '?step=70');
  });

  it('shows what is wrong with an address beside the control, with what is used instead', async () => {
    const page = await open('?width=abc&nonsense=1&step=3&constructor=1&seedFoo=1&seedInit=x');
    await page.getByText('width must be an integer from 1 to 65536, got "abc"; 200 is used').waitFor();
    for (const said of [
      /nonsense is not a setting of/,
      /constructor is not a setting of/,
      /seedFoo is not a/,
    ])
      expect(await page.getByText(said).count()).toBe(1);
    await page.getByText(/^seedInit must be an integer from 0 to \d+, got "x"; 0 is used/).waitFor();
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

  it('offers to start a worker that died again, from where it rested, and is not stuck meanwhile', async () => {
    const page = await open('?step=30', { tolerate: /worker died/ });
    await hashAt(page, 30);
    await kill(page, 0);
    await page.getByRole('button', { name: 'Restart from step 30' }).waitFor();
    await page.getByRole('heading', { name: 'twolayer' }).click();
    await page.keyboard.press('Space');
    await page.keyboard.press('f');
    await goTo(page, 52);
    await page.getByRole('button', { name: 'Play' }).waitFor();
    expect(await page.getByText(/going to step/).count()).toBe(0);
    await page.getByRole('button', { name: 'Restart from step 30' }).click();
    await page.keyboard.press('Space');
    await goTo(page, 30);
    expect(await hashAt(page, 30)).toBe(hashAfter(30));
  });

  it('keeps the trunk when the worker of a branch dies, and the branch from its last rest', async () => {
    const page = await open('?step=10', { tolerate: /worker died/ });
    await hashAt(page, 10);
    await page.getByRole('button', { name: 'Fork at step 10' }).click();
    await hashAt(page, 10);
    await kill(page, 1);
    await page.getByText(/The worker that trains branch of step 10 ended/).waitFor();
    await page.getByRole('button', { name: 'Restart from step 10' }).waitFor();
    await page.getByRole('radio', { name: 'trunk' }).check();
    await goTo(page, 20);
    expect(await hashAt(page, 20)).toBe(hashAfter(20));
  });

  it('goes on beyond its end as if it had never been one, also one that was not due', async () => {
    const odd = { stepSize: 0.1, measureInterval: 0.4 };
    const page = await open('?steps=23&stepSize=0.1&measureInterval=0.4&speed=1');
    await page.getByLabel('steps a second').selectOption('as fast as it goes');
    await page.getByText(/T = 2.3, .*finished/).waitFor();
    expect(await measuredTimes(page)).toContain(2.3);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText(/T = 4.6, .*finished/).waitFor();
    expect(await hashAt(page, 46)).toBe(hashAfter(46, odd));
    const times = await measuredTimes(page);
    expect(times).toContain(4.4);
    expect(times).not.toContain(2.3);
  });

  it('computes a run of its history again at the speed shown, and outlives a damaged one', async () => {
    const page = await open('?steps=9&speed=max');
    await page.getByText(/, finished/).waitFor();
    await page.waitForFunction(() => localStorage.getItem('twolayer.history')?.includes('finished'));
    await page.evaluate(() => {
      const [entry] = JSON.parse(localStorage.getItem('twolayer.history')!);
      const damaged = { ...entry, link: 'seed=7', phases: [null] };
      localStorage.setItem('twolayer.history', JSON.stringify([damaged, entry]));
    });
    await page.goto(`${served.url}?predict&speed=1`);
    await page.getByText('History (1)').click();
    await page.getByRole('link', { name: 'steps 9' }).click();
    await page.getByRole('radio', { name: 'finding and tuning end' }).check();
    expect(await stepOf(page).textContent()).toBe('step 0');
    await page.goto(`${served.url}?speed=1&step=0`);
    await page.getByText('History (1)').click();
    await page.getByRole('link', { name: 'steps 9' }).click();
    await stepOf(page)
      .getByText(/^step [12]$/)
      .waitFor();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
  });

  it('is back where it was when the browser goes back, and as it was left when its tab is opened', async () => {
    const page = await open('?width=50&step=7');
    const width = page.getByLabel(/^width/).first();
    await stepOf(page).getByText('step 7').waitFor();
    await page.waitForFunction(() => history.state?.isOfLab);
    await page.getByRole('link', { name: 'Glossary' }).click();
    await page.getByRole('link', { name: 'Live' }).click();
    expect(await width.inputValue()).toBe('50');
    await width.fill('60');
    await width.press('Enter');
    await page.waitForURL(/width=60/);
    await page.goBack();
    await page.goBack();
    await stepOf(page).getByText('step 7').waitFor();
    expect(await width.inputValue()).toBe('50');
  });

  it('embedded has its timeline and no settings', async () => {
    const page = await open('?embed&step=3');
    await stepOf(page).getByText('step 3').waitFor();
    await page.getByLabel('Step', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Open in twolayer' }).waitFor();
    for (const hidden of ['Settings ›', '‹ Settings', 'Copy link', 'Fork at step 3'])
      expect(await page.getByRole('button', { name: hidden }).count()).toBe(0);
  });

  it('hands over a moment where it rests, without the measurements the page has, and nothing without a run', async () => {
    const page = await open('?embed&step=0');
    await stepOf(page).getByText('step 0').waitFor();
    const orders = [
      { type: 'open', experiment: 'nothing', given: {}, seeds: seedsFrom(0) },
      { type: 'play', pace: 1 },
      { type: 'ask', id: 1, question: 'checkpoint' },
      { type: 'open', experiment: 'xor/two-phases', given: { width: 8 }, seeds: seedsFrom(0), step: 12 },
    ];
    const [refused, opened, ...reports] = await reportsOf(page, orders, 'kept');
    expect([refused!.type, opened!.type]).toEqual(['refused', 'opened']);
    const { moment, measured } = reports.at(-1)! as unknown as { moment: object; measured: number };
    expect(moment).toMatchObject({ step: 12 });
    expect(moment).not.toHaveProperty('snapshots');
    const told = reports.filter(({ type }) => type === 'moment').flatMap((report) => report.measured);
    expect(told.length).toBe(measured);
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
