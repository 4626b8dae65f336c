import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createPageApp, listen } from '../../src/node/page-server.ts';
import { bin, scratch, twolayer } from '../e2e/process.ts';

const outside = mkdtempSync(join(tmpdir(), 'twolayer-page-'));
const folder = join(outside, 'page');
for (const name of ['assets', '.git']) mkdirSync(join(folder, name), { recursive: true });
const script = `export const text = '${'two layers '.repeat(400)}';\n`;
const contents = {
  'secret.txt': 'secret',
  'page/.stamp': 'secret',
  'page/.git/config': 'secret',
  'page/index.html': '<!doctype html>page',
  'page/app.webmanifest': '{}',
  'page/assets/a-1.js': script,
  'page/assets/b-1.wasm': 'wasm',
  'page/assets/c-1.woff2': 'font',
};
for (const [name, text] of Object.entries(contents)) writeFileSync(join(outside, name), text);
symlinkSync(join(outside, 'secret.txt'), join(folder, 'link.txt'));
symlinkSync(outside, join(folder, 'up'));

const server = await listen(createPageApp({ folder, hosts: ['127.0.0.1', '[::1]'] }), '127.0.0.1', 0);
afterAll(server.close);

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Asks with the path as it stands; a URL would tidy it up. */
function ask(path: string, method = 'GET', headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: server.port, path, method, headers };
    const asked = request(options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('latin1');
        resolve({ status: response.statusCode!, headers: response.headers, text });
      });
    });
    asked.on('error', reject).end();
  });
}

describe('the server of the page', () => {
  it('answers with the page at the root, whatever stands behind a question mark', async () => {
    const { status, headers, text } = await ask('/?d=100&tab=story');
    expect({ status, text }).toEqual({ status: 200, text: contents['page/index.html'] });
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self' 'wasm-unsafe-/,
    );
    expect(headers['content-security-policy']).toMatch(/frame-ancestors 'self'/);
  });

  it.each([
    ['assets/a-1.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['assets/b-1.wasm', 'application/wasm', 'public, max-age=31536000, immutable'],
    ['assets/c-1.woff2', 'font/woff2', 'public, max-age=31536000, immutable'],
    ['app.webmanifest', 'application/manifest+json', 'no-cache'],
  ])('gives %s its type and says how long it may be kept', async (name, type, kept) => {
    const { status, headers } = await ask(`/${name}`);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': type, 'cache-control': kept });
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/%252e%252e/secret.txt',
    `/${outside}/secret.txt`,
    `/%2f${outside.slice(1)}/secret.txt`,
    '/link.txt',
    '/up/secret.txt',
    '/.stamp',
    '/.git/config',
    '/index.html%00.txt',
    '/index.html%00',
    '/%zz',
    '/assets',
    '/assets/',
    '/__proto__',
  ])('has nothing at %s', async (path) => {
    const { status, text } = await ask(path);
    expect([400, 404]).toContain(status);
    expect(text).not.toContain('secret');
  });

  it.each([
    'rebound.example',
    'rebound.example:80',
    '127.0.0.1.rebound.example',
    'localhost',
    '127.0.0.1@x',
    '[',
  ])('refuses a request for the host %s', async (host) => {
    const { status, text } = await ask('/', 'GET', { host });
    expect([400, 403]).toContain(status);
    expect(text).not.toContain('page</');
    expect(text).not.toBe(contents['page/index.html']);
  });

  it('answers to its own names at any port', async () => {
    for (const host of ['127.0.0.1', '127.0.0.1:1', '[::1]:99'])
      expect((await ask('/', 'GET', { host })).status).toBe(200);
  });

  it('can be read only', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const { status, headers } = await ask('/', method);
      expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'GET, HEAD' });
    }
    expect(await ask('/', 'HEAD')).toMatchObject({ status: 200, text: '' });
  });

  it('compresses what is asked for compressed, and sends nothing again that has not changed', async () => {
    const { headers, text } = await ask('/assets/a-1.js', 'GET', { 'accept-encoding': 'gzip' });
    expect(headers['content-encoding']).toBe('gzip');
    expect(text.length).toBeLessThan(script.length / 10);
    const again = await ask('/', 'GET', { 'if-none-match': (await ask('/')).headers.etag! });
    expect(again).toMatchObject({ status: 304, text: '' });
  });
});

describe('twolayer serve', () => {
  it('prints where the page is, serves it from any folder, and ends with 0 on Ctrl-C', async () => {
    const words = [bin, 'serve', '--port', '0'];
    const child = spawn(process.execPath, words, { cwd: scratch(), stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise((done) => child.on('exit', done));
    const url = await new Promise<string>((said) => child.stdout.once('data', (text) => said(String(text))));
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\n$/);
    const answer = await fetch(url.trim());
    expect(await answer.text()).toContain('<title>twolayer');
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  it('refuses a port or an address it cannot have with one sentence and exit code 2', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => other.once('listening', done));
    const { port } = other.address() as { port: number };
    const refusals = [
      [['--port', 'high'], '--port must be an integer from 0 to 65535, got "high"'],
      [['--port', String(port)], `--port ${port} is taken; another one, or 0 for any free one`],
      [['--host', '192.0.2.1'], '--host must be an address of this machine, got "192.0.2.1"'],
      [['--host', ''], '--host must be an address of this machine, got ""'],
    ] as const;
    for (const [words, sentence] of refusals) {
      const { code, stdout, stderr } = await twolayer(['serve', ...words]);
      expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `twolayer: ${sentence}\n` });
    }
    other.close();
  });
});
