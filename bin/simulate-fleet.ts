// Registers the demo fleet at a running Kentiz, as an administrator would, and publishes for it over
// MQTT, as its trackers would.
import type { Logger } from "pino";
import type { City } from "../simulators/city/generate-city.ts";
import { demoFleet } from "../simulators/fleet/demo-fleet.ts";
import { startFleetPublisher, type FleetPublisher } from "../simulators/fleet/fleet-publisher.ts";
import { signIn } from "./api-client.ts";
import { registerFleet } from "./register-fleet.ts";

export interface SimulateFleetOptions {
  city: City;
  /** HTTP address. */
  api: string;
  /** MQTT address. */
  url: string;
  username: string;
  password: string;
  /** Times real time. */
  speed: number;
  logger: Logger;
  onProgress: (step: string, fraction: number) => void;
}

/** @throws ApiProblem where the server refuses. */
export async function simulateFleet(
  options: SimulateFleetOptions,
): Promise<{ vehicles: number; publisher: FleetPublisher }> {
  const { city, url, speed, logger } = options;
  const client = await signIn(options.api, options.username, options.password);
  const { units, vehicles } = demoFleet();
  const credentials = await registerFleet(client, units, vehicles, (done, total) =>
    options.onProgress("Registering the demo fleet", done / total),
  );
  const publisher = await startFleetPublisher({ url, city, credentials, seed: city.seed, speed, logger });
  return { vehicles: credentials.length, publisher };
}
