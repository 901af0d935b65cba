// Finds out that another version of the console has been deployed: the start page then names another
// main script. Asked when the connection has come back (a deployment restarts the server) and now and
// then besides.
import type { LiveStore } from "../live/live-store.ts";

const LOOK_EVERY_MS = 15 * 60_000;

export const mainScriptOf = (html: string): string | null =>
  /\ssrc="(\/assets\/index-[^"]+\.js)"/.exec(html)?.[1] ?? null;

/** Tells once; returns the end of watching. */
export function watchVersion(store: LiveStore, onNew: () => void): () => void {
  const own = document.querySelector<HTMLScriptElement>('script[src^="/assets/index-"]')?.getAttribute("src") ?? null;
  let told = own === null;

  async function look(): Promise<void> {
    if (told) return;
    try {
      const response = await fetch("/", { cache: "no-store", headers: { accept: "text/html" } });
      const deployed = response.ok ? mainScriptOf(await response.text()) : null;
      if (told || deployed === null || deployed === own) return;
      told = true;
      onNew();
    } catch {
      // Nobody answers: the connection bar says so, and the next look comes.
    }
  }

  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  const unsubscribe = store.subscribe(({ link }, before) => {
    if (link.phase === "live" && before.link.phase === "lost") void look();
  });
  // A part of this version that the server no longer has.
  const onMissing = (): void => void look();
  window.addEventListener("vite:preloadError", onMissing);
  return () => {
    clearInterval(timer);
    unsubscribe();
    window.removeEventListener("vite:preloadError", onMissing);
  };
}
