// Keeps the console's own files, so that its pages open without a network. What the API answers is never kept here.

/**
 * What of a service worker is used here: the console is otherwise compiled for pages.
 * @typedef {object} Told
 * @property {(work: Promise<unknown>) => void} waitUntil
 * @property {(answer: Promise<Response>) => void} respondWith
 * @property {Request} request
 * @property {{ readonly keep: readonly string[] }} data
 *
 * @typedef {object} Scope
 * @property {(type: string, listen: (event: Told) => void) => void} addEventListener
 * @property {() => Promise<void>} skipWaiting
 * @property {{ claim(): Promise<void> }} clients
 * @property {Location} location
 */
const worker = /** @type {Scope} */ (/** @type {unknown} */ (self));
const FILES = 'bihuan-console';
const HOME = '/console/';
const ASSETS = '/console/assets/';
/** So many files are several releases: the oldest go, long after a page that began with them was closed. */
const FILES_MAX = 800;
/** A network that takes longer to answer is none. */
const PATIENCE_MS = 4_000;

worker.addEventListener('install', (event) => {
  // A new release takes over at once; a page that is open goes on with the files it began with, which stay.
  event.waitUntil(worker.skipWaiting());
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(worker.clients.claim());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin || !pathname.startsWith(HOME)) return;
  if (pathname.startsWith(ASSETS)) event.respondWith(kept(request));
  else if (request.mode === 'navigate') event.respondWith(fresh(request, HOME));
  else event.respondWith(fresh(request, pathname));
});

// What a page had loaded before this worker stood.
worker.addEventListener('message', (event) => {
  event.waitUntil(Promise.all(event.data.keep.map(keepFile)).then(thinOut));
});

/** A file whose name has its content's hash in it never changes. @param {Request} request */
async function kept(request) {
  const files = await caches.open(FILES);
  const found = await files.match(request.url);
  if (found !== undefined) return found;
  const answer = await fetch(request);
  if (answer.ok) await files.put(request.url, answer.clone());
  return answer;
}

/** As the network has it, otherwise as it was here last. @param {Request} request @param {string} name */
async function fresh(request, name) {
  const files = await caches.open(FILES);
  const asking = fetch(request).then(async (answer) => {
    const isPage = answer.headers.get('content-type')?.startsWith('text/html') === true;
    if (answer.ok && !answer.redirected && (name !== HOME || isPage)) await files.put(name, answer.clone());
    return answer;
  });
  const found = await files.match(name);
  if (found === undefined) return await asking;
  /** @type {Promise<null>} */
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  const answer = await Promise.race([asking.catch(() => null), late]);
  return answer === null || answer.status >= 500 ? found : answer;
}

/** Keeps one of the console's files, whatever else a page may name. @param {string} url */
async function keepFile(url) {
  const { origin, pathname } = new URL(url, worker.location.origin);
  if (origin !== worker.location.origin) return;
  if (pathname.startsWith(ASSETS)) await kept(new Request(url)).catch(() => undefined);
  else if (pathname.startsWith(HOME)) await fresh(new Request(HOME), HOME).catch(() => undefined);
}

async function thinOut() {
  const files = await caches.open(FILES);
  const all = await files.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - FILES_MAX)).map((one) => files.delete(one)));
}
