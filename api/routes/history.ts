// The past: replay, the whole fleet at a moment, who was in an area. Each look leaves a trace in the audit
// log, because the ways of vehicles are the ways of the people who drive them.
import { areaPasses, cutToPeriod, type AreaPass } from "../../domain/fleet/area-pass.ts";
import {
  AREA_MAX_DAYS,
  AREA_PASSES_SHOWN,
  type AreaPolygon,
  type AreaVisitor,
} from "../../domain/fleet/area-question.ts";
import { HISTORY_MAX_DAYS } from "../../domain/fleet/history.ts";
import { createDayOf } from "../../domain/fleet/local-day.ts";
import { AppError } from "../../domain/problem.ts";
import { scopeOf } from "../../domain/rights.ts";
import { vehicleLabel } from "../../domain/vehicle.ts";
import type { Queryable } from "../../gis/database.ts";
import {
  driversAt,
  faultOfArea,
  piecesInArea,
  vehiclesByIds,
  type AreaPiece,
  type NamedVehicle,
} from "../../gis/fleet/area.ts";
import { fleetAt, gapsOfVehicle, idlesOfVehicle, trackColumns } from "../../gis/fleet/history.ts";
import { stopsOfVehicle, tripsOfVehicle } from "../../gis/fleet/trip.ts";
import { unitById } from "../../gis/unit.ts";
import { vehicleById } from "../../gis/vehicle.ts";
import { auditLook, type Audited } from "../audit.ts";
import type { Handlers } from "../mount-route.ts";
import { requireFound } from "./require-found.ts";
import { requirePeriod } from "./require-period.ts";

/** Fixes of one answer: a day at one fix in five seconds. */
const PAGE_FIXES = 20_000;
const SEGMENT_LIMIT = 10_000;
/** More pieces than this meet only areas and periods nobody can read the answer of. */
const MAX_PIECES = 60_000;
const HOUR_MS = 3_600_000;

const lookAt = (vehicle: NamedVehicle, after: object): Audited => ({
  action: "view",
  objectType: "vehicle",
  objectId: vehicle.id,
  objectLabel: vehicleLabel(vehicle),
  unitId: vehicle.unitId,
  after,
});

/** @throws AppError input_invalid that says what is wrong with the polygon, and where */
async function requireArea(db: Queryable, area: AreaPolygon): Promise<void> {
  const fault = await faultOfArea(db, area);
  if (fault === null) return;
  const where = fault.lon === null ? "" : ` at ${fault.lon} ${fault.lat}`;
  const fields = [{ path: "area", reason: "area_invalid" }];
  throw new AppError("input_invalid", `The area is no polygon: ${fault.reason}${where}.`, { fields });
}

function byVehicle(pieces: readonly AreaPiece[]): Map<number, AreaPiece[]> {
  const found = new Map<number, AreaPiece[]>();
  for (const piece of pieces) {
    const known = found.get(piece.vehicleId);
    if (known) known.push(piece);
    else found.set(piece.vehicleId, [piece]);
  }
  return found;
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
const seconds = (ms: number): number => Math.round(ms / 1000);
const instant = (timeMs: number): string => new Date(timeMs).toISOString();
const sumOf = (passes: readonly AreaPass[], of: (pass: AreaPass) => number): number =>
  passes.reduce((sum, pass) => sum + of(pass), 0);

function visitorOf(vehicle: NamedVehicle, passes: readonly AreaPass[]): AreaVisitor {
  const movingMs = sumOf(passes, (pass) => pass.movingMs);
  const speeds = passes.flatMap(({ maxSpeedKmh }) => maxSpeedKmh ?? []);
  return {
    vehicleId: vehicle.id,
    label: vehicleLabel(vehicle),
    kind: vehicle.kind,
    insideSeconds: seconds(sumOf(passes, (pass) => pass.insideMs)),
    passCount: passes.length,
    firstTime: instant(passes[0]?.startMs ?? 0),
    lastTime: instant(passes.at(-1)?.endMs ?? 0),
    meanSpeedKmh: movingMs <= 0 ? null : tenths((sumOf(passes, (pass) => pass.distanceM) / movingMs) * 3600),
    maxSpeedKmh: speeds.length === 0 ? null : tenths(Math.max(...speeds)),
    passes: passes.slice(0, AREA_PASSES_SHOWN).map((pass) => ({
      startTime: instant(pass.startMs),
      endTime: instant(pass.endMs),
      insideSeconds: seconds(pass.insideMs),
      maxSpeedKmh: pass.maxSpeedKmh === null ? null : tenths(pass.maxSpeedKmh),
    })),
  };
}

/** Adds drivers to the passes of vehicles whose drivers may be known. */
async function withDrivers(
  db: Queryable,
  visitors: readonly AreaVisitor[],
  known: ReadonlySet<number>,
): Promise<AreaVisitor[]> {
  const asked = visitors.filter(({ vehicleId }) => known.has(vehicleId));
  const drivers = await driversAt(
    db,
    asked.flatMap(({ vehicleId, passes }) => passes.map(({ endTime }) => ({ vehicleId, timeMs: Date.parse(endTime) }))),
  );
  let next = 0;
  return visitors.map((visitor) =>
    known.has(visitor.vehicleId)
      ? { ...visitor, passes: visitor.passes.map((pass) => ({ ...pass, driverId: drivers[next++] ?? null })) }
      : visitor,
  );
}

export const historyHandlers = {
  async getHistory({ context, caller, scope, params, query }) {
    const { database } = context;
    const vehicle = requireFound(await vehicleById(database, scope, params.id), "vehicle");
    const { from, to } = requirePeriod(query, HISTORY_MAX_DAYS);
    const { track, next } = await trackColumns(database, vehicle.id, from, to, PAGE_FIXES, query.after);
    // What follows the first page belongs to the same look.
    if (query.after !== undefined) return { track, trips: [], stops: [], gaps: [], idles: [], next };
    await auditLook(database, caller, [lookAt(vehicle, { from: query.from, to: query.to })]);
    const period = { from, to };
    const limit = { limit: SEGMENT_LIMIT };
    const trips = await tripsOfVehicle(database, vehicle.id, period, limit);
    const stops = await stopsOfVehicle(database, vehicle.id, period, limit);
    const gaps = await gapsOfVehicle(database, vehicle.id, from, to);
    const idles = await idlesOfVehicle(database, vehicle.id, from, to);
    return { track, trips: trips.items, stops: stops.items, gaps, idles, next };
  },

  async getFleetAt({ context, caller, scope, query }) {
    const { database, timeZone } = context;
    const at = new Date(query.time);
    const from = new Date(at.getTime() - query.lookBackHours * HOUR_MS);
    const rows = await fleetAt(database, scope, from, at);
    // A replay asks minute by minute: the trace is the day that was looked at.
    const { day } = createDayOf(timeZone)(at.getTime());
    const units = await Promise.all(scope.unitIds.map((id) => unitById(database, id)));
    await auditLook(
      database,
      caller,
      units.flatMap((unit) =>
        unit
          ? [
              {
                action: "view" as const,
                objectType: "unit" as const,
                objectId: unit.id,
                objectLabel: unit.name,
                unitId: unit.id,
                after: { day },
              },
            ]
          : [],
      ),
    );
    const items = rows.map(({ plate, code, fixTimeMs, ...row }) => ({
      ...row,
      label: vehicleLabel({ id: row.vehicleId, plate, code }),
      fixTime: instant(fixTimeMs),
    }));
    return { items, next: null };
  },

  async askArea({ context, caller, scope, body }) {
    const { database } = context;
    const { from, to } = requirePeriod(body, AREA_MAX_DAYS);
    await requireArea(database, body.area);
    const pieces = await piecesInArea(database, scope, body.area, from, to, MAX_PIECES + 1);
    if (pieces.length > MAX_PIECES) {
      const fields = [{ path: "area", reason: "area_too_busy" }];
      throw new AppError("input_invalid", "Too many passes: make the area or the period smaller.", { fields });
    }
    const found = byVehicle(pieces.flatMap((piece) => cutToPeriod(piece, from.getTime(), to.getTime()) ?? []));
    const vehicles = await vehiclesByIds(database, scope, [...found.keys()]);
    const visitors = vehicles
      .map((vehicle) => ({ vehicle, passes: areaPasses(body.area.coordinates, found.get(vehicle.id) ?? []) }))
      .filter(({ passes }) => passes.length > 0);
    const known = await vehiclesByIds(database, scopeOf(caller.user.grants, "driver:read"), [...found.keys()]);
    await auditLook(
      database,
      caller,
      visitors.map(({ vehicle }) => lookAt(vehicle, { from: body.from, to: body.to, area: body.area.coordinates[0] })),
    );
    const items = visitors
      .map(({ vehicle, passes }) => visitorOf(vehicle, passes))
      .toSorted((a, b) => b.insideSeconds - a.insideSeconds || a.vehicleId - b.vehicleId);
    return { items: await withDrivers(database, items, new Set(known.map(({ id }) => id))), next: null };
  },
} satisfies Partial<Handlers>;
