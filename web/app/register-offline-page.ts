// Registers the service worker that shows an honest page when the server cannot be reached. Browsers
// offer it only on https and on this machine itself; elsewhere the console works without.

export function registerOfflinePage(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  // Refused by policy or private mode: nothing is lost but that page.
  window.addEventListener("load", () => void navigator.serviceWorker.register("/sw.js").catch(() => undefined));
}
