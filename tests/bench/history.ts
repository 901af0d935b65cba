// The past at scale, on PostgreSQL: one vehicle-day as replay columns, the whole fleet at a minute, and who was
// in an area, with generated tracks. What was stored is printed with the figures.
import { pino } from "pino";
import { areaPasses } from "../../domain/fleet/area-pass.ts";
import { openDatabase, type Database } from "../../gis/database.ts";
import { piecesInArea } from "../../gis/fleet/area.ts";
import { fleetAt, trackColumns } from "../../gis/fleet/history.ts";
import { migrate } from "../../gis/migrate.ts";
import { ensurePartitions } from "../../gis/position-partition.ts";
import { startPostgres } from "../harness/postgres-server.ts";

const VEHICLES = 200;
const STEP_SECONDS = 10;
const DAY_SECONDS = 86_400;
const FIXES_PER_DAY = DAY_SECONDS / STEP_SECONDS;
const FIRST_MS = Date.UTC(2026, 4, 1);
const BARS_MS = { day: 200, area: 1000, minute: 300 } as const;
const REPEATS = 5;

export interface HistoryBenchOptions {
  /** Fixes to store; 100 million is the full size and takes its time. */
  fixes: number;
  /** Days of the ways that the question about an area is asked of. */
  days: number;
}

/** A vehicle circles around its own place in a city of about 8 × 8 km, a round in about half an hour. */
const place = (vehicle: string, second: string): { x: string; y: string } => ({
  x: `27.06 + (${vehicle} * 7919 % 100) * 0.0009 + cos(${second} / 290.0) * 0.012`,
  y: `38.34 + (${vehicle} * 104729 % 100) * 0.0007 + sin(${second} / 290.0) * 0.009`,
});

async function createVehicles(db: Database): Promise<void> {
  await db.execute("INSERT INTO unit (name, kind, path) VALUES ('Başkanlık', 'presidency', '{1}')");
  await db.execute(
    `INSERT INTO vehicle (code, kind, unit_id, search)
     SELECT 'BNC-' || n, 'car', 1, 'bnc' || n FROM generate_series(1, ${VEHICLES}) n`,
  );
}

async function storeFixes(db: Database, days: number): Promise<number> {
  const { x, y } = place("v", "s");
  for (let day = 0; day < days; day += 1) {
    const fromMs = FIRST_MS + day * DAY_SECONDS * 1000;
    await ensurePartitions(db, "position", [new Date(fromMs).toISOString().slice(0, 7)]);
    await db.execute(
      `INSERT INTO position (vehicle_id, fix_time, device_id, place_hash, received_at, geom, speed_kmh, heading_deg, ignition)
       SELECT v, to_timestamp($1 + s), v, s, to_timestamp($1 + s), ST_Point(${x}, ${y}, 4326), 20 + s % 30, s % 360, true
       FROM generate_series(1, ${VEHICLES}) v, generate_series(0, ${DAY_SECONDS - 1}, ${STEP_SECONDS}) s`,
      [fromMs / 1000],
      { timeoutMs: 3_600_000 },
    );
  }
  return days * VEHICLES * FIXES_PER_DAY;
}

/** Eight hours under way a day, a piece each five minutes, as the segmenter writes them. */
async function storePieces(db: Database, days: number): Promise<void> {
  const { x, y } = place("v", "(p * 300 + s)");
  for (let day = 0; day < days; day += 1) {
    await db.execute(
      `INSERT INTO path_piece (vehicle_id, start_time, end_time, standing, path)
       SELECT v, to_timestamp($1 + p * 300), to_timestamp($1 + p * 300 + 300), false,
              ST_SetSRID(ST_MakeLine(ST_MakePoint(${x}, ${y}, $1 + p * 300 + s, 30) ORDER BY s), 4326)
       FROM generate_series(1, ${VEHICLES}) v, generate_series(72, 167) p, generate_series(0, 300, ${STEP_SECONDS}) s
       GROUP BY v, p`,
      [FIRST_MS / 1000 + day * DAY_SECONDS],
      { timeoutMs: 3_600_000 },
    );
  }
}

async function median(work: (repeat: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const startedAt = performance.now();
    await work(repeat);
    times.push(performance.now() - startedAt);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(REPEATS / 2)] ?? Number.NaN;
}

/** @returns whether every bar held. */
export async function runHistoryBench({ fixes, days }: HistoryBenchOptions): Promise<boolean> {
  const postgres = await startPostgres({ durable: false });
  try {
    const logger = pino({ level: "silent" });
    const db = await openDatabase({ connection: postgres.url, maxConnections: 2, logger });
    await migrate(db);
    await createVehicles(db);
    const fixDays = Math.max(1, Math.round(fixes / VEHICLES / FIXES_PER_DAY));
    const stored = await storeFixes(db, fixDays);
    await storePieces(db, days);
    await db.execute("ANALYZE");

    const everything = { unitIds: [1] };
    const middleMs = FIRST_MS + Math.floor(fixDays / 2) * DAY_SECONDS * 1000;
    const dayMs = await median((repeat) =>
      trackColumns(db, repeat + 1, new Date(middleMs), new Date(middleMs + DAY_SECONDS * 1000), 20_000, undefined),
    );
    const minuteMs = await median((repeat) => {
      const atMs = middleMs + (12 * 60 + repeat) * 60_000;
      return fleetAt(db, everything, new Date(atMs - DAY_SECONDS * 1000), new Date(atMs));
    });
    let passes = 0;
    const areaMs = await median(async (repeat) => {
      // A block of about 90 × 90 m somewhere in the city.
      const [west, south] = [27.1 + repeat * 0.003, 38.37 + repeat * 0.002];
      const ring: [number, number][] = [
        [west, south],
        [west + 0.001, south],
        [west + 0.001, south + 0.0008],
        [west, south + 0.0008],
        [west, south],
      ];
      const area = { type: "Polygon" as const, coordinates: [ring] };
      const to = new Date(FIRST_MS + days * DAY_SECONDS * 1000);
      const pieces = await piecesInArea(db, everything, area, new Date(FIRST_MS), to, 60_000);
      const vehicleIds = [...new Set(pieces.map((piece) => piece.vehicleId))];
      const passesOf = (id: number): number =>
        areaPasses(
          [ring],
          pieces.filter((piece) => piece.vehicleId === id),
        ).length;
      passes = vehicleIds.reduce((sum, id) => sum + passesOf(id), 0);
    });
    await db.close();

    const figures = [
      { ms: dayMs, bar: BARS_MS.day, what: `one vehicle-day (${FIXES_PER_DAY} fixes) at ${stored} stored fixes` },
      { ms: minuteMs, bar: BARS_MS.minute, what: `${VEHICLES} vehicles at a minute of the past` },
      {
        ms: areaMs,
        bar: BARS_MS.area,
        what: `who was in an area in ${days} days of ${VEHICLES} vehicles at ${STEP_SECONDS} s (${passes} passes)`,
      },
    ];
    for (const { ms, bar, what } of figures)
      console.log(`  ${ms < bar ? "holds" : "MISSED"}  ${Math.round(ms)} ms of ${bar}: ${what}`);
    return figures.every(({ ms, bar }) => ms < bar);
  } finally {
    await postgres.destroy();
  }
}
