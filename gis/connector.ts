// Connections to other brokers and feeds: what people set up, and how each is doing.
import type { Connector, ConnectorChange, LinkFault, LinkState } from "../domain/connector.ts";
import type { IntegrationFormat } from "../domain/device.ts";
import type { Scope } from "../domain/rights.ts";
import type { Queryable } from "./database.ts";
import { createIntegration, type NewIntegrationRow } from "./integration.ts";
import type { SecretBox } from "./secret-box.ts";

type ConnectorRow = Omit<Connector, "since" | "retryAt" | "lastMessageAt"> & {
  since: Date | null;
  retryAt: Date | null;
  lastMessageAt: Date | null;
};

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;
const toConnector = ({ since, retryAt, lastMessageAt, ...row }: ConnectorRow): Connector => ({
  ...row,
  since: iso(since),
  retryAt: iso(retryAt),
  lastMessageAt: iso(lastMessageAt),
});

const secretOwner = (id: number): string => `connector/${id}`;

const SELECT = `
  SELECT i.id, i.key, i.name, i.format, i.unit_id AS "unitId", i.topic_filters AS "topicFilters",
         c.url, c.username, c.sealed_password IS NOT NULL AS "hasPassword", c.ca, c.interval_seconds AS "intervalSeconds",
         c.enabled, CASE WHEN c.enabled THEN coalesce(s.state, 'connecting') ELSE 'off' END AS state, s.since,
         CASE WHEN c.enabled THEN s.fault END AS fault, CASE WHEN c.enabled THEN s.fault_detail END AS "faultDetail",
         CASE WHEN c.enabled THEN s.retry_at END AS "retryAt", coalesce(s.messages, 0)::int8 AS messages,
         s.last_message_at AS "lastMessageAt", coalesce(s.waiting, 0) AS waiting, s.lag_seconds AS "lagSeconds",
         (SELECT count(*)::int FROM device d WHERE d.integration_id = i.id) AS devices,
         (SELECT count(*)::int FROM unknown_device n WHERE n.integration_id = i.id) AS "unknownDevices"
  FROM connector c JOIN integration i ON i.id = c.integration_id JOIN unit u ON u.id = i.unit_id
  LEFT JOIN connector_state s ON s.integration_id = i.id
  WHERE i.revoked_at IS NULL AND u.path && $1::int[]`;

export async function listConnectors(db: Queryable, scope: Scope): Promise<Connector[]> {
  const rows = await db.query<ConnectorRow>(`${SELECT} ORDER BY i.name, i.id`, [scope.unitIds]);
  return rows.map(toConnector);
}

export async function connectorById(db: Queryable, scope: Scope, id: number): Promise<Connector | null> {
  const [row] = await db.query<ConnectorRow>(`${SELECT} AND i.id = $2`, [scope.unitIds, id]);
  return row ? toConnector(row) : null;
}

export interface NewConnectorRow extends NewIntegrationRow {
  url: string;
  username: string | null;
  password: string | null;
  ca: string | null;
  intervalSeconds: number | null;
}

/** With the integration it speaks as. @returns its id */
export async function createConnector(db: Queryable, box: SecretBox, row: NewConnectorRow): Promise<number> {
  const id = await createIntegration(db, row);
  const sealed = row.password === null ? null : box.seal(row.password, secretOwner(id));
  await db.execute(
    `INSERT INTO connector (integration_id, url, username, sealed_password, ca, interval_seconds)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, row.url, row.username, sealed, row.ca, row.intervalSeconds],
  );
  return id;
}

/** The password stays as it is unless `change` names it. */
export async function changeConnector(
  db: Queryable,
  box: SecretBox,
  before: Connector,
  change: ConnectorChange,
): Promise<void> {
  const { password } = change;
  const after = { ...before, ...change };
  await db.execute("UPDATE integration SET name = $2, topic_filters = $3 WHERE id = $1", [
    before.id,
    after.name,
    after.topicFilters,
  ]);
  await db.execute(
    `UPDATE connector SET url = $2, username = $3, ca = $4, interval_seconds = $5, enabled = $6,
       sealed_password = CASE WHEN $7 THEN $8 ELSE sealed_password END, version = version + 1
     WHERE integration_id = $1`,
    [
      before.id,
      after.url,
      after.username,
      after.ca,
      after.intervalSeconds,
      after.enabled,
      password !== undefined,
      password == null ? null : box.seal(password, secretOwner(before.id)),
    ],
  );
}

/** The integration stays, because devices and history hang on it; nobody can speak as it any more. */
export async function deleteConnector(db: Queryable, id: number): Promise<void> {
  await db.execute("DELETE FROM connector WHERE integration_id = $1", [id]);
  await db.execute(
    "UPDATE integration SET revoked_at = now(), credential_version = credential_version + 1 WHERE id = $1",
    [id],
  );
}

/** What the broker needs to open it. */
export interface ConnectorTask {
  id: number;
  key: string;
  format: IntegrationFormat;
  topicFilters: string[];
  url: string;
  username: string | null;
  /** undefined = there is one, and the key of this installation does not open it. */
  password: string | null | undefined;
  ca: string | null;
  intervalSeconds: number | null;
  version: number;
  /** Counted before this process. */
  messages: number;
}

/** All that are switched on. */
export async function connectorTasks(db: Queryable, box: SecretBox): Promise<ConnectorTask[]> {
  const rows = await db.query<Omit<ConnectorTask, "password"> & { sealed: Buffer | null }>(
    `SELECT i.id, i.key, i.format, i.topic_filters AS "topicFilters", c.url, c.username, c.sealed_password AS sealed,
            c.ca, c.interval_seconds AS "intervalSeconds", c.version, coalesce(s.messages, 0)::int8 AS messages
     FROM connector c JOIN integration i ON i.id = c.integration_id
     LEFT JOIN connector_state s ON s.integration_id = i.id
     WHERE c.enabled AND i.revoked_at IS NULL ORDER BY i.id`,
  );
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    password: sealed === null ? null : (box.open(sealed, secretOwner(row.id)) ?? undefined),
  }));
}

export interface ConnectorStateRow {
  id: number;
  state: LinkState;
  sinceMs: number;
  fault: LinkFault | null;
  faultDetail: string | null;
  retryAtMs: number | null;
  messages: number;
  lastMessageAtMs: number | null;
  waiting: number;
  lagSeconds: number | null;
}

/** One row per connector; one that was given up meanwhile is left out. */
export async function noteConnectorStates(db: Queryable, rows: readonly ConnectorStateRow[]): Promise<void> {
  await db.execute(
    `INSERT INTO connector_state AS s (integration_id, state, since, fault, fault_detail, retry_at, messages,
                                       last_message_at, waiting, lag_seconds)
     SELECT n.id, n.state, to_timestamp(n.since / 1000), n.fault, n.fault_detail, to_timestamp(n.retry_at / 1000),
            n.messages, to_timestamp(n.last_message_at / 1000), n.waiting, n.lag_seconds
     FROM unnest($1::int[], $2::text[], $3::float8[], $4::text[], $5::text[], $6::float8[], $7::int8[], $8::float8[],
                 $9::int[], $10::real[])
       AS n (id, state, since, fault, fault_detail, retry_at, messages, last_message_at, waiting, lag_seconds)
     JOIN connector c ON c.integration_id = n.id
     ORDER BY n.id
     ON CONFLICT (integration_id) DO UPDATE SET
       state = excluded.state, since = excluded.since, fault = excluded.fault, fault_detail = excluded.fault_detail,
       retry_at = excluded.retry_at, messages = excluded.messages, waiting = excluded.waiting,
       last_message_at = coalesce(excluded.last_message_at, s.last_message_at),
       lag_seconds = coalesce(excluded.lag_seconds, s.lag_seconds)`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.state),
      rows.map((row) => row.sinceMs),
      rows.map((row) => row.fault),
      rows.map((row) => row.faultDetail),
      rows.map((row) => row.retryAtMs),
      rows.map((row) => row.messages),
      rows.map((row) => row.lastMessageAtMs),
      rows.map((row) => row.waiting),
      rows.map((row) => row.lagSeconds),
    ],
  );
}
