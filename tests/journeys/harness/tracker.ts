// A tracker of the native format on a vehicle of its own: sends the past hour, then a fix a second,
// acknowledged each. Speaks only MQTT.
import { connectAsync } from "mqtt";
import type { NewVehicle } from "../../../domain/vehicle.ts";
import type { ServedCity } from "./served-city.ts";

export type Doing = "driving" | "idling" | "parked";

export interface Tracker {
  vehicleId: number;
  /** From now on: north, so far; there it stands with its engine on. */
  drivesNorth(metres: number): void;
  stop(): Promise<void>;
}

interface Way {
  fromMs: number;
  metres: number;
}

const METRES_PER_DEGREE = 111_320;
const DRIVING_KMH = 36;
const DRIVING_MS = DRIVING_KMH / 3.6;
const HOUR_MS = 3_600_000;
const BACKLOG_STEP_MS = 30_000;

/** Up and down a street of the small city. */
function fixAt(doing: Doing, place: { lon: number; lat: number }, ms: number): Record<string, unknown> {
  const speedKmh = doing === "driving" ? DRIVING_KMH : 0;
  const travelled = ((DRIVING_MS * ms) / 1000) % 2400;
  const metres = travelled < 1200 ? travelled : 2400 - travelled;
  return {
    t: ms,
    lon: place.lon,
    lat: place.lat + (doing === "driving" ? metres / METRES_PER_DEGREE : 0),
    speedKmh,
    headingDeg: travelled < 1200 ? 0 : 180,
    ignition: doing !== "parked",
  };
}

function fixOn({ fromMs, metres }: Way, place: { lon: number; lat: number }, ms: number): Record<string, unknown> {
  const travelled = (DRIVING_MS * (ms - fromMs)) / 1000;
  return {
    t: ms,
    lon: place.lon,
    lat: place.lat + Math.min(travelled, metres) / METRES_PER_DEGREE,
    speedKmh: travelled < metres ? DRIVING_KMH : 0,
    headingDeg: 0,
    ignition: true,
  };
}

export async function startTracker(
  city: ServedCity,
  vehicle: Omit<NewVehicle, "unitId"> & { unitId?: number },
  doing: Doing,
  place: { lon: number; lat: number },
): Promise<Tracker> {
  const { id } = await city.admin.call("createVehicle", { body: { unitId: 1, ...vehicle } });
  const { mqtt } = await city.admin.call("createDevice", {
    body: { name: `Örnek cihaz ${id}`, format: "kentiz", vehicleId: id },
  });
  const client = await connectAsync(`mqtt://127.0.0.1:${city.mqttPort}`, {
    username: mqtt.username,
    password: mqtt.password,
  });
  const send = (fixes: unknown): Promise<unknown> =>
    client.publishAsync(`kentiz/${mqtt.username}/position`, JSON.stringify(fixes), { qos: 1 });
  const now = Date.now();
  const steps = Array.from({ length: HOUR_MS / BACKLOG_STEP_MS }, (_, step) => now - HOUR_MS + step * BACKLOG_STEP_MS);
  await send(steps.map((ms) => fixAt(doing, place, ms)));
  await send(fixAt(doing, place, now));
  let way: Way | null = null;
  const fixNow = (ms: number): unknown => (way ? fixOn(way, place, ms) : fixAt(doing, place, ms));
  const timer = setInterval(() => void send(fixNow(Date.now())).catch(() => undefined), 1000);
  return {
    vehicleId: id,
    drivesNorth(metres) {
      way = { fromMs: Date.now(), metres };
    },
    async stop() {
      clearInterval(timer);
      await client.endAsync(true);
    },
  };
}
