// Installs what package-lock.json says and builds what is stale. Plain JavaScript without dependencies:
// it has to run on a machine that has only Node and a fresh clone. Everything it prints goes to stderr.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (path) => join(root, path);

/** What each product is made from, and the file whose content is the hash of what it was last made from. */
export const products = {
  install: { sources: ['package-lock.json'], stamp: 'node_modules/.twolayer-stamp' },
  kernels: {
    sources: ['kernels', 'package-lock.json'],
    stamp: 'node_modules/.twolayer-kernels-stamp',
    made: 'src/engines/kernel-bytes.ts',
  },
  dist: {
    sources: ['src', 'tsdown.config.ts', 'tsconfig.json', 'package-lock.json'],
    stamp: 'dist/.stamp',
    made: 'dist/cli.js',
  },
  page: {
    sources: [
      ...[
        'src',
        'web',
        'scripts/page-plugins.ts',
        'docs/claims.json',
        'docs/claims-c.json',
        'docs/claims-e.json',
        'vite.config.ts',
      ],
      ...['tsconfig.json', 'package.json', 'package-lock.json'],
    ],
    stamp: 'dist-web/.stamp',
    made: 'dist-web/index.html',
  },
};

/** A file, or the files below a folder in a fixed order; tests aside. */
function filesOf(path) {
  if (statSync(at(path)).isDirectory())
    return readdirSync(at(path))
      .sort()
      .flatMap((name) => filesOf(join(path, name)));
  return path.endsWith('.test.ts') ? [] : [path];
}

function hashOf({ sources }) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesOf)) hash.update(file).update(readFileSync(at(file)));
  return hash.digest('hex');
}

/** Whether a product is there and was made from what its sources are now. */
export function isFresh(product) {
  if (product.made && !existsSync(at(product.made))) return false;
  return existsSync(at(product.stamp)) && readFileSync(at(product.stamp), 'utf8') === hashOf(product);
}

function stamp(product) {
  writeFileSync(at(product.stamp), hashOf(product));
}

/** Runs a command in the root; what it prints is shown only when it fails. */
function run(command, args) {
  const shell = process.platform === 'win32';
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8', shell });
  if (status === 0) return;
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
  process.stderr.write(
    `twolayer: \`${command} ${args.join(' ')}\` failed${error ? `: ${error.message}` : ''}\n`,
  );
  process.exit(1);
}

/** Installs the packages when node_modules is missing or not what the lock file says. `npm ci` also builds. */
export function ensureInstalled() {
  if (isFresh(products.install)) return;
  process.stderr.write('Installing packages (npm ci) …\n');
  run('npm', ['ci', '--no-audit', '--no-fund']);
  stamp(products.install);
}

/** Builds kernels, dist and, if it is needed, the page when they are older than what they are made from. */
export function ensureBuilt({ page }) {
  if (!isFresh(products.kernels)) {
    process.stderr.write('Building the kernels …\n');
    run(process.execPath, ['kernels/build.js']);
    stamp(products.kernels);
  }
  if (!isFresh(products.dist)) {
    process.stderr.write('Building dist …\n');
    build(products.dist, 'dist', (out) => ['node_modules/tsdown/dist/run.mjs', '--out-dir', out]);
  }
  if (page && !isFresh(products.page)) {
    process.stderr.write('Building the page …\n');
    build(products.page, 'dist-web', (out) => [
      'node_modules/vite/bin/vite.js',
      'build',
      '--outDir',
      at(out),
    ]);
  }
}

/** Builds beside a folder and swaps. */
function build(product, folder, command) {
  const fresh = `${folder}.${process.pid}`;
  const hash = hashOf(product);
  run(process.execPath, command(fresh));
  writeFileSync(at(join(fresh, '.stamp')), hash);
  const old = `${folder}.old.${process.pid}`;
  try {
    if (existsSync(at(folder))) renameSync(at(folder), at(old));
    renameSync(at(fresh), at(folder));
  } catch (error) {
    if (!isFresh(product)) throw error; // else another process has just built the same
  }
  for (const leftover of [fresh, old]) rmSync(at(leftover), { recursive: true, force: true });
}

/** What `npm ci` and `npm install` run last: they have just installed, so only the builds can be stale. */
function prepare() {
  if (!existsSync(at('node_modules/@yowasp/clang'))) {
    process.stderr.write('twolayer: development packages are left out, so nothing is built\n');
    return;
  }
  ensureBuilt({ page: true });
  stamp(products.install);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === 'prepare') prepare();
  else {
    ensureInstalled();
    ensureBuilt({ page: true });
  }
}
