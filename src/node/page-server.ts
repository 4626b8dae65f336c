import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, relative, sep } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { getMimeType } from 'hono/utils/mime';
import { pagePolicy } from './page-policy.ts';

/** Notebooks and slides served on this machine may show the page in a frame; see docs/decisions/0010-page.md. */
const FRAMES = "frame-ancestors 'self' http://localhost:* http://127.0.0.1:*";

const headers = {
  'Content-Security-Policy': `${pagePolicy}; ${FRAMES}`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** What a page is served from and to whom. */
export interface PageOptions {
  /** The built page. */
  readonly folder: string;
  /** Names that requests may call this machine by, as in a URL: `localhost`, `127.0.0.1`, `[::1]`. */
  readonly hosts: readonly string[];
  /** Where the page stands in the URL, with slashes around it. */
  readonly path?: string;
}

/**
 * The page as a web application. It reads the folder once: what is not in it by then, what a link points to and
 * what begins with a dot cannot be asked for, however the path is spelled.
 */
export function createPageApp({ folder, hosts, path = '/' }: PageOptions): Hono {
  const files = readPage(folder);
  const app = new Hono();
  app.use(withHeaders, refuseForeignHosts(hosts), refuseWriting, compress(), etag());
  app.get('*', (context) => {
    const name = nameOf(new URL(context.req.url).pathname, path);
    const content = name === undefined ? undefined : files.get(name);
    return content ? answer(context, name!, content) : context.notFound();
  });
  app.notFound((context) => context.text('There is no such file in the page.\n', 404));
  return app;
}

/** The files below a folder, none within a folder that begins with a dot, by their path in a URL. */
function readPage(folder: string): ReadonlyMap<string, Uint8Array<ArrayBuffer>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep))
    .filter((parts) => !parts.some((part) => part.startsWith('.')));
  return new Map(
    files.map((parts) => [parts.join('/'), new Uint8Array(readFileSync(join(folder, ...parts)))]),
  );
}

/** The file that a path in a URL names; undefined where it lies elsewhere or is not well formed. */
function nameOf(pathname: string, path: string): string | undefined {
  if (!pathname.startsWith(path)) return undefined;
  try {
    return decodeURIComponent(pathname.slice(path.length)) || 'index.html';
  } catch {
    return undefined;
  }
}

/** The build names what it puts into `assets/` by its content, so it may be kept for ever; the rest is asked for anew. */
function answer(context: Context, name: string, content: Uint8Array<ArrayBuffer>): Response {
  const isNamedByContent = name.startsWith('assets/');
  context.header('Cache-Control', isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache');
  context.header('Content-Type', getMimeType(name) ?? 'application/octet-stream');
  return context.body(content);
}

const withHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(headers)) context.header(name, value);
};

/** A page elsewhere whose name has been made to point to this machine (DNS rebinding) calls it by that name. */
function refuseForeignHosts(hosts: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const given = context.req.header('host') ?? '';
    if (hosts.includes(hostnameOf(given))) return next();
    return context.text(`This page is served to ${hosts.join(', ')} only.\n`, 403);
  };
}

/** `[::1]` for `[::1]:80`; nothing where it is no host. */
function hostnameOf(host: string): string {
  const url = `http://${host}`;
  return URL.canParse(url) ? new URL(url).hostname : '';
}

const refuseWriting: MiddlewareHandler = async (context, next) => {
  if (['GET', 'HEAD'].includes(context.req.method)) return next();
  return context.text('The page can be read only.\n', 405, { Allow: 'GET, HEAD' });
};

/** A server that listens. */
export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens on a host and a port.
 *
 * @param port 0 for any free one
 * @throws where the system refuses; its `code` says why
 */
export function listen(app: Hono, host: string, port: number): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      }),
    );
  });
}
