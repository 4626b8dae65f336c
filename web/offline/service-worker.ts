/** Keeps the files of one build of the page, so that it opens without a network. */
declare const self: ServiceWorkerGlobalScope;
/** The build and all its files, relative to this script; written above this text by the build. */
declare const BUILD: string;
declare const FILES: readonly string[];

/** Pages below other paths of the same origin have caches of their own. */
const prefix = `twolayer ${self.registration.scope} `;
const name = prefix + BUILD;

self.addEventListener('install', (event) => event.waitUntil(keep()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  if (method !== 'GET' || !url.startsWith(self.registration.scope)) return;
  event.respondWith(mode === 'navigate' ? newest(event.request) : kept(event.request));
});

/** Files in `assets/` are named by their content; of the others the newest is asked for. */
async function keep(): Promise<void> {
  const cache = await caches.open(name);
  const request = (file: string) =>
    new Request(file, { cache: file.startsWith('assets/') ? 'default' : 'no-cache' });
  await cache.addAll(FILES.map(request));
  await self.skipWaiting();
}

/** Serves the pages that are open too. They may be of the build before, whose files stay; those of older ones go. */
async function takeOver(): Promise<void> {
  const all = (await caches.keys()).filter((other) => other.startsWith(prefix));
  await Promise.all(all.slice(0, -2).map((old) => caches.delete(old)));
  await self.clients.claim();
}

/**
 * With a network, the page as it is now, whose files are fetched where they are not kept; the page kept without one, or
 * where the host has trouble. It is kept as the folder: hosts that redirect index.html to it would have a redirected
 * answer kept, which no navigation accepts.
 */
async function newest(request: Request): Promise<Response> {
  const response = await fetch(request).catch(() => undefined);
  if (response && response.status < 500) return response;
  const cache = await caches.open(name);
  return (await cache.match('./')) ?? response ?? Response.error();
}

/** By its name, in this build, else in another that is kept: what is not in `assets/` has one name in all of them. */
async function kept(request: Request): Promise<Response> {
  const cache = await caches.open(name);
  return (await cache.match(request)) ?? (await caches.match(request)) ?? fetch(request);
}
