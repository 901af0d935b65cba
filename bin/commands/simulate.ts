// `kentiz simulate`: the demo fleet at any running Kentiz.
import { generateCity } from "../../simulators/city/generate-city.ts";
import { UsageError } from "../explain.ts";
import { createLogger } from "../logger.ts";
import { createProgress } from "../progress.ts";
import { simulateFleet } from "../simulate-fleet.ts";
import { untilStopped } from "../until-stopped.ts";

interface Options {
  api: string;
  url: string;
  username: string;
  password?: string;
  seed: number;
  speed: number;
}

export async function runSimulate({ seed, ...options }: Options): Promise<void> {
  const password = options.password ?? process.env["KENTIZ_PASSWORD"];
  if (!password)
    throw new UsageError("The user's password is needed: --password, or KENTIZ_PASSWORD in the environment.");
  const progress = createProgress();
  const { vehicles, publisher } = await simulateFleet({
    ...options,
    password,
    city: generateCity(seed),
    logger: createLogger(process.env["LOG_LEVEL"] ?? "info"),
    onProgress: progress.report,
  });
  progress.done();
  console.log(`${vehicles} simulated vehicles publish to ${options.url}.`);
  await untilStopped(() => publisher.stop());
}
