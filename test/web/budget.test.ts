import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { folder, openBrowser, servePage } from './browser.ts';

const browser = await openBrowser();
const page = await servePage();

const BUDGET = 300_000;
const built = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => /\.\w+$/.test(name));
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('what is delivered', () => {
  it('is at most 300 kB of compressed script before the first training step is shown, the worker included', async () => {
    const tab = await browser.open(page.url);
    const mark = 'first-step';
    await tab.waitForFunction((name) => performance.getEntriesByName(name).length > 0, mark);
    const scripts = await tab.evaluate((name) => {
      const end = performance.getEntriesByName(name)[0]!.startTime;
      const before = performance.getEntriesByType('resource').filter(({ startTime }) => startTime < end);
      return before
        .map((entry) => new URL(entry.name).pathname.slice(1))
        .filter((path) => path.endsWith('.js'));
    }, mark);
    expect(scripts.join()).toMatch(/assets\/index-/);
    expect(scripts.join()).toMatch(/assets\/live-/);
    const sizes = [...new Set(scripts)].map((name) => gzipSync(textOf(name)).length);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(BUDGET);
  });

  it('names no other origin to load from, and nothing inline in the page', () => {
    const loads =
      /\b(?:src|href)=["']?(?:https?:)?\/\/|url\(["']?(?:https?:)?\/\/|@import|sourceMappingURL=(?:https?:)?\/\//;
    const wrong = built.filter(
      (name) => /\.(html|css|js|svg|webmanifest)$/.test(name) && loads.test(textOf(name)),
    );
    expect(wrong).toEqual([]);
    const html = textOf('index.html');
    expect(html).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src/);
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\bstyle=|\bon\w+=|(?:src|href)="\//);
  });

  it('has each font once and none within a style sheet', () => {
    expect(built.filter((name) => /\.(ttf|woff)$/.test(name))).toEqual([]);
    const sheets = built.filter((name) => name.endsWith('.css')).map(textOf);
    expect(sheets.join('')).not.toContain('data:font');
  });
});
