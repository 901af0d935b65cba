// The service worker of the console. It keeps exactly one thing: a page that says honestly that the
// server cannot be reached, with the script that waits for it. A live picture kept for later would be a lie, so nothing else is stored.
const CACHE = "kentiz-offline-2";
const OFFLINE_PAGE = "/offline.html";
const OFFLINE_SCRIPT = "/offline.js";

addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) =>
        cache.addAll([OFFLINE_PAGE, OFFLINE_SCRIPT].map((path) => new Request(path, { cache: "reload" }))),
      )
      .then(() => self.skipWaiting()),
  );
});

addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

addEventListener("fetch", (event) => {
  // Only where somebody goes to a page, and that page's script; everything else is none of its business.
  const { mode, url } = event.request;
  const instead = mode === "navigate" ? OFFLINE_PAGE : new URL(url).pathname === OFFLINE_SCRIPT ? OFFLINE_SCRIPT : null;
  if (instead !== null) event.respondWith(fetch(event.request).catch(() => caches.match(instead)));
});
