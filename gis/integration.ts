// Integrations and the devices registered under them.
import { randomBytes } from "node:crypto";
import type { Device, IntegrationFormat } from "../domain/device.ts";
import type { Integration, IntegrationChange } from "../domain/integration.ts";
import { AppError } from "../domain/problem.ts";
import type { Scope } from "../domain/rights.ts";
import type { Queryable } from "./database.ts";
import { createDevice } from "./device.ts";

type IntegrationRow = Omit<Integration, "revokedAt" | "createdAt"> & { revokedAt: Date | null; createdAt: Date };

const toIntegration = (row: IntegrationRow): Integration => ({
  ...row,
  revokedAt: row.revokedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

const SELECT = `
  SELECT i.id, i.key, i.name, i.format, i.unit_id AS "unitId", i.topic_filters AS "topicFilters",
         i.revoked_at AS "revokedAt", i.created_at AS "createdAt",
         (SELECT count(*)::int FROM device d WHERE d.integration_id = i.id) AS devices,
         (SELECT count(*)::int FROM unknown_device n WHERE n.integration_id = i.id) AS "unknownDevices"
  FROM integration i JOIN unit u ON u.id = i.unit_id
  WHERE u.path && $1::int[]`;

export async function listIntegrations(db: Queryable, scope: Scope): Promise<Integration[]> {
  const rows = await db.query<IntegrationRow>(`${SELECT} ORDER BY i.name, i.id`, [scope.unitIds]);
  return rows.map(toIntegration);
}

export async function integrationById(db: Queryable, scope: Scope, id: number): Promise<Integration | null> {
  const [row] = await db.query<IntegrationRow>(`${SELECT} AND i.id = $2`, [scope.unitIds, id]);
  return row ? toIntegration(row) : null;
}

export interface NewIntegrationRow {
  key: string;
  name: string;
  format: IntegrationFormat;
  unitId: number;
  topicFilters: readonly string[];
  secretHash: Uint8Array;
}

/** @returns its id */
export async function createIntegration(db: Queryable, integration: NewIntegrationRow): Promise<number> {
  const { key, name, format, unitId, topicFilters, secretHash } = integration;
  const [row] = await db.query<{ id: number }>(
    `INSERT INTO integration (key, name, format, unit_id, topic_filters, secret_hash)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [key, name, format, unitId, topicFilters, secretHash],
  );
  if (!row) throw new AppError("internal", "The integration was not created.");
  return row.id;
}

/** Open sessions end, because what they may do is decided when they sign in. */
export async function changeIntegration(db: Queryable, before: Integration, change: IntegrationChange): Promise<void> {
  const { name, topicFilters } = { ...before, ...change };
  const moved = JSON.stringify(topicFilters) !== JSON.stringify(before.topicFilters) ? 1 : 0;
  await db.execute(
    `UPDATE integration SET name = $2, topic_filters = $3, credential_version = credential_version + $4 WHERE id = $1`,
    [before.id, name, topicFilters, moved],
  );
}

export async function rotateIntegration(db: Queryable, id: number, secretHash: Uint8Array): Promise<void> {
  await db.execute(
    "UPDATE integration SET secret_hash = $2, credential_version = credential_version + 1 WHERE id = $1",
    [id, secretHash],
  );
}

/** Refused from now on, for good; a second time changes nothing. */
export async function revokeIntegration(db: Queryable, id: number): Promise<void> {
  await db.execute(
    `UPDATE integration SET revoked_at = now(), credential_version = credential_version + 1
     WHERE id = $1 AND revoked_at IS NULL`,
    [id],
  );
}

/** @throws DatabaseError "conflict" (device_external_index) where it is registered already */
export async function registerIntegrationDevice(
  db: Queryable,
  integration: Integration,
  device: { externalId: string; key: string; name: string; unitId: number },
): Promise<Device> {
  const { externalId, key, name, unitId } = device;
  // Nobody knows this secret: such a device never signs in itself.
  const secretHash = randomBytes(32);
  const created = await createDevice(db, { key, name, format: integration.format, unitId, secretHash });
  await db.execute("UPDATE device SET integration_id = $2, external_id = $3 WHERE id = $1", [
    created.id,
    integration.id,
    externalId,
  ]);
  await db.execute("DELETE FROM unknown_device WHERE integration_id = $1 AND external_id = $2", [
    integration.id,
    externalId,
  ]);
  return created;
}

export interface IntegrationDevice {
  deviceId: number;
  externalId: string;
  revoked: boolean;
}

/** For the broker: whom an integration may speak for. */
export function devicesOfIntegration(db: Queryable, integrationId: number): Promise<IntegrationDevice[]> {
  return db.query<IntegrationDevice>(
    `SELECT id AS "deviceId", external_id AS "externalId", revoked_at IS NOT NULL AS revoked
     FROM device WHERE integration_id = $1`,
    [integrationId],
  );
}
