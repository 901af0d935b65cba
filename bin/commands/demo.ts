// `kentiz demo`: Kentiz on the embedded database with the demo city, and the simulated fleet in a
// process of its own that speaks to it only as devices do.
import { isIP } from "node:net";
import { baseMapInfo, replaceBaseMap } from "../../gis/base-map.ts";
import type { Database } from "../../gis/database.ts";
import { setInstallation } from "../../gis/installation.ts";
import { readConfig, type Config } from "../config.ts";
import { startDemoSimulators, type DemoSimulators } from "../demo-simulators.ts";
import { explain, UsageError } from "../explain.ts";
import { createLogger } from "../logger.ts";
import { createProgress } from "../progress.ts";
import { serve, type Running } from "../serve.ts";
import { untilStopped } from "../until-stopped.ts";
import { describe } from "./serve.ts";

/** Known to every reader of the README, so only where nobody else can reach the port. */
const DEMO_USERNAME = "admin";
const DEMO_PASSWORD = "kentiz-demo-2026";
const NOTICE = "Örnek veri: araçlar, plakalar, sokaklar ve sınırlar gerçek değildir";

const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));

function demoConfig(): Config {
  const config = readConfig({ ...process.env, DATA_DIR: process.env["DATA_DIR"] ?? "./data/demo" });
  if (config.DATABASE_URL) {
    throw new UsageError(
      "The demo runs on the embedded database only, so that sample data never reaches a real one. " +
        "Unset DATABASE_URL, or run: kentiz serve, and then: kentiz simulate --username admin",
    );
  }
  if (config.ADMIN_PASSWORD) return { ...config, ADMIN_USERNAME: config.ADMIN_USERNAME ?? DEMO_USERNAME };
  if (!isLoopback(config.HTTP_HOST)) {
    throw new UsageError(
      `HTTP_HOST ${config.HTTP_HOST} can be reached by others: set ADMIN_PASSWORD, the demo's own password is public.`,
    );
  }
  return { ...config, ADMIN_USERNAME: config.ADMIN_USERNAME ?? DEMO_USERNAME, ADMIN_PASSWORD: DEMO_PASSWORD };
}

type Report = (step: string, fraction: number) => void;

async function loadCity(database: Database, simulators: DemoSimulators, report: Report): Promise<void> {
  if (await baseMapInfo(database)) return;
  report("Building the demo city", 0);
  await replaceBaseMap(database, await simulators.city());
  await setInstallation(database, "notice", NOTICE);
  report("Building the demo city", 1);
}

export async function runDemo(options: { seed: number }): Promise<void> {
  const config = demoConfig();
  const username = config.ADMIN_USERNAME ?? DEMO_USERNAME;
  const password = config.ADMIN_PASSWORD ?? DEMO_PASSWORD;
  const progress = createProgress();
  const simulators = startDemoSimulators(options.seed, progress.report);
  let running: Running;
  try {
    running = await serve({
      config,
      logger: createLogger(process.env["LOG_LEVEL"] ?? "warn"),
      onProgress: progress.report,
      prepare: (database) => loadCity(database, simulators, progress.report),
    });
  } catch (error) {
    await simulators.stop();
    throw error;
  }
  progress.done();
  const hint = password === DEMO_PASSWORD ? `${username} / ${DEMO_PASSWORD}` : username;
  console.log(
    [
      "Kentiz is running with sample data.",
      ...describe({ ...running, firstAdministrator: null }),
      `  Sign in  ${hint}`,
      "",
    ].join("\n"),
  );

  const { api, broker } = running;
  if (!api || !broker) throw new Error("the demo has every role");
  const url = `mqtt://${isLoopback(config.MQTT_HOST) ? config.MQTT_HOST : "127.0.0.1"}:${broker.port}`;
  simulators.go({ api: api.url, url, username, password }).then(
    (vehicles) => {
      progress.done();
      console.log(`${vehicles} simulated vehicles publish to ${url}.`);
    },
    (error: unknown) => console.error(`${explain(error)} Kentiz goes on without them.`),
  );
  await untilStopped(async () => {
    await simulators.stop();
    await running.stop();
  });
}
