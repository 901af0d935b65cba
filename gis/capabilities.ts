// What the connected database can do, found out once. Whatever one database lacks has a second way
// with the same result, chosen by these.
import type { Queryable } from "./database.ts";
import { DatabaseError } from "./database-error.ts";

export interface Capabilities {
  /** server_version_num, e.g. 150008. */
  readonly postgresVersion: number;
  /** E.g. "3.3.2"; null before the first migration created the extension. */
  readonly postgisVersion: string | null;
  /** PGlite, the database that comes with Kentiz. */
  readonly embedded: boolean;
  /** ST_AsMVT works (PostGIS built with protobuf). */
  readonly asMvt: boolean;
  /** Each connection has a session of its own that keeps prepared statements. */
  readonly namedStatements: boolean;
  /** More than one connection is of use. */
  readonly concurrentConnections: boolean;
  /** LISTEN/NOTIFY reaches other connections. */
  readonly listen: boolean;
}

const OLDEST_POSTGRES = 150_000;
const OLDEST_POSTGIS = { major: 3, minor: 3 };

/** @throws DatabaseError "other" naming the found version where it is too old. */
function assertSupported(postgresVersion: number, postgisVersion: string | null): void {
  if (postgresVersion < OLDEST_POSTGRES) {
    throw new DatabaseError(
      "other",
      `PostgreSQL ${Math.floor(postgresVersion / 10_000)} is too old for Kentiz: version 15 or newer is needed`,
    );
  }
  if (postgisVersion === null) return;
  const [major = 0, minor = 0] = postgisVersion.split(".").map(Number);
  if (major < OLDEST_POSTGIS.major || (major === OLDEST_POSTGIS.major && minor < OLDEST_POSTGIS.minor)) {
    throw new DatabaseError("other", `PostGIS ${postgisVersion} is too old for Kentiz: version 3.3 or newer is needed`);
  }
}

export async function detectCapabilities(db: Queryable): Promise<Capabilities> {
  const [server] = await db.query<{ number: number; version: string; postgis: string | null }>(
    `SELECT current_setting('server_version_num')::int AS number, version() AS version,
            (SELECT extversion FROM pg_extension WHERE extname = 'postgis') AS postgis`,
  );
  if (!server) throw new DatabaseError("other", "the database does not tell its version");
  assertSupported(server.number, server.postgis);
  const protobuf =
    server.postgis === null
      ? []
      : await db.query<{ version: string | null }>("SELECT postgis_libprotobuf_version() AS version");
  const embedded = server.version.includes("PGlite");
  return {
    postgresVersion: server.number,
    postgisVersion: server.postgis,
    embedded,
    asMvt: Boolean(protobuf[0]?.version),
    namedStatements: !embedded,
    concurrentConnections: !embedded,
    listen: !embedded,
  };
}
