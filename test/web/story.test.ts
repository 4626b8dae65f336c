import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readAddress, seedsFrom } from '../../src/index.ts';
import { stories } from '../../web/story/stories.ts';
import { openBrowser, servePage } from './browser.ts';

const { open } = await openBrowser();
const { url } = await servePage();

/** Runs pass quickly where motion is to be reduced. */
const quick = { reducedMotion: 'reduce' } as const;
const answer = (page: Page) => page.getByTestId('answer');

/** Presses Tab until what has the focus matches, as one without a mouse does. */
async function tabTo(page: Page, selector: string, words = ''): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const { isMeant, text } = await page.evaluate((wanted) => {
      const { activeElement } = document;
      return { isMeant: activeElement!.matches(wanted), text: activeElement!.textContent!.trim() };
    }, selector);
    if (isMeant && text === words) return;
  }
  throw new Error(`the Tab key does not lead to ${selector} ${words}`);
}

async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, 'button', name);
  await page.keyboard.press('Enter');
}

describe('the story', () => {
  it('is told from the first step to the last by keyboard alone, with a prediction and an answer in each', async () => {
    const page = await open(`${url}?tab=story`, quick);
    const { steps } = stories[0]!;
    for (const [index, { title, question }] of steps.entries()) {
      await page.getByRole('heading', { name: title }).waitFor();
      await tabTo(page, 'fieldset input');
      await page.keyboard.press('choices' in question ? 'Space' : 'ArrowRight');
      expect(await answer(page).textContent()).toBe('');
      await press(page, 'Reveal');
      await answer(page).locator('strong').waitFor();
      expect(await page.evaluate(() => document.activeElement!.textContent!.trim())).toBe('Reveal');
      if (index === steps.length - 1) break;
      await press(page, 'Next');
      const focused = await page.evaluate(() => document.activeElement!.textContent);
      expect(focused).toBe(steps[index + 1]!.title);
      expect(new URL(page.url()).search).toBe(`?tab=story&story=two-phases&page=${index + 2}`);
    }
    expect(await answer(page).textContent()).toContain('No. Nowhere');
  });

  it('rests at the question, with nothing of the answer on the page', async () => {
    const page = await open(`${url}?tab=story&page=2`, quick);
    await page.getByText('The run rests until you have made a prediction.').waitFor();
    await page.getByText('time T = 2.4', { exact: true }).waitFor();
    expect(await answer(page).textContent()).toBe('');
  });

  it('reveals what is wrong with a run that fails, and the fix heals it beside', async () => {
    const page = await open(`${url}?tab=story&story=when-it-fails&page=1`, quick);
    await page.getByLabel('A cluster has no neurons').check();
    await page.getByRole('button', { name: 'Reveal' }).click();
    await answer(page).getByText('Stuck at the saddle').waitFor();
    expect(await answer(page).textContent()).toContain('No. Stuck at the start');
    await page.getByRole('button', { name: 'Apply the fix and run again with batchSize = 320' }).click();
    await page.getByTestId('remedy').getByText('All four clusters are learned').waitFor();
  });

  it('plays again from the start, and leads to the same run in the live part', async () => {
    const page = await open(`${url}?tab=story&story=two-phases&page=1`, quick);
    const time = async () => Number(/T = ([\d.]+)/.exec((await page.locator('.runs').textContent())!)![1]);
    await page.locator('fieldset input').first().press('Space');
    await page.getByRole('button', { name: 'Reveal' }).click();
    const again = page.getByRole('button', { name: 'Play it again' });
    await again.waitFor();
    const answered = await time();
    const rewound = page.evaluate(
      () =>
        new Promise((resolve) => {
          const runs = document.querySelector('.runs')!;
          const look = () => runs.textContent!.includes('T = 0.0') && resolve(true);
          new MutationObserver(look).observe(runs, { subtree: true, characterData: true, childList: true });
        }),
    );
    await again.click();
    expect(await rewound).toBe(true);
    await expect.poll(time).toBeGreaterThan(answered);
    const { experiment, given, seed } = stories[0]!.steps[0]!.scene;
    const link = await page.getByRole('link', { name: 'Open this in Live' }).getAttribute('href');
    const { address, objections } = readAddress(new URLSearchParams(link!), ['live']);
    expect(address).toMatchObject({ experiment, settings: given, seeds: seedsFrom(seed) });
    expect(objections).toEqual([]);
  });

  it('says that an address is not understood, and begins at the beginning', async () => {
    const page = await open(`${url}?tab=story&page=9`, quick);
    await page.getByText('page must be 1 to 5, got 9').waitFor();
    await page.getByText('Step 1 of 5').waitFor();
  });

  it('sets formulas in fonts of its own', async () => {
    const page = await open(`${url}?tab=story`, quick);
    await page.locator('.katex-html').first().waitFor();
    await page.waitForFunction(() =>
      [...document.fonts].some(({ family, status }) => family === 'KaTeX_Math' && status === 'loaded'),
    );
    expect(await page.locator('math').count()).toBeGreaterThan(5);
  });
});

describe('the glossary', () => {
  it('opens at a term, follows links between terms and finds words', async () => {
    const page = await open(`${url}?tab=glossary&term=signal`);
    const focused = () => page.evaluate(() => document.activeElement!.id);
    await page.locator('#term-signal.current').waitFor();
    expect(await focused()).toBe('term-signal');
    await page.locator('#term-phase-2').getByRole('link', { name: 'phase 1' }).click();
    await page.locator('#term-phase-1.current').waitFor();
    expect(await focused()).toBe('term-phase-1');
    expect(new URL(page.url()).searchParams.get('term')).toBe('phase 1');
    await page.getByLabel('Search').fill('overshoot');
    await page.getByText(/^0 of \d+ terms/).waitFor();
    await page.getByLabel('Search').fill('signalRatio');
    await page.getByText(/^1 of \d+ terms, 1 metrics/).waitFor();
  });
});
