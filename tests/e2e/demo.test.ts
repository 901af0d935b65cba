// The main job, end to end, as a newcomer meets it: `kentiz demo`, sign-in, the city moving on the
// map, and then the README's first device: an OwnTracks message published with mosquitto_pub makes a
// vehicle appear and jump. Real server, broker, database, simulators and browser.
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn, type ApiClient } from "../../bin/api-client.ts";
import { ADMIN, startKentiz, type KentizProcess } from "../harness/kentiz-process.ts";
import { launchChromium, type Chromium, type GuardedPage } from "../web/harness/chromium.ts";

const run = promisify(execFile);
const mosquittoMissing = spawnSync("sh", ["-c", "command -v mosquitto_pub"]).status !== 0;
const PLACES = {
  bozyaka: { name: "Bozyaka", lat: 38.3911, lon: 27.1115 },
  uzundere: { name: "Uzundere", lat: 38.3523, lon: 27.0989 },
} as const;
/** The console asks who is signed in before anybody is. */
const EXPECTED = /Failed to load resource.*401/;

describe("the demo city", () => {
  let dataDir: string;
  let kentiz: KentizProcess;
  let chromium: Chromium;
  let guarded: GuardedPage;
  let client: ApiClient;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "kentiz-demo-"));
    kentiz = await startKentiz(
      { DATABASE_URL: "", DATA_DIR: dataDir },
      { command: ["demo"], marker: "Kentiz is running with sample data." },
    );
    await kentiz.printed("100 simulated vehicles publish");
    client = await signIn(kentiz.httpUrl, ADMIN.username, ADMIN.password);
    chromium = await launchChromium();
    guarded = await chromium.open({ width: 1440, height: 900, scheme: "light" });
  }, 300_000);

  afterAll(async () => {
    await guarded.close();
    await chromium.close();
    await kentiz.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("shows a hundred vehicles, many of them moving, and says that it is sample data", async () => {
    const { page } = guarded;
    await page.goto(`${kentiz.httpUrl}/canli`);
    await page.locator("input[name=username]").fill(ADMIN.username);
    await page.locator("input[name=password]").fill(ADMIN.password);
    await page.locator("button[type=submit]").click();
    await page.locator("[data-map-idle]").waitFor({ state: "attached", timeout: 60_000 });
    await page.getByText("Örnek veri: araçlar, plakalar, sokaklar ve sınırlar gerçek değildir").waitFor();
    await page.getByText("100 / 100 araç").first().waitFor({ timeout: 60_000 });
    const moving = page.getByRole("button", { name: /Hareketli/ }).first();
    await expect
      .poll(async () => Number(/\d+/.exec((await moving.textContent()) ?? "")?.[0]), { timeout: 60_000 })
      .toBeGreaterThan(10);
  }, 300_000);

  it("moves: fixes of the same vehicles get newer by themselves", async () => {
    const { items } = await client.call("listVehicles", { query: { limit: 30 } });
    const places = async (): Promise<string[]> =>
      Promise.all(
        items.map(async ({ id }) => {
          const { lon, lat } = await client.call("getVehicleState", { params: { id } });
          return `${lon} ${lat}`;
        }),
      );
    const before = await places();
    await expect
      .poll(async () => (await places()).filter((place, i) => place !== before[i]).length, {
        timeout: 60_000,
        interval: 1000,
      })
      .toBeGreaterThan(5);
  }, 90_000);

  it.skipIf(mosquittoMissing)(
    "follows the README's first device (skipped where mosquitto_pub is not installed)",
    async () => {
      const { page } = guarded;
      const vehicle = await client.call("createVehicle", { body: { plate: "35 KNT 35", kind: "pickup", unitId: 1 } });
      const { mqtt } = await client.call("createDevice", {
        body: { name: "İlk cihaz", format: "owntracks", vehicleId: vehicle.id },
      });
      const publish = ({ lat, lon }: { lat: number; lon: number }): Promise<unknown> => {
        const payload = { _type: "location", lat, lon, vel: 32, cog: 90, tst: Math.floor(Date.now() / 1000) };
        return run("mosquitto_pub", [
          ...["-h", "127.0.0.1", "-p", String(kentiz.mqttPort), "-q", "1"],
          ...["-u", mqtt.username, "-P", mqtt.password, "-t", `owntracks/${mqtt.username}/phone`],
          ...["-m", JSON.stringify(payload)],
        ]);
      };

      await publish(PLACES.bozyaka);
      await page.getByRole("searchbox").fill("35knt35");
      const row = page.getByRole("option").filter({ hasText: "35 KNT 35" });
      await row.filter({ hasText: "32 km/sa" }).waitFor({ timeout: 30_000 });
      await row.click();
      const details = page.locator("[data-details]");
      await details.filter({ hasText: PLACES.bozyaka.name }).waitFor({ timeout: 15_000 });

      await publish(PLACES.uzundere);
      await details.filter({ hasText: PLACES.uzundere.name }).waitFor({ timeout: 15_000 });
      await details.filter({ hasText: "32 km/sa" }).waitFor();
    },
    120_000,
  );

  it("made the browser complain about nothing and ask nobody else for anything", () => {
    expect(guarded.complaints(EXPECTED)).toEqual([]);
  });
});
