// Vehicles. Search keys are folded here, because databases do not agree on Turkish.
import { AppError } from "../domain/problem.ts";
import type { Scope } from "../domain/rights.ts";
import { foldForSearch } from "../domain/turkish-text.ts";
import type { NewVehicle, Vehicle, VehicleChange, VehicleCounts } from "../domain/vehicle.ts";
import type { VehicleKind } from "../domain/vehicle-kind.ts";
import { noteChange } from "./fleet/derivation.ts";
import { inTransaction, type Database, type Queryable, type Transaction } from "./database.ts";
import { pageOf, readCursor, type Page } from "./page.ts";

const COLUMNS = `v.id, v.plate, v.code, v.name, v.kind, v.unit_id AS "unitId", v.colour,
  v.speed_limit_kmh AS "speedLimitKmh", v.archived, v.photo IS NOT NULL AS "hasPhoto"`;

type Words = Partial<Pick<NewVehicle, "plate" | "code" | "name">>;

export const vehicleSearchKey = ({ plate, code, name }: Words): string =>
  [plate, code, name].map((word) => foldForSearch(word ?? "")).join(" ");

export interface VehicleFilter {
  /** Part of plate, code or name, written any way. */
  q?: string | undefined;
  /** In this unit or below. */
  unitId?: number | undefined;
  kind?: VehicleKind | undefined;
  /** Served by a device now. */
  tracked?: boolean | undefined;
}

/** $1 is the scope, $2 to $5 are the filter; `v` is vehicle, `u` its unit. */
const FOUND = `u.path && $1::int[] AND v.search LIKE '%' || $2 || '%'
  AND ($3::int IS NULL OR u.path @> ARRAY[$3])
  AND ($4::text IS NULL OR v.kind = $4)`;
const IS_TRACKED = `EXISTS (SELECT FROM device_assignment a
  WHERE a.vehicle_id = v.id AND a.valid_from <= now() AND (a.valid_to IS NULL OR a.valid_to > now()))`;

const paramsOf = (scope: Scope, filter: VehicleFilter): unknown[] => [
  scope.unitIds,
  // A folded text holds letters and digits only: nothing that LIKE would understand.
  foldForSearch(filter.q ?? ""),
  filter.unitId ?? null,
  filter.kind ?? null,
  filter.tracked ?? null,
];

/** In order of id; archived ones too, or nothing but them, where asked for. */
export async function listVehicles(
  db: Queryable,
  scope: Scope,
  filter: VehicleFilter & { archived: boolean; onlyArchived?: boolean; limit: number; after?: string | undefined },
): Promise<Page<Vehicle>> {
  const [afterId = 0] = readCursor(filter.after, 1) ?? [];
  const rows = await db.query<Vehicle>(
    `SELECT ${COLUMNS} FROM vehicle v JOIN unit u ON u.id = v.unit_id
     WHERE ${FOUND} AND ($5::bool IS NULL OR ${IS_TRACKED} = $5)
       AND v.id > $6 AND CASE WHEN $8 THEN v.archived ELSE NOT v.archived OR $7 END
     ORDER BY v.id LIMIT $9 + 1`,
    [...paramsOf(scope, filter), afterId, filter.archived, filter.onlyArchived ?? false, filter.limit],
  );
  return pageOf(
    rows,
    filter.limit,
    (vehicle) => vehicle,
    (vehicle) => String(vehicle.id),
  );
}

/** How many the filter finds. */
export async function countVehicles(db: Queryable, scope: Scope, filter: VehicleFilter): Promise<VehicleCounts> {
  const groups = await db.query<{
    kind: VehicleKind;
    unitId: number;
    archived: boolean;
    tracked: boolean;
    count: number;
  }>(
    `SELECT kind, unit_id AS "unitId", archived, tracked, count(*)::int AS count
     FROM (SELECT v.kind, v.unit_id, v.archived, ${IS_TRACKED} AS tracked
           FROM vehicle v JOIN unit u ON u.id = v.unit_id WHERE ${FOUND}) AS found
     WHERE $5::bool IS NULL OR tracked = $5
     GROUP BY kind, unit_id, archived, tracked ORDER BY unit_id, kind`,
    paramsOf(scope, filter),
  );
  const byKind = new Map<VehicleKind, number>();
  const byUnit = new Map<number, number>();
  const counts = { total: 0, archived: 0, untracked: 0 };
  for (const { kind, unitId, archived, tracked, count } of groups) {
    if (archived) {
      counts.archived += count;
      continue;
    }
    counts.total += count;
    if (!tracked) counts.untracked += count;
    byKind.set(kind, (byKind.get(kind) ?? 0) + count);
    byUnit.set(unitId, (byUnit.get(unitId) ?? 0) + count);
  }
  return {
    ...counts,
    byKind: Array.from(byKind, ([kind, count]) => ({ kind, count })),
    byUnit: Array.from(byUnit, ([unitId, count]) => ({ unitId, count })),
  };
}

export async function vehicleById(db: Queryable, scope: Scope, id: number): Promise<Vehicle | null> {
  const [vehicle] = await db.query<Vehicle>(
    `SELECT ${COLUMNS} FROM vehicle v JOIN unit u ON u.id = v.unit_id WHERE v.id = $2 AND u.path && $1::int[]`,
    [scope.unitIds, id],
  );
  return vehicle ?? null;
}

/** @throws DatabaseError "conflict" (vehicle_plate_index, vehicle_code_index), "refused" for an unknown unit. */
export async function createVehicle(db: Queryable, vehicle: NewVehicle): Promise<Vehicle> {
  const [created] = await db.query<Vehicle>(
    `INSERT INTO vehicle AS v (plate, code, name, kind, unit_id, colour, speed_limit_kmh, search)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${COLUMNS}`,
    [
      vehicle.plate ?? null,
      vehicle.code ?? null,
      vehicle.name ?? null,
      vehicle.kind,
      vehicle.unitId,
      vehicle.colour ?? null,
      vehicle.speedLimitKmh ?? null,
      vehicleSearchKey(vehicle),
    ],
  );
  if (!created) throw new AppError("internal", "The vehicle was not created.");
  return created;
}

/** Changes what is given; null empties a field. @throws AppError not_found, DatabaseError as createVehicle. */
export function changeVehicle(db: Database | Transaction, id: number, change: VehicleChange): Promise<Vehicle> {
  return inTransaction(db, async (tx) => {
    const [before] = await tx.query<Vehicle>(`SELECT ${COLUMNS} FROM vehicle v WHERE v.id = $1 FOR UPDATE`, [id]);
    if (!before) throw new AppError("not_found", "There is no such vehicle.");
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const after: Vehicle = { ...before, ...given };
    // Another kind has other rules for what is a stop: all of its history counts anew.
    if (after.kind !== before.kind) await noteChange(tx, [id], -Infinity);
    const [changed] = await tx.query<Vehicle>(
      `UPDATE vehicle AS v SET plate = $2, code = $3, name = $4, kind = $5, unit_id = $6, colour = $7,
                               speed_limit_kmh = $8, archived = $9, search = $10
       WHERE v.id = $1 RETURNING ${COLUMNS}`,
      [
        id,
        after.plate,
        after.code,
        after.name,
        after.kind,
        after.unitId,
        after.colour,
        after.speedLimitKmh,
        after.archived,
        vehicleSearchKey(after),
      ],
    );
    return changed ?? after;
  });
}

/** null takes the photo away. */
export async function setVehiclePhoto(
  db: Queryable,
  id: number,
  photo: { bytes: Uint8Array; type: string } | null,
): Promise<void> {
  await db.execute("UPDATE vehicle SET photo = $2, photo_type = $3 WHERE id = $1", [
    id,
    photo?.bytes ?? null,
    photo?.type ?? null,
  ]);
}

export async function vehiclePhoto(db: Queryable, id: number): Promise<{ bytes: Uint8Array; type: string } | null> {
  const [row] = await db.query<{ bytes: Buffer; type: string }>(
    "SELECT photo AS bytes, photo_type AS type FROM vehicle WHERE id = $1 AND photo IS NOT NULL",
    [id],
  );
  return row ?? null;
}
