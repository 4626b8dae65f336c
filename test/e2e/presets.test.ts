import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TrialRecord } from '../../src/experiments/experiment.ts';
import { experiments } from '../../src/experiments/index.ts';
import { presets } from '../../src/experiments/presets.ts';
import { resolveTrial } from '../../src/experiments/trial.ts';

const bin = resolve(import.meta.dirname, '../../bin/twolayer.js');

function twolayer(...words: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const cwd = mkdtempSync(join(tmpdir(), 'twolayer-'));
  writeFileSync(join(cwd, 'my.yaml'), 'inputDim: 20\nbatchSize: 30\n');
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [bin, ...words],
      { cwd, maxBuffer: 2 ** 28 },
      (_, stdout, stderr) => done({ code: child.exitCode, stdout, stderr }),
    );
  });
}

const run = (...words: string[]) => twolayer('run', 'xor/two-phases', '--json', ...words);

const literal = (text: string) => text.replace(/[+*().^]/g, '\\$&');

describe('twolayer run --preset', () => {
  it('is no more than its settings: the id is that of the same settings typed out', async () => {
    const [named, typed] = await Promise.all([
      run('--preset', 'stuck-at-saddle'),
      run('-d', '64', '-p', '64', '-n', '10', '--step-size', '0.5', '--max-time', '20'),
    ]);
    expect(named.stdout).toBe(typed.stdout);
    const { summary } = JSON.parse(named.stdout) as TrialRecord;
    expect(summary.diagnosis).toMatchObject({
      name: 'stuck-in-noise',
      fix: { key: 'batchSize', value: 320 },
    });
    expect(summary.neuronsAtStart).toHaveLength(4);
  });

  it('gives way to a config file, and both to flags', async () => {
    const flags = ['--preset', 'stuck-at-saddle', '--config', 'my.yaml', '-n', '40'];
    const { settings } = JSON.parse((await run(...flags)).stdout) as TrialRecord;
    expect(settings).toMatchObject({ inputDim: 20, width: 64, batchSize: 40, stepSize: 0.5 });
  });

  it('is refused when there is none of that name, with the nearest', async () => {
    const { code, stderr } = await run('--preset', 'lasy');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^twolayer: --preset lasy is not a preset of xor\/two-phases; the nearest are lazy, .*\n$/,
    );
  });

  it('is listed and completed', async () => {
    const [listed, completed] = await Promise.all([
      twolayer('list', 'presets'),
      twolayer('complete', '--', 'run', 'xor/two-phases', '--preset', ''),
    ]);
    for (const { name, doc } of presets)
      expect(listed.stdout).toMatch(new RegExp(`${name} +${literal(doc.slice(0, 12))}`));
    expect(completed.stdout).toMatch(/^unbalanced-margins\b/m);
  });
});

describe('presets', () => {
  it('have different names in kebab-case and settings that resolve', () => {
    const names = presets.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, experiment, settings } of presets) {
      expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
      const found = experiments.find((one) => one.name === experiment)!;
      expect(resolveTrial(found, settings)).toMatchObject(settings);
    }
  });
});
