// What can be used without a connection: the pages' own files, guides that were read, and one's licences.
"use strict";

const ASSETS = "yiwang-assets";
const GUIDES = "yiwang-guides";
const PRIVATE = "yiwang-private";
const FIRST = ["/offline.html", "/css/site.css", "/js/site.js", "/icons/icon.svg"];
const MOST_PAGES = 60;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(ASSETS).then((cache) => cache.addAll(FIRST)).then(() => self.skipWaiting()));
});
// A worker of before kept licences as they were last shown, numbers in full among them: what it kept goes with it.
self.addEventListener("activate", (event) => event.waitUntil(caches.delete(PRIVATE).then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && /^\/(sign-(in|out)|acting-for)$/.test(url.pathname)) {
    // Whoever comes next on this machine must not see the licences of whoever was here before.
    event.respondWith(caches.delete(PRIVATE).then(() => fetch(request)));
  } else if (request.method !== "GET") {
    return;
  } else if (/^\/(css|js|icons)\//.test(url.pathname)) {
    event.respondWith(url.searchParams.has("v") ? keptFirst(request, url) : networkFirst(request, ASSETS));
  } else if (request.mode === "navigate") {
    event.respondWith(page(request, url));
  }
});

function cacheFor(path) {
  if (/^\/(things|items)\/[^/]+$/.test(path)) return GUIDES;
  if (/^\/licences(\/[^/]+)?$/.test(path)) return PRIVATE;
  return null;
}

// Numbers in full are asked for each time, and each time leave a line in the log: they are never kept.
function isFull(url) {
  return url.searchParams.has("show");
}

// A file whose address names its version never changes; older versions of it go.
async function keptFirst(request, url) {
  const cache = await caches.open(ASSETS);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) {
    for (const old of await cache.keys()) {
      const other = new URL(old.url);
      if (other.pathname === url.pathname && other.searchParams.has("v")) await cache.delete(old, { ignoreVary: true });
    }
    await cache.put(request, response.clone());
  }
  return response;
}

async function networkFirst(request, name) {
  try {
    const response = await fetch(request);
    if (response.ok) await (await caches.open(name)).put(request, response.clone());
    return response;
  } catch (error) {
    const kept = await caches.match(request, { ignoreSearch: true, ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

async function page(request, url) {
  const name = cacheFor(url.pathname);
  try {
    const response = await fetch(request);
    // A page that now leads to signing in belongs to nobody here any more.
    if (name === PRIVATE && response.redirected) await caches.delete(PRIVATE);
    if (name && !isFull(url) && response.ok && !response.redirected && response.type === "basic") await keep(name, url, response.clone());
    return response;
  } catch {
    // One entry for a page, whatever its query; its files are found whatever their version.
    const kept = name && (await caches.match(url.pathname, { ignoreVary: true }));
    return kept || (await caches.match("/offline.html"));
  }
}

// A guide shown to someone signed in speaks of their own case: it goes when they sign out.
async function keep(name, url, response) {
  const isOwn = /\b(private|no-store)\b/.test(response.headers.get("cache-control") || "");
  await (await caches.open(name === GUIDES && !isOwn ? PRIVATE : GUIDES)).delete(url.pathname, { ignoreVary: true });
  const cache = await caches.open(isOwn ? PRIVATE : name);
  await cache.put(url.pathname, response);
  const pages = await cache.keys();
  for (const old of pages.slice(0, Math.max(0, pages.length - MOST_PAGES))) await cache.delete(old, { ignoreVary: true });
}
