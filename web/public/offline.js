// Asks every two seconds whether the server is there again, and then opens the page that was wanted.
const EVERY_MS = 2000;

async function ask() {
  try {
    const { ok } = await fetch("/healthz", { cache: "no-store" });
    if (ok) return location.reload();
  } catch {
    // Still nobody there.
  }
  setTimeout(() => void ask(), EVERY_MS);
}

addEventListener("online", () => location.reload());
setTimeout(() => void ask(), EVERY_MS);
