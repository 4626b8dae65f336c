import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of the package; the built CLI sits in its `dist`. */
const packageRoot = fileURLToPath(new URL('..', import.meta.url));

/** The folder of the built page. */
export const pageFolder = `${packageRoot}dist-web`;

/** The version in package.json. */
export const { version } = JSON.parse(readFileSync(`${packageRoot}/package.json`, 'utf8')) as {
  version: string;
};

/** The commit the tool runs from; null outside a checkout of its own. */
export function commit(): string | null {
  if (!existsSync(`${packageRoot}/.git`)) return null;
  try {
    const arguments_ = ['-C', packageRoot, 'rev-parse', 'HEAD'];
    return execFileSync('git', arguments_, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

/** Identifies the code that computes: the sources of this build, or its version when installed from a registry. */
export function codeHash(): string {
  const stamp = `${packageRoot}/dist/.stamp`;
  const identity = existsSync(stamp) ? readFileSync(stamp) : version;
  return createHash('sha256').update(identity).digest('hex');
}
