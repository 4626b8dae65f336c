import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { planOf } from '../../src/sweeps/plan/plan.ts';
import { readSweep } from '../../src/sweeps/plan/sweep.ts';

const root = resolve(import.meta.dirname, '../..');
const example = readFileSync(resolve(root, 'examples/library.ts'), 'utf8');

describe('README', () => {
  const readme = readFileSync(resolve(root, 'README.md'), 'utf8');

  it('shows the library example as it stands in examples/, which runs on the built package', () => {
    expect(readme).toContain(example);
    const printed = execFileSync(process.execPath, ['--import', 'tsx', 'examples/library.ts'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(printed.trim().split('\n').length).toBeGreaterThan(20);
  });

  it('shows a sweep file that can be planned', () => {
    const [, text] = /```yaml\n(# xor\.yaml[\s\S]*?)```/.exec(readme)!;
    expect(planOf(readSweep(parse(text!) as Record<string, unknown>)).size).toBe(40);
  });

  it('names only files and folders that exist', () => {
    const tree = readme.slice(readme.indexOf('## The tree')).match(/^[ .a-z]\S*\/?(?=\s{2,})/gm) ?? [];
    const paths = [...readme.matchAll(/`((?:src|docs|kernels|test|examples)\/[^`*]+)`/g)].map(
      (match) => match[1]!,
    );
    expect(paths.length).toBeGreaterThan(5);
    expect(tree.length).toBeGreaterThan(5);
    for (const path of paths) expect(() => readFileSync(resolve(root, path))).not.toThrow(/ENOENT/);
  });
});
