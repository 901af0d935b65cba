// Who may sign in at the MQTT door: devices, and integrations, which publish for many. In the broker
// the ids of integrations are negative, so that one number says who a session belongs to.
import type { WireFormat } from "../domain/device.ts";
import type { Queryable } from "./database.ts";

export interface Principal {
  /** Of a device; minus that of an integration. */
  id: number;
  key: string;
  format: WireFormat;
  /** Where an integration may publish (empty = everywhere in its format); null = a device. */
  topicFilters: string[] | null;
  secretHash: Buffer;
  credentialVersion: number;
  revoked: boolean;
}

export const isIntegration = (principalId: number): boolean => principalId < 0;

const PRINCIPAL = `
  SELECT id, key, format, NULL::text[] AS topic_filters, secret_hash, credential_version, revoked_at IS NOT NULL AS revoked
  FROM device
  UNION ALL
  SELECT -id, key, format, topic_filters, secret_hash, credential_version, revoked_at IS NOT NULL
  FROM integration`;

export async function principalByKey(db: Queryable, key: string): Promise<Principal | null> {
  const [principal] = await db.query<Principal>(
    `SELECT id, key, format, topic_filters AS "topicFilters", secret_hash AS "secretHash",
            credential_version AS "credentialVersion", revoked
     FROM (${PRINCIPAL}) AS p WHERE key = $1`,
    [key],
    { name: "principal_by_key" },
  );
  return principal ?? null;
}

/** Every integration that is not revoked. */
export function integrationPrincipals(db: Queryable): Promise<Principal[]> {
  return db.query<Principal>(
    `SELECT -id AS id, key, format, topic_filters AS "topicFilters", secret_hash AS "secretHash",
            credential_version AS "credentialVersion", false AS revoked
     FROM integration WHERE revoked_at IS NULL ORDER BY id`,
  );
}

/** Principals of open sessions whose credentials are no longer those the session was opened with. */
export async function revokedOrRotated(
  db: Queryable,
  sessions: readonly { deviceId: number; credentialVersion: number }[],
): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `SELECT DISTINCT s.id
     FROM unnest($1::int[], $2::int[]) AS s (id, credential_version)
     LEFT JOIN (${PRINCIPAL}) AS p ON p.id = s.id
     WHERE p.id IS NULL OR p.revoked OR p.credential_version <> s.credential_version`,
    [sessions.map((session) => session.deviceId), sessions.map((session) => session.credentialVersion)],
  );
  return rows.map((row) => row.id);
}
