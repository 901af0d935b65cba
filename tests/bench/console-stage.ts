// The real server on a database of its own, a driving fleet, and a signed-in Chromium at 1440 × 900
// with the live screen: what the benches of the console measure on.
import type { CDPSession, Page } from "playwright-core";
import { join } from "node:path";
import { pino } from "pino";
import { TEST_SECRETS } from "../harness/broker.ts";
import { createApi } from "../../api/api.ts";
import { ensureFirstAdministrator } from "../../api/first-administrator.ts";
import { replaceBaseMap } from "../../gis/base-map.ts";
import { openDatabase } from "../../gis/database.ts";
import { createFeed } from "../../gis/feed.ts";
import { migrate } from "../../gis/migrate.ts";
import { packageRoot } from "../../gis/package-root.ts";
import { listUnits } from "../../gis/unit.ts";
import { generateCity } from "../../simulators/city/generate-city.ts";
import { ADMIN } from "../harness/kentiz-process.ts";
import { startPostgres } from "../harness/postgres-server.ts";
import { launchChromium } from "../web/harness/chromium.ts";
import { createConsoleFleet } from "./console-fleet.ts";

export interface ConsoleStage {
  page: Page;
  session: CDPSession;
  /** Goes to the live screen and waits until map and fleet stand. */
  open(search: string): Promise<void>;
  /** What the browser complained about so far. */
  complaints(): string[];
  close(): Promise<void>;
}

/** `vehicles` of them all move and report once a second. */
export async function openConsoleStage(vehicles: number): Promise<ConsoleStage> {
  const postgres = await startPostgres();
  const closing: (() => Promise<void> | void)[] = [() => postgres.destroy()];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const logger = pino({ level: "warn" });
    const database = await openDatabase({ connection: postgres.url, maxConnections: 8, logger });
    closing.push(() => database.close());
    await migrate(database);
    await ensureFirstAdministrator(database, ADMIN);
    const city = generateCity(1);
    await replaceBaseMap(database, city);
    const feed = createFeed();
    const [root] = await listUnits(database, { unitIds: [1] });
    const fleet = await createConsoleFleet({ database, feed }, root?.id ?? 1, city, vehicles);
    const api = await createApi({
      database,
      feed,
      secrets: TEST_SECRETS,
      logger,
      host: "127.0.0.1",
      port: 0,
      webRoot: join(packageRoot(), "dist", "web"),
      version: "bench",
      timeZone: "Europe/Istanbul",
    });
    closing.push(() => api.stop());
    const driving = fleet.drive();
    closing.push(() => driving.stop());
    const chromium = await launchChromium();
    closing.push(() => chromium.close());
    const { page, complaints } = await chromium.open({ width: 1440, height: 900, scheme: "light" });
    await page.context().request.post(`${api.url}/api/session`, { data: ADMIN });
    const session = await page.context().newCDPSession(page);
    // Processor time of the page's thread: other programs of this machine do not count.
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const count = new Intl.NumberFormat("tr-TR").format(vehicles);
    return {
      page,
      session,
      async open(search) {
        await page.goto(`${api.url}/canli${search}`);
        await page.locator("[data-map-idle]").waitFor({ state: "attached", timeout: 120_000 });
        await page.getByText(`${count} / ${count} araç`).first().waitFor({ timeout: 120_000 });
      },
      complaints,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
