import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../src');

/** Layers from the ground up: a file may import from a layer below its own, or from its own folder. */
const layers = [
  ['numerics'],
  ['settings'],
  ['formulas'],
  ['engines'],
  ['activations', 'inputs', 'targets', 'corruptions', 'network', 'losses', 'theory', 'fits'],
  ['optimizers', 'metrics'],
  ['ledgers', 'figures'],
  ['training'],
  ['twins'],
  ['experiments'],
  ['sweeps', 'live'],
  ['index.ts'],
  ['node'],
  ['cli'],
  ['index.node.ts'],
];

const files = (readdirSync(source, { recursive: true }) as string[]).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.endsWith('.test.ts'),
);

const folderOf = (file: string) => file.split('/')[0]!;
const height = (file: string) => layers.findIndex((layer) => layer.includes(folderOf(file)));

/** Files of `src/` that a file imports, relative to `src/`. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(source, file), 'utf8');
  const relatives = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((match) => match[1]!);
  return relatives.map((path) => relative(source, resolve(source, dirname(file), path)));
}

/** A file without its comments. */
const codeOf = (file: string) =>
  readFileSync(join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');

const page = resolve(import.meta.dirname, '../web');
const pageFiles = (readdirSync(page, { recursive: true }) as string[]).filter((file) =>
  /(?<!\.d)\.(ts|svelte)$/.test(file),
);
const pageText = (file: string) =>
  readFileSync(join(page, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*|<!--[\s\S]*?-->/g, '');

describe('architecture', () => {
  it('every file of src/ belongs to a known layer', () => {
    expect(files.filter((file) => height(file) < 0)).toEqual([]);
  });

  it('imports go one way: down, or within a folder', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((imported) => folderOf(imported) !== folderOf(file) && height(imported) >= height(file))
        .map((imported) => `${file} → ${imported}`),
    );
    expect(wrong).toEqual([]);
  });

  it('no folder has an import cycle within it', () => {
    const cyclic = files.filter((file) => reaches(file, file, new Set()));
    expect(cyclic).toEqual([]);
  });

  it('nothing outside cli and figures reads a clock, draws from Math.random or calls an engine-dependent Math function', () => {
    const banned =
      /Math\.random|Date\.now|new Date|Math\.(exp|log|sin|cos|tan|tanh|pow|log1p|expm1|log2|log10)\b|[^2 ] \*\* /;
    const clean = files.filter(
      (file) => !['node', 'cli'].includes(folderOf(file)) && !/figure|panel/.test(file),
    );
    expect(clean.filter((file) => banned.test(codeOf(file)))).toEqual([]);
  });

  it('the page knows src/ by index.ts alone, and src/ does not know the page', () => {
    const beyond = pageFiles.flatMap((file) => {
      const paths = [...pageText(file).matchAll(/(?:from|import\(?)\s*'(\.[^'?]+)/g)].map(
        ([, path]) => path!,
      );
      const outside = paths.map((path) => relative(page, resolve(page, dirname(file), path)));
      return outside.filter((path) => path.startsWith('../src/') && path !== '../src/index.ts');
    });
    expect(beyond).toEqual([]);
    expect(files.filter((file) => /from '[./]*\/web\//.test(codeOf(file)))).toEqual([]);
  });

  it('the page has no randomness of its own, nothing random, evaluated or put in as text, and no other origin', () => {
    const banned =
      /Math\.random|\beval\(|new Function|\{@html|\.innerHTML|<style[^>]* src|https?:\/\/(?!www\.w3\.org|arxiv\.org)/;
    expect(pageFiles.filter((file) => banned.test(pageText(file)))).toEqual([]);
  });

  it('the page computes nothing that a run depends on: transcendental functions are for drawing', () => {
    const transcendental = /Math\.(exp|sin|cos|tan|tanh|pow|log1p|expm1)\b/;
    expect(pageFiles.filter((file) => transcendental.test(pageText(file)) && !DRAWING.test(file))).toEqual(
      [],
    );
  });
});

/** Files of the page that put things on the screen. */
const DRAWING = /drawing|geometry|plot|scale/;

function reaches(file: string, goal: string, seen: Set<string>): boolean {
  return importsOf(file).some((imported) => {
    if (imported === goal) return true;
    if (seen.has(imported) || !files.includes(imported)) return false;
    seen.add(imported);
    return reaches(imported, goal, seen);
  });
}
