// `kentiz simulate`: registers the demo fleet at a running Kentiz, as an administrator would, and then
// publishes for it over MQTT, as its trackers would.
import { generateCity } from "../../simulators/city/generate-city.ts";
import { demoFleet } from "../../simulators/fleet/demo-fleet.ts";
import { startFleetPublisher } from "../../simulators/fleet/fleet-publisher.ts";
import { signIn } from "../api-client.ts";
import { UsageError } from "../explain.ts";
import { createLogger } from "../logger.ts";
import { createProgress } from "../progress.ts";
import { registerFleet } from "../register-fleet.ts";
import { untilStopped } from "../until-stopped.ts";

interface Options {
  api: string;
  url: string;
  username: string;
  password?: string;
  seed: number;
  speed: number;
}

export async function runSimulate(options: Options): Promise<void> {
  const password = options.password ?? process.env["KENTIZ_PASSWORD"];
  if (!password)
    throw new UsageError("The user's password is needed: --password, or KENTIZ_PASSWORD in the environment.");
  const client = await signIn(options.api, options.username, password);
  const city = generateCity(options.seed);
  const fleet = demoFleet();
  const progress = createProgress();
  const credentials = await registerFleet(client, fleet.units, fleet.vehicles, (done, total) =>
    progress.report("Registering the demo fleet", done / total),
  );
  progress.done();
  const publisher = await startFleetPublisher({
    url: options.url,
    city,
    credentials,
    seed: options.seed,
    speed: options.speed,
    logger: createLogger(process.env["LOG_LEVEL"] ?? "info"),
    now: Date.now,
  });
  console.log(`${credentials.length} simulated vehicles publish to ${options.url}.`);
  await untilStopped(() => publisher.stop());
}
