/** Opens the page of a telephone where there is no network: the page and its parts, as they last came, and nothing else. */

interface Extendable extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface Asked extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  addEventListener(name: "install" | "activate", hear: (event: Extendable) => void): void;
  addEventListener(name: "fetch", hear: (event: Asked) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}

const worker = self as unknown as Worker;
const KEPT = "vigie-me";
const PARTS = ["/me", "/me/page.js", "/pages.css"];
/** A network that is there and answers nothing is no network. */
const PATIENCE = 4_000;

worker.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(PARTS)).then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.method === "GET" && PARTS.includes(pathname)) event.respondWith(answer(event.request, pathname));
});

/** What the server says; while it does not, what it said last. */
async function answer(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(KEPT);
  try {
    const fresh = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (fresh.ok) await cache.put(path, fresh.clone());
    if (fresh.status < 500) return fresh;
  } catch {
    // Nobody there.
  }
  return (await cache.match(path)) ?? Response.error();
}
