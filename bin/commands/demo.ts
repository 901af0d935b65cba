// `kentiz demo`: Kentiz on the embedded database with the demo city, and the simulated fleet in a
// process of its own that speaks to it only as devices do.
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { isIP } from "node:net";
import { join } from "node:path";
import { baseMapInfo, replaceBaseMap } from "../../gis/base-map.ts";
import type { Database } from "../../gis/database.ts";
import { setInstallation } from "../../gis/installation.ts";
import { packageRoot } from "../../gis/package-root.ts";
import { generateCity } from "../../simulators/city/generate-city.ts";
import { readConfig, type Config } from "../config.ts";
import { UsageError } from "../explain.ts";
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

async function loadCity(
  database: Database,
  seed: number,
  report: (step: string, fraction: number) => void,
): Promise<void> {
  if (await baseMapInfo(database)) return;
  report("Building the demo city", 0);
  await replaceBaseMap(database, generateCity(seed));
  await setInstallation(database, "notice", NOTICE);
  report("Building the demo city", 1);
}

/** Ends with this process: the channel closes with it, however it ends. */
function startSimulators(config: Config, running: Running, seed: number): ChildProcess {
  const url = `mqtt://${isLoopback(config.MQTT_HOST) ? config.MQTT_HOST : "127.0.0.1"}:${running.broker.port}`;
  return fork(
    join(packageRoot(), "dist", "bin", "kentiz.js"),
    [
      "simulate",
      "--api",
      running.api.url,
      "--url",
      url,
      "--username",
      config.ADMIN_USERNAME ?? DEMO_USERNAME,
      "--seed",
      String(seed),
    ],
    { env: { ...process.env, KENTIZ_PASSWORD: config.ADMIN_PASSWORD ?? DEMO_PASSWORD, LOG_LEVEL: "warn" } },
  );
}

export async function runDemo(options: { seed: number }): Promise<void> {
  const config = demoConfig();
  const progress = createProgress();
  const running = await serve({
    config,
    logger: createLogger(process.env["LOG_LEVEL"] ?? "warn"),
    onProgress: progress.report,
    prepare: (database) => loadCity(database, options.seed, progress.report),
  });
  progress.done();
  const { firstAdministrator: _first, ...later } = running;
  const signInHint =
    config.ADMIN_PASSWORD === DEMO_PASSWORD ? `${config.ADMIN_USERNAME} / ${DEMO_PASSWORD}` : config.ADMIN_USERNAME;
  console.log(
    [
      "Kentiz is running with sample data.",
      ...describe({ ...later, firstAdministrator: null }),
      `  Sign in  ${signInHint}`,
      "",
    ].join("\n"),
  );

  const simulators = startSimulators(config, running, options.seed);
  simulators.once("exit", (code) => {
    if (code) console.error(`The simulators ended with code ${code}; Kentiz goes on without them.`);
  });
  await untilStopped(async () => {
    if (simulators.exitCode === null && simulators.signalCode === null) {
      const gone = once(simulators, "exit");
      simulators.kill("SIGTERM");
      await gone;
    }
    await running.stop();
  });
}
