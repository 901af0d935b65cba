// The real MQTT door on a test database, with registered vehicles and devices, in this process.
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { createBroker, type Broker, type BrokerOptions } from "../../broker/broker.ts";
import type { DeviceFormat } from "../../domain/device.ts";
import type { Rejection } from "../../domain/rejection.ts";
import type { Position } from "../../domain/position.ts";
import type { Scope } from "../../domain/rights.ts";
import type { Database } from "../../gis/database.ts";
import { assignDevice } from "../../gis/device-assignment.ts";
import { createDevice } from "../../gis/device.ts";
import type { StateChange } from "../../gis/ingest-row.ts";
import { createFeed, type Feed, type FeedEvent } from "../../gis/feed.ts";
import { positionsOfVehicle } from "../../gis/position.ts";
import { listRejections } from "../../gis/rejection.ts";
import { createSecretBox, SECRET_KEY_BYTES } from "../../gis/secret-box.ts";
import { createUnit, rootUnit } from "../../gis/unit.ts";
import { createVehicle } from "../../gis/vehicle.ts";

export interface TestDevice {
  id: number;
  key: string;
  secret: string;
  vehicleId: number;
}

export const TEST_SECRETS = createSecretBox(Buffer.alloc(SECRET_KEY_BYTES, 7));

export interface TestBroker {
  readonly broker: Broker;
  readonly port: number;
  readonly database: Database;
  readonly feed: Feed;
  /** Everything published on the feed so far. */
  readonly events: FeedEvent[];
  /** A vehicle with a device that has served it since 1900. */
  addDevice(format?: DeviceFormat): Promise<TestDevice>;
  positionsOf(device: TestDevice): Promise<Position[]>;
  /** What was refused of a device, or of a user name that is none. */
  rejectionsOf(principal: TestDevice | string): Promise<Rejection[]>;
  /** Movements of a vehicle published on the feed so far. */
  movesOf(device: TestDevice): StateChange[];
  /** Stops the broker and starts it again, with the same spool, on a new port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export type TestBrokerOptions = Partial<
  Pick<BrokerOptions, "limits" | "tls" | "maxCommitsInFlight" | "tail" | "proxies" | "webSocketOrigins">
>;

const LONG_AGO = new Date("1900-01-01T00:00:00Z");
const FAR_AHEAD = new Date("2200-01-01T00:00:00Z");
const PAGE = 10_000;

export function hashOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

async function rootScope(database: Database): Promise<Scope> {
  const root =
    (await rootUnit(database)) ??
    (await createUnit(database, { parentId: null, name: "Başkanlık", kind: "presidency" }));
  return { unitIds: [root.id] };
}

export async function addTestDevice(database: Database, format: DeviceFormat = "kentiz"): Promise<TestDevice> {
  const [unitId = 0] = (await rootScope(database)).unitIds;
  const key = `d${randomBytes(5).toString("hex")}`;
  const secret = randomBytes(10).toString("hex");
  const vehicle = await createVehicle(database, { code: key, kind: "compactor", unitId });
  const device = await createDevice(database, { key, name: key, format, unitId, secretHash: hashOf(secret) });
  await assignDevice(database, device.id, vehicle.id, LONG_AGO);
  return { id: device.id, key, secret, vehicleId: vehicle.id };
}

/** All fixes of a vehicle, in order of fix time. */
export async function storedPositions(database: Database, vehicleId: number): Promise<Position[]> {
  const found: Position[] = [];
  let after: string | null = null;
  do {
    const page = await positionsOfVehicle(database, vehicleId, LONG_AGO, FAR_AHEAD, PAGE, after);
    found.push(...page.items);
    after = page.next;
  } while (after !== null);
  return found;
}

export async function startTestBroker(database: Database, options: TestBrokerOptions = {}): Promise<TestBroker> {
  const spoolDir = await mkdtemp(join(tmpdir(), "kentiz-spool-"));
  const feed = createFeed();
  const events: FeedEvent[] = [];
  feed.subscribe((event) => events.push(event));
  const scope = await rootScope(database);
  const start = (): Promise<Broker> =>
    createBroker({
      database,
      feed,
      secrets: TEST_SECRETS,
      logger: pino({ level: "silent" }),
      spoolDir,
      host: "127.0.0.1",
      port: 0,
      ...options,
    });
  let broker = await start();
  return {
    get broker() {
      return broker;
    },
    get port() {
      return broker.port;
    },
    database,
    feed,
    events,
    addDevice: (format) => addTestDevice(database, format),
    positionsOf: (device) => storedPositions(database, device.vehicleId),
    rejectionsOf: async (principal) => {
      const { items } = await listRejections(database, scope, { limit: 1000 });
      return items.filter((row) => row.principal === (typeof principal === "string" ? principal : principal.key));
    },
    movesOf: (device) =>
      events
        .flatMap((event) => (event.type === "states" ? event.changes : []))
        .filter(({ vehicleId }) => vehicleId === device.vehicleId),
    restart: async () => {
      await broker.stop();
      broker = await start();
    },
    stop: async () => {
      await broker.stop();
      await rm(spoolDir, { recursive: true, force: true });
    },
  };
}
