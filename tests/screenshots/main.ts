// `npm run screenshots`: the pictures of the README, taken from the demo city.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { packageRoot } from "../../gis/package-root.ts";
import { ADMIN, startKentiz } from "../harness/kentiz-process.ts";
import { launchChromium } from "../web/harness/chromium.ts";

const WIDE = { width: 1440, height: 900 } as const;
const PHONE = { width: 390, height: 844 } as const;
const QUALITY = 85;

const wholeFleet = (page: Page): Promise<void> => page.getByText("100 / 100 araç").first().waitFor();
const mapAtRest = (page: Page): Promise<void> => page.locator("[data-map-idle]").waitFor({ state: "attached" });
async function live(page: Page): Promise<void> {
  await wholeFleet(page);
  await page.locator("[data-details]").waitFor();
  await mapAtRest(page);
}
const table = (page: Page): Promise<void> => page.getByRole("row").nth(3).waitFor();

const VIEW = "/canli?z=13.6&c=38.3770,27.1060";
const SHOTS = [
  { file: "canli.jpg", path: `${VIEW}&sec=3`, scheme: "light", size: WIDE, ready: live },
  { file: "canli-koyu.jpg", path: `${VIEW}&sec=3`, scheme: "dark", size: WIDE, ready: live },
  { file: "telefon.jpg", path: VIEW, scheme: "light", size: PHONE, ready: mapAtRest },
  { file: "yonetim.jpg", path: "/yonetim/cihazlar", scheme: "light", size: WIDE, ready: table },
] as const;

const folder = join(packageRoot(), "docs");
mkdirSync(folder, { recursive: true });
const dataDir = mkdtempSync(join(tmpdir(), "kentiz-screenshots-"));
const kentiz = await startKentiz(
  { DATABASE_URL: "", DATA_DIR: dataDir },
  { command: ["demo"], marker: "Kentiz is running with sample data." },
);
await kentiz.printed("100 simulated vehicles publish");
const chromium = await launchChromium();
for (const { file, path, scheme, size, ready } of SHOTS) {
  const { page, close } = await chromium.open({ ...size, scheme });
  page.setDefaultTimeout(90_000);
  await page.context().request.post(`${kentiz.httpUrl}/api/session`, { data: ADMIN });
  await page.goto(kentiz.httpUrl + path);
  await ready(page);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: join(folder, file), type: "jpeg", quality: QUALITY });
  await close();
  console.log(join("docs", file));
}
await chromium.close();
await kentiz.stop();
rmSync(dataDir, { recursive: true, force: true });
