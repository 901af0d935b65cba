// Devices and their credentials.
import type { Device, DeviceChange, WireFormat } from "../domain/device.ts";
import { AppError } from "../domain/problem.ts";
import type { Scope } from "../domain/rights.ts";
import { foldForSearch } from "../domain/turkish-text.ts";
import type { Queryable } from "./database.ts";
import { pageOf, readCursor, type Page } from "./page.ts";

const COLUMNS = `d.id, d.key, d.name, d.format, d.unit_id AS "unitId",
  (SELECT a.vehicle_id FROM device_assignment a
   WHERE a.device_id = d.id AND a.valid_from <= now() AND (a.valid_to IS NULL OR a.valid_to > now())) AS "vehicleId",
  d.revoked_at AS "revokedAt", d.created_at AS "createdAt",
  (SELECT l.last_seen_at FROM device_link l WHERE l.device_id = d.id) AS "lastSeenAt"`;

type DeviceRow = Omit<Device, "revokedAt" | "createdAt" | "lastSeenAt"> & {
  revokedAt: Date | null;
  createdAt: Date;
  lastSeenAt: Date | null;
};

const toDevice = (row: DeviceRow): Device => ({
  ...row,
  revokedAt: row.revokedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
});

const searchKeyOf = (name: string, key: string): string => `${foldForSearch(name)} ${foldForSearch(key)}`;

/** In order of id. */
export async function listDevices(
  db: Queryable,
  scope: Scope,
  filter: { q?: string | undefined; limit: number; after?: string | undefined },
): Promise<Page<Device>> {
  const [afterId = 0] = readCursor(filter.after, 1) ?? [];
  const rows = await db.query<DeviceRow>(
    `SELECT ${COLUMNS} FROM device d JOIN unit u ON u.id = d.unit_id
     WHERE u.path && $1::int[] AND d.id > $2 AND d.search LIKE '%' || $3 || '%'
     ORDER BY d.id LIMIT $4 + 1`,
    [scope.unitIds, afterId, foldForSearch(filter.q ?? ""), filter.limit],
  );
  return pageOf(rows, filter.limit, toDevice, (row) => String(row.id));
}

export async function deviceById(db: Queryable, scope: Scope, id: number): Promise<Device | null> {
  const [row] = await db.query<DeviceRow>(
    `SELECT ${COLUMNS} FROM device d JOIN unit u ON u.id = d.unit_id WHERE d.id = $2 AND u.path && $1::int[]`,
    [scope.unitIds, id],
  );
  return row ? toDevice(row) : null;
}

export interface NewDeviceRow {
  key: string;
  name: string;
  format: WireFormat;
  unitId: number;
  secretHash: Uint8Array;
}

/**
 * Reads no assignment: a transaction that goes on to assign the device would hold a lock on that table
 * which it then has to strengthen, and two of them would wait for each other.
 * @throws DatabaseError "conflict" (device_key_key), "refused" for an unknown unit.
 */
export async function createDevice(db: Queryable, device: NewDeviceRow): Promise<Device> {
  const { key, name, format, unitId, secretHash } = device;
  const [row] = await db.query<{ id: number; createdAt: Date }>(
    `INSERT INTO device (key, name, format, unit_id, secret_hash, search) VALUES ($1, $2, $3, $4, $5, $6)
     RETURNING id, created_at AS "createdAt"`,
    [key, name, format, unitId, secretHash, searchKeyOf(name, key)],
  );
  if (!row) throw new AppError("internal", "The device was not created.");
  const unused = { vehicleId: null, revokedAt: null, lastSeenAt: null };
  return { ...unused, id: row.id, key, name, format, unitId, createdAt: row.createdAt.toISOString() };
}

/** @throws AppError not_found */
export async function changeDevice(db: Queryable, id: number, change: DeviceChange): Promise<Device> {
  const [before] = await db.query<DeviceRow>(`SELECT ${COLUMNS} FROM device d WHERE d.id = $1`, [id]);
  if (!before) throw new AppError("not_found", "There is no such device.");
  const name = change.name ?? before.name;
  await db.execute("UPDATE device SET name = $2, search = $3 WHERE id = $1", [id, name, searchKeyOf(name, before.key)]);
  return toDevice({ ...before, name });
}

/** A new secret; open sessions of the old one are to end (revokedOrRotated). */
export async function rotateDevice(db: Queryable, id: number, secretHash: Uint8Array): Promise<void> {
  await db.execute("UPDATE device SET secret_hash = $2, credential_version = credential_version + 1 WHERE id = $1", [
    id,
    secretHash,
  ]);
}

/** Refused from now on, for good; a second time changes nothing. */
export async function revokeDevice(db: Queryable, id: number): Promise<void> {
  await db.execute(
    "UPDATE device SET revoked_at = now(), credential_version = credential_version + 1 WHERE id = $1 AND revoked_at IS NULL",
    [id],
  );
}

export interface DeviceAccess {
  id: number;
  key: string;
  format: WireFormat;
  secretHash: Buffer;
  credentialVersion: number;
  revoked: boolean;
}

/** What the MQTT door needs to let a device in. */
export async function deviceByKey(db: Queryable, key: string): Promise<DeviceAccess | null> {
  const [device] = await db.query<DeviceAccess>(
    `SELECT id, key, format, secret_hash AS "secretHash", credential_version AS "credentialVersion",
            revoked_at IS NOT NULL AS revoked
     FROM device WHERE key = $1`,
    [key],
    { name: "device_by_key" },
  );
  return device ?? null;
}

/** Devices of open sessions whose credentials are no longer those the session was opened with. */
export async function revokedOrRotated(
  db: Queryable,
  sessions: readonly { deviceId: number; credentialVersion: number }[],
): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `SELECT DISTINCT s.device_id AS id
     FROM unnest($1::int[], $2::int[]) AS s (device_id, credential_version)
     LEFT JOIN device d ON d.id = s.device_id
     WHERE d.id IS NULL OR d.revoked_at IS NOT NULL OR d.credential_version <> s.credential_version`,
    [sessions.map((session) => session.deviceId), sessions.map((session) => session.credentialVersion)],
  );
  return rows.map((row) => row.id);
}
