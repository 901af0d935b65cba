// The service worker of the console. It keeps exactly one thing: a page that says honestly that the
// server cannot be reached. A live picture kept for later would be a lie, so nothing else is stored.
const CACHE = "kentiz-offline-1";
const OFFLINE_PAGE = "/offline.html";

addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.add(new Request(OFFLINE_PAGE, { cache: "reload" })))
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
  // Only where somebody goes to a page; everything else is none of its business.
  if (event.request.mode !== "navigate") return;
  event.respondWith(fetch(event.request).catch(() => caches.match(OFFLINE_PAGE)));
});
