import { expect, it } from 'vitest';
import { createWasmEngine, experiments, resolveTrial, seedsFrom, startTrial } from '../../src/index.ts';
import { openBrowser, servePage } from './browser.ts';

const browser = await openBrowser();
const served = await servePage();
const open = (query: string) => browser.open(served.url + query, { reducedMotion: 'reduce' });

const expression = '(z1+z2+z1^2-z2^2)/2';
const small = { inputDim: 64, batchSize: 512, width: 40, expression };

/** What `npx twolayer run giant/steps` says of its weights. */
function hashOf(given: object): string {
  const giant = experiments.find(({ name }) => name === 'giant/steps')!;
  const settings = resolveTrial(giant, { ...small, ...given });
  const trial = startTrial(giant, settings, seedsFrom(0), createWasmEngine());
  while (trial.advance());
  return trial.weightsHash();
}

it('giant steps run live to the bits of the terminal, back and forth, and with another batch size in the middle', async () => {
  const query = new URLSearchParams({ experiment: 'giant/steps', ...small, speed: '10' } as never);
  const page = await open(`?${query}`);
  const hashAt = (step: number) =>
    page.locator(`[data-testid=hash][data-step="${step}"]`, { hasText: /^[0-9a-f]{64}$/ }).textContent();
  await page.getByText('Hash', { exact: true }).click();
  expect(await hashAt(4)).toBe(hashOf({}));
  expect(new URL(page.url()).searchParams.get('expression')).toBe(expression);
  await page.getByLabel('Step', { exact: true }).fill('2');
  expect(await hashAt(2)).toBe(hashOf({ steps: 2 }));
  const batch = page.getByLabel(/^batch size/).first();
  await batch.fill('1024');
  await batch.press('Enter');
  await page.getByLabel('Step', { exact: true }).fill('4');
  const changes = [{ step: 2, key: 'batchSize', value: 1024 }];
  expect(await hashAt(4)).toBe(hashOf({ changes }));
  const field = page.getByLabel(/^expression/);
  await field.fill('z1 + )');
  await field.press('Enter');
  await page.getByRole('alert').getByText('position 6').waitFor();
});

it('a target is certified as it is typed, with what is wrong beside it, and its link leads to giant steps', async () => {
  const page = await open('?tab=certificate&expression=He3(z1)');
  const certificate = page.getByRole('article', { name: 'Certificate' });
  await certificate.getByText(/^blind to degree 3/).waitFor();
  await page.getByRole('button', { name: 'z1*z2', exact: true }).click();
  await certificate.getByText('one batch of d² finds z1, z2, and no size finds more').waitFor();
  await page.waitForURL(/expression=z1\*z2/);
  await page.getByLabel('Target').fill('z1 + z2)');
  await page.getByRole('alert').getByText(') at position 8 closes nothing: expected ( before it').waitFor();
  await page.getByLabel('Target').fill('z1 + z1*z2');
  await certificate.getByRole('heading', { name: 'z1 + z1*z2' }).waitFor();
  expect(await page.getByRole('alert').textContent()).toBe('');
  await certificate.getByRole('link', { name: 'Watch giant steps learn it' }).click();
  await page.getByRole('img', { name: /plane of z1 and z2/ }).waitFor();
});
