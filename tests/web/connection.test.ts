// The connection bar tells the truth: live, delayed, lost, back; and the picture is whole again.
import { expect } from "vitest";
import { setStage } from "./harness/console-driver.ts";
import { eventually } from "./harness/eventually.ts";
import { it } from "./harness/guarded-browser.ts";

const stage = setStage();

it("shows a live picture with its age, the share of the fleet on the map and the server's clock", async () => {
  const console = await stage.console();
  await console.openLive();
  await eventually(() => console.connection.innerText()).toMatch(/Canlı\s+son veri [01] sn önce/);
  const located = console.server.fleet.vehicles.filter(({ motion }) => motion !== null).length;
  await eventually(() => console.connection.innerText()).toMatch(new RegExp(`\\d+ / ${located} araç haritada`));
  const clock = new Intl.DateTimeFormat("tr-TR", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Europe/Istanbul",
  }).format(console.server.now());
  expect(await console.connection.innerText()).toContain(`Sunucu saati ${clock}`);
  expect(await console.connection.innerText()).toContain("(GMT+3)");
});

it("tells the server what is looked at", async () => {
  const console = await stage.console();
  await console.openLive("?z=16.00&c=38.38000,27.11500&sec=6");
  // The first message carries the view too: on a slow start the map stands before the socket does.
  const lastView = () => console.server.live.heard.at(-1)?.view;
  await eventually(() => lastView()?.bbox).toBeTruthy();
  const [west, south, east, north] = lastView()?.bbox ?? [0, 0, 0, 0];
  expect(west < 27.115 && east > 27.115 && south < 38.38 && north > 38.38 && east - west < 0.1).toBe(true);
  expect(lastView()?.keep).toContain(6);
  expect(lastView()?.keep.length).toBeGreaterThan(5);
});

it("is delayed after three seconds, lost after ten, and resumes without losing its place", async () => {
  const console = await stage.console({ map: false });
  await console.openLive();
  await eventually(() => console.connection.innerText()).toContain("Canlı");
  console.server.live.pause(true);
  await eventually(() => console.connection.innerText()).toMatch(/Gecikmeli\s+[3-5] sn süredir veri gelmedi/);
  console.server.live.refuse(true);
  await eventually(() => console.connection.innerText()).toMatch(
    /Bağlantı koptu\s+(\d+ sn sonra yeniden denenecek|yeniden deneniyor) · son veri \d\d:\d\d:\d\d/,
  );
  await eventually(() => console.page.getByText("Bağlantı koptu, yeniden deneniyor.").count()).toBe(1);
  const hellos = console.server.live.heard.filter(({ type }) => type === "hello").length;
  const turnedAway = console.server.live.turnedAway();
  await console.connection.getByRole("button", { name: "Şimdi dene" }).click();
  await eventually(() => console.server.live.turnedAway()).toBeGreaterThan(turnedAway);
  console.server.live.pause(false);
  console.server.live.refuse(false);
  await eventually(() => console.connection.innerText()).toContain("Canlı");
  const resumed = console.server.live.heard.filter(({ type }) => type === "hello")[hellos];
  expect(resumed).toMatchObject({ epoch: expect.stringMatching(/^stub-/), lastSeq: expect.any(Number) });
});

it("comes back by itself when the server has restarted", async () => {
  const console = await stage.console({ map: false });
  await console.openLive();
  await eventually(() => console.connection.innerText()).toContain("Canlı");
  console.server.live.drop();
  await eventually(() => console.server.live.heard.filter(({ type }) => type === "hello").length).toBe(2);
  await eventually(() => console.connection.innerText()).toContain("Canlı");
});

it("says in words that the server cannot store, and that nothing is lost", async () => {
  const console = await stage.console({ map: false });
  await console.openLive();
  await eventually(() => console.connection.innerText()).toContain("Canlı");
  console.server.live.say({ type: "ingest", state: "spooling" });
  await console.connection.getByText("Sunucu veritabanına ulaşamıyor: konumlar sıraya alınıyor, kaybolmuyor").waitFor();
  console.server.live.say({ type: "ingest", state: "blocked" });
  await console.connection.getByText("cihazlar verilerini kendilerinde tutuyor").waitFor();
  console.server.live.say({ type: "ingest", state: "ok" });
  await eventually(() => console.connection.innerText()).not.toContain("Sunucu şu an");
});

it("asks for the registry again when names have changed", async () => {
  const console = await stage.console({ map: false });
  await console.openLive();
  await eventually(() => console.connection.innerText()).toContain("Canlı");
  const [first] = console.server.fleet.vehicles;
  if (!first) throw new Error("no vehicle");
  first.vehicle.plate = "01 AAA 001";
  console.server.live.say({ type: "vehicles-changed" });
  await console.row("01 AAA 001").waitFor();
});

it("goes the slow way where a proxy blocks WebSockets, says so, and is live again when it no longer does", async () => {
  const console = await stage.console({ map: false });
  console.server.live.block(true);
  await console.openLive();
  await eventually(() => console.connection.innerText()).toMatch(
    /Yavaş kip\s+WebSocket engelli, 5 sn'de bir yenileniyor · son veri \d sn önce/,
  );
  await console.row("35 AFL 100").waitFor();
  const asked = (): number => console.server.live.heard.filter((message) => "lastSeq" in message).length;
  await eventually(asked).toBeGreaterThan(0);
  console.server.live.block(false);
  await eventually(() => console.connection.innerText()).toMatch(/Canlı\s+son veri [01] sn önce/);
});

it("is back two seconds after the network is", async () => {
  const console = await stage.console({ map: false });
  await console.openLive();
  await eventually(() => console.connection.innerText()).toContain("Canlı");
  console.server.live.refuse(true);
  await eventually(() => console.connection.innerText()).toContain("Bağlantı koptu");
  const turnedAway = console.server.live.turnedAway();
  await eventually(() => console.server.live.turnedAway()).toBeGreaterThan(turnedAway + 3);
  const hellos = (): number => console.server.live.heard.filter(({ type }) => type === "hello").length;
  const before = hellos();
  const restoredAt = performance.now();
  console.server.live.refuse(false);
  await expect.poll(hellos, { interval: 20, timeout: 5000 }).toBeGreaterThan(before);
  expect(performance.now() - restoredAt).toBeLessThan(2000);
  await eventually(() => console.connection.innerText()).toContain("Canlı");
});

it("says that the network is gone, not that the data is fresh, and is live again when the network is", async () => {
  const console = await stage.console({ map: false });
  stage.expectComplaints(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/);
  await console.openLive();
  await eventually(() => console.connection.innerText()).toContain("Canlı");
  const network = console.page.context();
  await network.setOffline(true);
  await eventually(() => console.connection.innerText()).toMatch(
    /Ağ bağlantısı yok\s+(\d+ sn sonra yeniden denenecek|yeniden deneniyor) · son veri \d\d:\d\d:\d\d/,
  );
  const restoredAt = performance.now();
  await network.setOffline(false);
  // Nobody presses anything.
  await expect
    .poll(() => console.connection.innerText(), { interval: 50, timeout: 10_000 })
    .toMatch(/Canlı\s+son veri \d sn önce/);
  globalThis.console.info(`live again ${Math.round(performance.now() - restoredAt)} ms after the network came back`);
});

it.each([-10, 10])("tells the right ages on a computer whose clock is %i minutes off", async (minutes) => {
  const console = await stage.console({ map: false, server: { now: () => Date.now() - minutes * 60_000 } });
  await console.openLive("?durum=hareketli");
  await eventually(() => console.connection.innerText()).toMatch(/Canlı\s+son veri [01] sn önce/);
  await eventually(() => console.rows.first().innerText()).toMatch(/\n[0-3] sn$/);
});
