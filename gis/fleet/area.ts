// Where an area drawn by somebody meets the stored ways of vehicles.
import type { AreaPolygon } from "../../domain/fleet/area-question.ts";
import type { WayPiece } from "../../domain/fleet/area-pass.ts";
import type { Scope } from "../../domain/rights.ts";
import type { VehicleKind } from "../../domain/vehicle-kind.ts";
import type { Queryable } from "../database.ts";
import { pointsOfLine } from "./path-line.ts";

const ringText = (ring: readonly (readonly number[])[]): string =>
  `(${ring.map((corner) => corner.join(" ")).join(", ")})`;
const areaText = ({ coordinates }: AreaPolygon): string => `POLYGON(${coordinates.map(ringText).join(", ")})`;

export interface AreaFault {
  /** The geometry library's English words, such as "Self-intersection". */
  reason: string;
  lon: number | null;
  lat: number | null;
}

/** What makes the polygon none, and where; null = it is one. */
export async function faultOfArea(db: Queryable, area: AreaPolygon): Promise<AreaFault | null> {
  const [row] = await db.query<AreaFault & { valid: boolean }>(
    `SELECT d.valid, d.reason, ST_X(d.location) AS lon, ST_Y(d.location) AS lat
     FROM ST_IsValidDetail(ST_GeomFromText($1, 4326)) AS d`,
    [areaText(area)],
  );
  return row && !row.valid ? { reason: row.reason, lon: row.lon, lat: row.lat } : null;
}

export interface AreaPiece extends WayPiece {
  vehicleId: number;
}

/**
 * Pieces of the ways of vehicles of the scope that meet the area in [from, to], by vehicle and time: up to
 * `limit` of them. The area must be valid.
 */
export async function piecesInArea(
  db: Queryable,
  scope: Scope,
  area: AreaPolygon,
  from: Date,
  to: Date,
  limit: number,
): Promise<AreaPiece[]> {
  const outer = area.coordinates[0] ?? [];
  const lons = outer.map(([lon]) => lon);
  const lats = outer.map(([, lat]) => lat);
  // The box in place and time is what the index knows; the distance asks no more than coordinates and,
  // other than an intersection, cannot fail inside the geometry library.
  const rows = await db.query<{ vehicleId: number; standing: boolean; line: Buffer }>(
    `SELECT p.vehicle_id AS "vehicleId", p.standing, ST_AsEWKB(p.path, 'NDR') AS line
     FROM path_piece p JOIN vehicle v ON v.id = p.vehicle_id JOIN unit u ON u.id = v.unit_id
     WHERE u.path && $1::int[]
       AND p.path &&& ST_SetSRID(ST_MakeLine(ST_MakePoint($3, $4, $7), ST_MakePoint($5, $6, $8)), 4326)
       AND p.start_time < to_timestamp($8) AND p.end_time > to_timestamp($7)
       AND ST_DWithin(p.path, ST_GeomFromText($2, 4326), 0)
     ORDER BY p.vehicle_id, p.start_time LIMIT $9`,
    [
      scope.unitIds,
      areaText(area),
      Math.min(...lons),
      Math.min(...lats),
      Math.max(...lons),
      Math.max(...lats),
      from.getTime() / 1000,
      to.getTime() / 1000,
      limit,
    ],
  );
  return rows.map(({ line, ...row }) => ({ ...row, points: pointsOfLine(line) }));
}

export interface NamedVehicle {
  id: number;
  plate: string | null;
  code: string | null;
  kind: VehicleKind;
  unitId: number;
}

/** Of these vehicles those that lie in the scope, archived ones too. */
export function vehiclesByIds(db: Queryable, scope: Scope, ids: readonly number[]): Promise<NamedVehicle[]> {
  return db.query<NamedVehicle>(
    `SELECT v.id, v.plate, v.code, v.kind, v.unit_id AS "unitId"
     FROM vehicle v JOIN unit u ON u.id = v.unit_id
     WHERE v.id = ANY ($2::int[]) AND u.path && $1::int[]`,
    [scope.unitIds, ids],
  );
}

/** Who drove at each of these moments, by the trip that began last before it; null = nobody told. */
export async function driversAt(
  db: Queryable,
  moments: readonly { vehicleId: number; timeMs: number }[],
): Promise<(string | null)[]> {
  const rows = await db.query<{ driver: string | null }>(
    `SELECT t.driver
     FROM unnest($1::int[], $2::timestamptz[]) WITH ORDINALITY AS m (vehicle_id, time, place)
     LEFT JOIN LATERAL (
       SELECT driver FROM trip WHERE vehicle_id = m.vehicle_id AND start_time <= m.time ORDER BY start_time DESC LIMIT 1
     ) t ON true
     ORDER BY m.place`,
    [moments.map((moment) => moment.vehicleId), moments.map((moment) => new Date(moment.timeMs))],
  );
  return rows.map((row) => row.driver);
}
