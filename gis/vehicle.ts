// Vehicles. Search keys are folded here, because databases do not agree on Turkish.
import { AppError } from "../domain/problem.ts";
import type { Scope } from "../domain/rights.ts";
import { foldForSearch } from "../domain/turkish-text.ts";
import type { NewVehicle, Vehicle, VehicleChange } from "../domain/vehicle.ts";
import { inTransaction, type Database, type Queryable, type Transaction } from "./database.ts";
import { pageOf, readCursor, type Page } from "./page.ts";

const COLUMNS = `v.id, v.plate, v.code, v.name, v.kind, v.unit_id AS "unitId", v.colour,
  v.speed_limit_kmh AS "speedLimitKmh", v.archived, v.photo IS NOT NULL AS "hasPhoto"`;

type Words = Pick<Vehicle, "plate" | "code" | "name">;

const searchKeyOf = ({ plate, code, name }: Words): string =>
  [plate, code, name].map((word) => foldForSearch(word ?? "")).join(" ");

export interface VehicleFilter {
  /** Part of plate, code or name, written any way. */
  q?: string | undefined;
  /** Archived ones too. */
  archived: boolean;
  limit: number;
  after?: string | undefined;
}

/** In order of id. */
export async function listVehicles(db: Queryable, scope: Scope, filter: VehicleFilter): Promise<Page<Vehicle>> {
  const [afterId = 0] = readCursor(filter.after, 1) ?? [];
  const rows = await db.query<Vehicle>(
    `SELECT ${COLUMNS} FROM vehicle v JOIN unit u ON u.id = v.unit_id
     WHERE u.path && $1::int[] AND v.id > $2 AND (NOT v.archived OR $3) AND v.search LIKE '%' || $4 || '%'
     ORDER BY v.id LIMIT $5 + 1`,
    // A folded text holds letters and digits only: nothing that LIKE would understand.
    [scope.unitIds, afterId, filter.archived, foldForSearch(filter.q ?? ""), filter.limit],
  );
  return pageOf(
    rows,
    filter.limit,
    (vehicle) => vehicle,
    (vehicle) => String(vehicle.id),
  );
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
  const words: Words = { plate: vehicle.plate ?? null, code: vehicle.code ?? null, name: vehicle.name ?? null };
  const [created] = await db.query<Vehicle>(
    `INSERT INTO vehicle AS v (plate, code, name, kind, unit_id, colour, speed_limit_kmh, search)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${COLUMNS}`,
    [
      words.plate,
      words.code,
      words.name,
      vehicle.kind,
      vehicle.unitId,
      vehicle.colour ?? null,
      vehicle.speedLimitKmh ?? null,
      searchKeyOf(words),
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
        searchKeyOf(after),
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
