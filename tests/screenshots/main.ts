// `npm run screenshots`: the pictures of the README, taken from the demo city.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../gis/package-root.ts";
import { ADMIN, startKentiz } from "../harness/kentiz-process.ts";
import { launchChromium } from "../web/harness/chromium.ts";

const SHOTS = [{ file: "canli.jpg", path: "/canli?z=13.6&c=38.3770,27.1060&sec=3", width: 1440, height: 900 }] as const;
const QUALITY = 85;

const folder = join(packageRoot(), "docs");
mkdirSync(folder, { recursive: true });
const dataDir = mkdtempSync(join(tmpdir(), "kentiz-screenshots-"));
const kentiz = await startKentiz(
  { DATABASE_URL: "", DATA_DIR: dataDir },
  { command: ["demo"], marker: "Kentiz is running with sample data." },
);
await kentiz.printed("100 simulated vehicles publish");
const chromium = await launchChromium();
for (const { file, path, width, height } of SHOTS) {
  const { page, close } = await chromium.open({ width, height, scheme: "light" });
  await page.goto(kentiz.httpUrl + path);
  await page.locator("input[name=username]").fill(ADMIN.username);
  await page.locator("input[name=password]").fill(ADMIN.password);
  await page.locator("button[type=submit]").click();
  await page.getByText("100 / 100 araç").first().waitFor();
  await page.locator("[data-details]").waitFor();
  await page.locator("[data-map-idle]").waitFor({ state: "attached" });
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: join(folder, file), type: "jpeg", quality: QUALITY });
  await close();
  console.log(join("docs", file));
}
await chromium.close();
await kentiz.stop();
rmSync(dataDir, { recursive: true, force: true });
