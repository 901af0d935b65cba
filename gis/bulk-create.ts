// Many vehicles and devices at once: what stands in the way of them, and one statement for all.
import type { Scope } from "../domain/rights.ts";
import type { NewVehicle } from "../domain/vehicle.ts";
import type { Queryable } from "./database.ts";
import type { NewDeviceRow } from "./device.ts";
import { deviceSearchKey } from "./device.ts";
import { vehicleSearchKey } from "./vehicle.ts";

const plateKey = (plate: string): string => plate.replaceAll(" ", "");

/** Those of the plates (normal form) and codes that some vehicle has, whoever's it is. */
export async function takenLabels(
  db: Queryable,
  plates: readonly string[],
  codes: readonly string[],
): Promise<{ plates: Set<string>; codes: Set<string> }> {
  const rows = await db.query<{ plate: string | null; code: string | null }>(
    "SELECT plate, code FROM vehicle WHERE replace(plate, ' ', '') = ANY ($1::text[]) OR code = ANY ($2::text[])",
    [plates.map(plateKey), codes],
  );
  return {
    plates: new Set(rows.flatMap((row) => row.plate ?? [])),
    codes: new Set(rows.flatMap((row) => row.code ?? [])),
  };
}

export interface LabelledVehicle {
  id: number;
  plate: string | null;
  code: string | null;
  unitId: number;
  archived: boolean;
}

/** Vehicles of the scope with one of these plates (normal form) or codes. */
export function vehiclesByLabel(db: Queryable, scope: Scope, labels: readonly string[]): Promise<LabelledVehicle[]> {
  return db.query<LabelledVehicle>(
    `SELECT v.id, v.plate, v.code, v.unit_id AS "unitId", v.archived
     FROM vehicle v JOIN unit u ON u.id = v.unit_id
     WHERE u.path && $1::int[] AND (replace(v.plate, ' ', '') = ANY ($2::text[]) OR v.code = ANY ($3::text[]))`,
    [scope.unitIds, labels.map(plateKey), labels],
  );
}

/** Ids in the order of the vehicles. @throws DatabaseError as createVehicle */
export async function createVehicles(db: Queryable, vehicles: readonly NewVehicle[]): Promise<number[]> {
  const rows = await db.query<{ id: number; plate: string | null; code: string | null }>(
    `INSERT INTO vehicle (plate, code, name, kind, unit_id, colour, speed_limit_kmh, search)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::int[], $8::text[])
     RETURNING id, plate, code`,
    [
      vehicles.map((vehicle) => vehicle.plate ?? null),
      vehicles.map((vehicle) => vehicle.code ?? null),
      vehicles.map((vehicle) => vehicle.name ?? null),
      vehicles.map((vehicle) => vehicle.kind),
      vehicles.map((vehicle) => vehicle.unitId),
      vehicles.map((vehicle) => vehicle.colour ?? null),
      vehicles.map((vehicle) => vehicle.speedLimitKmh ?? null),
      vehicles.map(vehicleSearchKey),
    ],
  );
  const idOf = new Map(rows.map(({ id, plate, code }) => [plate ?? code, id]));
  return vehicles.map((vehicle) => idOf.get(vehicle.plate ?? vehicle.code ?? null) ?? 0);
}

/**
 * Ids in the order of the devices; each serves its vehicle from the beginning of time on.
 * @throws DatabaseError as createDevice
 */
export async function createDevices(
  db: Queryable,
  devices: readonly (NewDeviceRow & { vehicleId: number | null })[],
): Promise<number[]> {
  const rows = await db.query<{ id: number; key: string }>(
    `INSERT INTO device (key, name, format, unit_id, secret_hash, search)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::bytea[], $6::text[])
     RETURNING id, key`,
    [
      devices.map((device) => device.key),
      devices.map((device) => device.name),
      devices.map((device) => device.format),
      devices.map((device) => device.unitId),
      devices.map((device) => device.secretHash),
      devices.map((device) => deviceSearchKey(device.name, device.key)),
    ],
  );
  const idOf = new Map(rows.map(({ id, key }) => [key, id]));
  const ids = devices.map((device) => idOf.get(device.key) ?? 0);
  const served = devices.flatMap(({ vehicleId }, index) => (vehicleId === null ? [] : [{ vehicleId, index }]));
  // Nobody knows their passwords yet: no fix of theirs can be under way, so nothing has to be locked.
  await db.execute(
    `INSERT INTO device_assignment (device_id, vehicle_id, valid_from)
     SELECT device_id, vehicle_id, to_timestamp(0) FROM unnest($1::int[], $2::int[]) AS a (device_id, vehicle_id)`,
    [served.map(({ index }) => ids[index] ?? 0), served.map(({ vehicleId }) => vehicleId)],
  );
  return ids;
}
