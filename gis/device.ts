// Devices and their credentials.
import type { Device, DeviceChange, DeviceLink, WireFormat } from "../domain/device.ts";
import { AppError } from "../domain/problem.ts";
import type { Scope } from "../domain/rights.ts";
import { foldForSearch } from "../domain/turkish-text.ts";
import type { Queryable } from "./database.ts";
import { pageOf, readCursor, type Page } from "./page.ts";

const IS_PRESENT = "a.valid_from <= now() AND (a.valid_to IS NULL OR a.valid_to > now())";
const REFUSED = "rejection r JOIN rejection_hour h ON h.rejection_id = r.id";
const REFUSED_LAST_DAY = "r.device_id = d.id AND h.hour > now() - interval '24 hours'";

/** `d` is device, `l` its link, `v` the vehicle it serves now. */
const COLUMNS = `d.id, d.key, d.name, d.format, d.unit_id AS "unitId", v.id AS "vehicleId",
  coalesce(v.plate, v.code) AS "vehicleLabel", d.revoked_at AS "revokedAt", d.created_at AS "createdAt",
  CASE WHEN l.connected THEN 'connected' WHEN l.connected IS NULL THEN 'never' ELSE 'disconnected' END AS link,
  l.last_seen_at AS "lastSeenAt",
  (SELECT coalesce(sum(h.count), 0)::int FROM ${REFUSED} WHERE ${REFUSED_LAST_DAY}) AS "rejectionsLastDay"`;

const SOURCE = `device d JOIN unit u ON u.id = d.unit_id
  LEFT JOIN device_link l ON l.device_id = d.id
  LEFT JOIN device_assignment a ON a.device_id = d.id AND ${IS_PRESENT}
  LEFT JOIN vehicle v ON v.id = a.vehicle_id`;

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

export const deviceSearchKey = (name: string, key: string): string => `${foldForSearch(name)} ${foldForSearch(key)}`;

export interface DeviceFilter {
  q?: string | undefined;
  /** In this unit or below. */
  unitId?: number | undefined;
  vehicleId?: number | undefined;
  format?: WireFormat | undefined;
  link?: DeviceLink | undefined;
  assigned?: boolean | undefined;
  revoked?: boolean | undefined;
  /** Something of theirs was refused in the last 24 hours. */
  rejected?: boolean | undefined;
  limit: number;
  after?: string | undefined;
}

/** In order of id. */
export async function listDevices(db: Queryable, scope: Scope, filter: DeviceFilter): Promise<Page<Device>> {
  const [afterId = 0] = readCursor(filter.after, 1) ?? [];
  const rows = await db.query<DeviceRow>(
    `SELECT ${COLUMNS} FROM ${SOURCE}
     WHERE u.path && $1::int[] AND d.id > $2 AND d.search LIKE '%' || $3 || '%'
       AND ($5::int IS NULL OR u.path @> ARRAY[$5])
       AND ($6::int IS NULL OR v.id = $6)
       AND ($7::text IS NULL OR d.format = $7)
       AND CASE $8 WHEN 'connected' THEN l.connected WHEN 'disconnected' THEN NOT l.connected
                   WHEN 'never' THEN l.connected IS NULL ELSE true END
       AND ($9::bool IS NULL OR (v.id IS NOT NULL) = $9)
       AND ($10::bool IS NULL OR (d.revoked_at IS NOT NULL) = $10)
       AND ($11::bool IS NULL OR EXISTS (SELECT FROM ${REFUSED} WHERE ${REFUSED_LAST_DAY}) = $11)
     ORDER BY d.id LIMIT $4 + 1`,
    [
      scope.unitIds,
      afterId,
      foldForSearch(filter.q ?? ""),
      filter.limit,
      filter.unitId ?? null,
      filter.vehicleId ?? null,
      filter.format ?? null,
      filter.link ?? "",
      filter.assigned ?? null,
      filter.revoked ?? null,
      filter.rejected ?? null,
    ],
  );
  return pageOf(rows, filter.limit, toDevice, (row) => String(row.id));
}

export async function deviceById(db: Queryable, scope: Scope, id: number): Promise<Device | null> {
  const [row] = await db.query<DeviceRow>(`SELECT ${COLUMNS} FROM ${SOURCE} WHERE d.id = $2 AND u.path && $1::int[]`, [
    scope.unitIds,
    id,
  ]);
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
    [key, name, format, unitId, secretHash, deviceSearchKey(name, key)],
  );
  if (!row) throw new AppError("internal", "The device was not created.");
  return {
    id: row.id,
    key,
    name,
    format,
    unitId,
    vehicleId: null,
    vehicleLabel: null,
    revokedAt: null,
    createdAt: row.createdAt.toISOString(),
    link: "never",
    lastSeenAt: null,
    rejectionsLastDay: 0,
  };
}

/** Changes what is given and nothing of the credentials. @throws DatabaseError "refused" for an unknown unit */
export async function changeDevice(db: Queryable, device: Device, change: DeviceChange): Promise<Device> {
  const after = { ...device, name: change.name ?? device.name, unitId: change.unitId ?? device.unitId };
  await db.execute("UPDATE device SET name = $2, search = $3, unit_id = $4 WHERE id = $1", [
    device.id,
    after.name,
    deviceSearchKey(after.name, device.key),
    after.unitId,
  ]);
  return after;
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
