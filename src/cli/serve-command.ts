import { existsSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import type { Command } from 'commander';
import { z } from 'zod';
import { createPageApp, type Listening, listen, type PageOptions } from '../node/page-server.ts';
import { field } from '../settings/kind.ts';
import { Misuse } from '../settings/misuse.ts';
import { addFieldFlags, fieldValues } from './flags.ts';
import { listenForInterrupt } from './interrupt.ts';
import { canOpenBrowser, openInBrowser } from './open-browser.ts';
import { pageFolder } from './package.ts';

type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** The port to stay with: what a browser keeps of the page, it keeps by host and port. */
const USUAL_PORT = 2309;
const THIS_MACHINE = '127.0.0.1';

const fields = {
  port: field(z.int().min(0).max(65535).optional(), {
    doc: `port to listen on; by default ${USUAL_PORT}, or a free one where that is taken`,
  }),
  host: field(z.string().min(1).default(THIS_MACHINE), {
    doc: 'address to listen on; the default is reached from this machine only',
    allowed: 'an address of this machine',
    placeholder: 'address',
  }),
};

/** Flags and action of `twolayer serve`. */
export function completeServeCommand(command: Command): void {
  addFieldFlags(command, fields);
  command
    .option('--open', 'open the browser even where no terminal is watching')
    .option('--no-open', 'do not open the browser')
    .action((flags: Flags) => servePage(flags));
}

/** Serves until interrupted. */
async function servePage(flags: Flags): Promise<void> {
  if (!existsSync(`${pageFolder}/index.html`)) throw new Misuse('the page is not built: npm run build');
  const { host, port } = fieldValues(fields, flags);
  const interrupt = listenForInterrupt();
  const server = await listenAt({ folder: pageFolder, hosts: namesFor(host) }, host, port);
  const url = `http://${inUrl(host)}:${server.port}/`;
  process.stdout.write(`${url}\n`);
  process.stderr.write(
    `Serves the page${isOpenToOthers(host) ? ' to any machine that can reach this one' : ''}; Ctrl-C stops it.\n`,
  );
  if ((flags.open as boolean | undefined) ?? canOpenBrowser()) openInBrowser(url);
  await interrupt.arrival;
  await server.close();
  interrupt.ignore();
}

/** At the port that was asked for, else the usual one, else a free one. */
async function listenAt(page: PageOptions, host: string, port: number | undefined): Promise<Listening> {
  const app = createPageApp(page);
  try {
    return await listen(app, host, port ?? USUAL_PORT);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' && port === undefined) return listen(app, host, 0);
    throw refusal(code, host, port ?? USUAL_PORT) ?? error;
  }
}

/** What the system's code means, in a sentence. */
function refusal(code: string | undefined, host: string, port: number): Misuse | undefined {
  if (code === 'EADDRINUSE') return new Misuse(`--port ${port} is taken; another one, or 0 for any free one`);
  if (code === 'EACCES') return new Misuse(`--port ${port} is not yours to listen on; try one above 1023`);
  if (['ENOTFOUND', 'EADDRNOTAVAIL', 'EAI_AGAIN', 'EINVAL'].includes(code ?? ''))
    return new Misuse(`--host must be an address of this machine, got ${JSON.stringify(host)}`);
  return undefined;
}

const isEverywhere = (host: string) => ['0.0.0.0', '::'].includes(host);
const isOpenToOthers = (host: string) => !/^(127\.|localhost$|::1$)/.test(host);

/** A host as it stands in a URL that can be opened on this machine. */
function inUrl(host: string): string {
  if (isEverywhere(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host.toLowerCase();
}

/** What requests may call this machine by. */
function namesFor(host: string): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((network) => network ?? []);
  const own = isEverywhere(host) ? [hostname(), ...addresses.map(({ address }) => address)] : [host];
  return [...new Set(['localhost', THIS_MACHINE, '[::1]', ...own.map(inUrl)])];
}
