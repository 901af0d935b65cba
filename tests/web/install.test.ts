// Installing the console, and what it says when the server cannot be reached.
import { expect } from "vitest";
import { violations } from "./harness/axe.ts";
import { setStage } from "./harness/console-driver.ts";
import { eventually } from "./harness/eventually.ts";
import { it } from "./harness/guarded-browser.ts";

const stage = setStage();

it("brings a manifest whose icons exist", async () => {
  const console = await stage.console({ map: false });
  await console.openSignIn();
  const problems = await console.page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
    const manifest: { icons: { src: string }[]; start_url: string } = await (await fetch(link?.href ?? "")).json();
    const answers = await Promise.all(
      manifest.icons.map(async ({ src }) => [src, (await fetch(src)).headers.get("content-type")]),
    );
    return answers.filter(([, type]) => !type?.startsWith("image/"));
  });
  expect(problems).toEqual([]);
});

it("keeps an honest page for when nobody answers, and nothing else", async () => {
  const console = await stage.console({ map: false });
  await console.openSignIn();
  await eventually(() =>
    console.page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state),
  ).toBe("activated");
  const kept = await console.page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toEqual(["/offline.html", "/offline.js"]);
});

it("says honestly that nobody answers, and opens by itself when the server is there again", async () => {
  const console = await stage.console({ map: false });
  await console.openLive();
  await eventually(() =>
    console.page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state),
  ).toBe("activated");
  stage.expectComplaints(/ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|Failed to fetch|ERR_FAILED/);
  await console.server.pause();
  await console.page.reload();
  await console.page.getByRole("heading", { name: "Sunucuya ulaşılamıyor" }).waitFor();
  expect(await violations(console.page)).toEqual([]);
  expect(await console.list.count()).toBe(0);
  await console.server.resume();
  await eventually(() => console.connection.innerText()).toContain("Canlı");
});
