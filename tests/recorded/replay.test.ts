// Real recordings go through the running product the way a device sends them (`kentiz replay` over
// MQTT), and what the API returns is compared with the recording, fix by fix.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { signIn, type ApiClient } from "../../bin/api-client.ts";
import type { DeviceFormat } from "../../domain/device.ts";
import type { Position } from "../../domain/position.ts";
import { packageRoot } from "../../gis/package-root.ts";
import { postgresMissing, startPostgres, type PostgresServer } from "../harness/postgres-server.ts";
import { ADMIN, startKentiz, type KentizProcess } from "../harness/kentiz-process.ts";
import { recordedDataMissing, recordedLines, recordedPath } from "./recorded-data.ts";

const run = promisify(execFile);
const EVER = { from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" };

interface Fix {
  timeMs: number;
  lon: number;
  lat: number;
  /** Several where the recording tells one instant and place more than once: any of them is kept. */
  speedsKmh: (number | null)[];
}

/** The plain form: device,ts_utc,lat,lon,speed_kmh,heading_deg,alt_m. */
function readPlainCsv(path: string): Fix[] {
  return recordedLines(path)
    .slice(1)
    .map((line) => {
      const [, time = "", lat, lon, speed] = line.split(",");
      return {
        timeMs: Date.parse(time),
        lat: Number(lat),
        lon: Number(lon),
        speedsKmh: [speed ? Number(speed) : null],
      };
    });
}

const OwnTracksFix = z.object({
  _type: z.enum(["location", "transition"]),
  tst: z.number(),
  lat: z.number(),
  lon: z.number(),
  vel: z.number().optional(),
});

/** Lines are payloads, or {source, payload}. */
function readOwnTracks(path: string): { fixes: Fix[]; others: string[] } {
  const fixes = new Map<string, Fix>();
  const others: string[] = [];
  for (const line of recordedLines(path)) {
    const parsed: unknown = JSON.parse(line);
    const wrapped = z.object({ payload: z.unknown() }).safeParse(parsed);
    const payload = wrapped.success && wrapped.data.payload !== undefined ? wrapped.data.payload : parsed;
    const fix = OwnTracksFix.safeParse(payload);
    if (!fix.success) {
      others.push(z.object({ _type: z.string() }).parse(payload)._type);
      continue;
    }
    const { tst, lat, lon, vel } = fix.data;
    const speedKmh = vel === undefined || vel < 0 ? null : vel;
    const key = `${tst} ${lat} ${lon}`;
    const known = fixes.get(key);
    if (known) known.speedsKmh.push(speedKmh);
    else fixes.set(key, { timeMs: tst * 1000, lat, lon, speedsKmh: [speedKmh] });
  }
  return { fixes: [...fixes.values()], others };
}

const order = (a: Fix, b: Fix): number => a.timeMs - b.timeMs || a.lat - b.lat || a.lon - b.lon;

const skipReason = recordedDataMissing();
const postgresReason = postgresMissing();
const databases = [
  { kind: "embedded", reason: skipReason },
  { kind: "postgresql", reason: skipReason ?? postgresReason },
] as const;

describe.each(databases)("recordings replayed on $kind (skipped where: $reason)", ({ kind, reason }) => {
  let dataDir: string;
  let postgres: PostgresServer | null = null;
  let kentiz: KentizProcess;
  let client: ApiClient;

  beforeAll(async () => {
    if (reason) return;
    dataDir = mkdtempSync(join(tmpdir(), "kentiz-recorded-"));
    if (kind === "postgresql") postgres = await startPostgres();
    kentiz = await startKentiz({ DATABASE_URL: postgres?.url ?? "", DATA_DIR: dataDir });
    client = await signIn(kentiz.httpUrl, ADMIN.username, ADMIN.password);
  }, 300_000);

  afterAll(async () => {
    if (reason) return;
    await kentiz.stop();
    await postgres?.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function replay(
    code: string,
    format: DeviceFormat,
    path: string,
  ): Promise<{ vehicleId: number; deviceId: number }> {
    const unitId = (await client.call("listUnits", { query: {} })).items[0]?.id ?? 0;
    const vehicle = await client.call("createVehicle", { body: { code, kind: "car", unitId } });
    const device = await client.call("createDevice", { body: { name: code, format, vehicleId: vehicle.id } });
    await run(process.execPath, [
      join(packageRoot(), "dist", "bin", "kentiz.js"),
      ...["replay", recordedPath(path), "--device", device.key, "--password", device.mqtt.password],
      ...["--url", `mqtt://127.0.0.1:${kentiz.mqttPort}`],
    ]);
    return { vehicleId: vehicle.id, deviceId: device.id };
  }

  async function storedPositions(vehicleId: number): Promise<Position[]> {
    const positions: Position[] = [];
    let after: string | undefined;
    do {
      const page = await client.call("listPositions", {
        params: { id: vehicleId },
        query: { ...EVER, limit: 1000, ...(after ? { after } : {}) },
      });
      positions.push(...page.items);
      after = page.next ?? undefined;
    } while (after);
    return positions;
  }

  function expectSame(stored: readonly Position[], recorded: readonly Fix[]): void {
    const found = stored.map((position): Fix => ({
      timeMs: Date.parse(position.fixTime),
      lat: position.lat,
      lon: position.lon,
      speedsKmh: [position.speedKmh],
    }));
    const [got, wanted] = [found.toSorted(order), recorded.toSorted(order)];
    expect(got).toHaveLength(wanted.length);
    got.forEach((fix, index) => {
      const { speedsKmh, ...place } = wanted[index] ?? { timeMs: 0, lat: 0, lon: 0, speedsKmh: [] };
      expect(fix).toMatchObject(place);
      // Stored as 32-bit floats.
      const [speed = null] = fix.speedsKmh;
      const near = (other: number | null): boolean =>
        speed === null || other === null ? speed === other : Math.abs(speed - other) < 0.001;
      expect(speedsKmh.some(near), `${speed} is none of ${speedsKmh.join(", ")}`).toBe(true);
    });
  }

  it.skipIf(reason !== null).each(["fleet/tracks/curitiba_driver_A_1hz.csv", "fleet/tracks/iowa_trip_gps.csv"])(
    "every fix of %s comes back, once, in order of time",
    async (path) => {
      const { vehicleId } = await replay(path.replace(/^.*\/|\.csv$/g, ""), "kentiz", path);
      const stored = await storedPositions(vehicleId);
      expectSame(stored, readPlainCsv(path));
      const times = stored.map((position) => Date.parse(position.fixTime));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    },
  );

  it.skipIf(reason !== null)("the second replay of a recording adds nothing", async () => {
    const path = "fleet/tracks/iowa_trip_gps.csv";
    const unitId = (await client.call("listUnits", { query: {} })).items[0]?.id ?? 0;
    const vehicle = await client.call("createVehicle", { body: { code: "TWICE", kind: "car", unitId } });
    const device = await client.call("createDevice", { body: { name: "twice", vehicleId: vehicle.id } });
    for (const _ of [1, 2]) {
      await run(process.execPath, [
        join(packageRoot(), "dist", "bin", "kentiz.js"),
        ...["replay", recordedPath(path), "--device", device.key, "--password", device.mqtt.password],
        ...["--url", `mqtt://127.0.0.1:${kentiz.mqttPort}`],
      ]);
    }
    expectSame(await storedPositions(vehicle.id), readPlainCsv(path));
  });

  it
    .skipIf(reason !== null)
    .each(["fleet/owntracks/docs-examples.jsonl", "fleet/owntracks/traccar_OwnTracksProtocolDecoderTest.jsonl"])(
    "located OwnTracks messages of %s come back, the others are messages or listed refusals",
    async (path) => {
      const { fixes, others } = readOwnTracks(path);
      const { vehicleId, deviceId } = await replay(path.replace(/^.*\/|\.jsonl$/g, "").slice(0, 20), "owntracks", path);
      expectSame(await storedPositions(vehicleId), fixes);
      const rejections = await client.call("listRejections", { query: { deviceId } });
      const reasons = rejections.items.map((rejection) => rejection.reason);
      // The one location without a time, and the one encrypted message.
      if (others.includes("location")) expect(reasons).toContain("field_missing");
      if (others.includes("encrypted")) expect(reasons).toContain("payload_encrypted");
      const refused = rejections.items.reduce((sum, rejection) => sum + rejection.count, 0);
      expect(refused).toBe(others.filter((type) => type === "location" || type === "encrypted").length);
    },
  );
});
