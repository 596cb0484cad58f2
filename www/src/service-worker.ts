// Keeps the page usable without a network. A page is asked of the network
// first, so that nobody sees an old one while there is a new one; files with
// a hash in their name never change and are taken from what is stored.

/** By the build: the files to store at the first visit, and the hash of them all. */
declare const STORED: string[];
declare const BUILD: string;

// The compiler's library of the page has no words for a service worker.
interface Lasting extends Event { waitUntil(work: Promise<unknown>): void }
interface Asked extends Lasting { request: Request; respondWith(answer: Promise<Response>): void }
declare const registration: { scope: string };
declare const clients: { claim(): Promise<void> };
declare function skipWaiting(): Promise<void>;

// Caches are the origin's, which other folders of the same host share.
const family = `tls-ready ${registration.scope} `;
const own = family + BUILD;
const hashed = /-[A-Z0-9]{8}\.\w+$|\btexts-[0-9a-f]{8}\//;

async function install(): Promise<void> {
  const cache = await caches.open(own);
  await cache.addAll(STORED.map((url) => new Request(url, { cache: hashed.test(url) ? "default" : "reload" })));
  await skipWaiting();
}

/** The generation before stays, for the pages that are still open. */
async function activate(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(family) && name !== own);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await clients.claim();
}

/** This generation's file, else the one before's. */
async function stored(request: Request | string): Promise<Response | undefined> {
  const cache = await caches.open(own);
  return (await cache.match(request, { ignoreSearch: true })) ?? caches.match(request, { ignoreSearch: true });
}

async function lasting(request: Request): Promise<Response> {
  return (await stored(request)) ?? fetch(request);
}

async function current(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    // What is stored of the page itself belongs together, and stays as it is.
    if (response.ok && !(await (await caches.open(own)).match(request))) {
      const copy = response.clone();
      await (await caches.open(own)).put(request, copy);
    }
    return response;
  } catch (problem) {
    const old = await stored(request);
    if (old) return old;
    throw problem;
  }
}

addEventListener("install", (event) => (event as Lasting).waitUntil(install()));
addEventListener("activate", (event) => (event as Lasting).waitUntil(activate()));
addEventListener("fetch", (event) => {
  const { request } = event as Asked;
  const url = new URL(request.url);
  // The test of the connection goes elsewhere and is never answered from here.
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return;
  (event as Asked).respondWith(hashed.test(url.pathname) ? lasting(request) : current(request));
});

export {};
