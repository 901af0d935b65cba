// The one way to the database: every statement of the project runs through query() here.
//
// The embedded database (PGlite 0.5.8) ends a statement in which GEOS raised an exception with
// neither rows nor an error, and answers a plain (not parameterised) one never. So every statement
// goes through the extended protocol, has a time limit, and a result without a command tag is a
// failure that rolls its transaction back.
import { Pool, TypeOverrides, type PoolClient, type QueryConfig, type QueryResult } from "pg";
import type { Logger } from "pino";
import { type Capabilities, detectCapabilities } from "./capabilities.ts";
import { DatabaseError, toDatabaseError } from "./database-error.ts";
import { startUpkeep } from "./embedded/upkeep.ts";

export interface QueryOptions {
  /** Keeps the plan in the session under this name, where the database allows. */
  name?: string;
  /** Time limit of this statement instead of the usual 30 s. */
  timeoutMs?: number;
}

export interface Queryable {
  /** Rows of one statement. @throws DatabaseError */
  query<Row extends object>(sql: string, params?: readonly unknown[], options?: QueryOptions): Promise<Row[]>;
  /** Number of rows that one statement touched. @throws DatabaseError */
  execute(sql: string, params?: readonly unknown[], options?: QueryOptions): Promise<number>;
}

export interface Transaction extends Queryable {
  /** Several statements in one text, without parameters; for migrations only. */
  script(sql: string): Promise<void>;
}

export interface Database extends Queryable {
  /** Commits when `work` resolves, rolls back when it rejects. @throws DatabaseError */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  readonly capabilities: Capabilities;
  /** Looks again, after a migration changed what the database can do. */
  detectCapabilities(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** postgres:// URL, or what startEmbeddedDatabase gave. */
  connection: string;
  /** The embedded database has one session for all: one connection only. */
  embedded?: boolean;
  /** 10 where not given. */
  maxConnections?: number;
  logger: Logger;
}

const QUERY_TIMEOUT_MS = 30_000;
/** Covers both opening a connection and waiting for a free one. */
const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 60_000;
/** Migrations may rewrite tables. */
const SCRIPT_TIMEOUT_MS = 30 * 60_000;

/** What pg 8 understands beyond its published types. */
interface ExtendedQuery extends QueryConfig<unknown[]> {
  queryMode?: "extended";
  query_timeout: number;
}

const INT8_OID = 20;
const resultTypes = new TypeOverrides();
// bigint: counts only, which stay below 2^53.
resultTypes.setTypeParser(INT8_OID, Number);

async function run(
  client: PoolClient,
  named: boolean,
  sql: string,
  params: readonly unknown[],
  options: QueryOptions,
): Promise<QueryResult> {
  const query: ExtendedQuery = {
    text: sql,
    values: [...params],
    queryMode: "extended",
    query_timeout: options.timeoutMs ?? QUERY_TIMEOUT_MS,
    types: resultTypes,
  };
  if (named && options.name) query.name = options.name;
  try {
    const result = await client.query(query);
    // `command` is null when no CommandComplete came, whatever pg's types say.
    if (!result.command) throw new DatabaseError("silent", "the database ended the statement without a result");
    return result;
  } catch (error) {
    throw toDatabaseError(error);
  }
}

function queryableOver(
  execute: (sql: string, params: readonly unknown[], options: QueryOptions) => Promise<QueryResult>,
): Queryable {
  return {
    query: async <Row extends object>(
      sql: string,
      params: readonly unknown[] = [],
      options: QueryOptions = {},
    ): Promise<Row[]> => (await execute(sql, params, options)).rows,
    execute: async (sql, params = [], options = {}) => (await execute(sql, params, options)).rowCount ?? 0,
  };
}

/** After these nobody knows what the session is still doing. */
const endsConnection = (error: DatabaseError): boolean => error.kind === "unavailable" || error.kind === "timeout";

async function runTransaction<T>(
  client: PoolClient,
  named: boolean,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const tx: Transaction = {
    ...queryableOver((sql, params, options) => run(client, named, sql, params, options)),
    script: async (sql) => {
      const query: ExtendedQuery = { text: sql, query_timeout: SCRIPT_TIMEOUT_MS };
      await client.query(query).catch((error: unknown) => {
        throw toDatabaseError(error);
      });
    },
  };
  await tx.execute("BEGIN");
  let result: T;
  try {
    result = await work(tx);
  } catch (error) {
    if (!(error instanceof DatabaseError && endsConnection(error))) await tx.execute("ROLLBACK");
    throw error;
  }
  const { command } = await run(client, named, "COMMIT", [], {});
  // COMMIT of a transaction in which a statement failed unnoticed is answered with ROLLBACK.
  if (command !== "COMMIT") throw new DatabaseError("silent", "the database rolled the transaction back");
  return result;
}

const PING_TIMEOUT_MS = 2000;

/** @throws DatabaseError where the database does not answer at once. */
export async function pingDatabase(db: Queryable): Promise<void> {
  await db.query("SELECT 1", [], { timeoutMs: PING_TIMEOUT_MS });
}

/** Runs `work` in the transaction it is called in, or in one of its own. */
export function inTransaction<T>(db: Database | Transaction, work: (tx: Queryable) => Promise<T>): Promise<T> {
  return "transaction" in db ? db.transaction(work) : work(db);
}

/** @throws DatabaseError "unavailable" where nothing answers, "other" where it is too old. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { logger, embedded = false } = options;
  const pool = new Pool({
    connectionString: options.connection,
    max: embedded ? 1 : (options.maxConnections ?? 10),
    connectionTimeoutMillis: embedded ? QUERY_TIMEOUT_MS : CONNECT_TIMEOUT_MS,
    // Opening the embedded one's only connection anew would hold everybody up.
    idleTimeoutMillis: embedded ? 0 : IDLE_TIMEOUT_MS,
    application_name: "kentiz",
    keepAlive: true,
    // Compiling a plan costs more than the short statements of Kentiz; PostGIS costs trigger it often.
    // A frozen Kentiz must not hold locks for ever.
    ...(embedded ? {} : { options: "-c jit=off -c TimeZone=UTC -c idle_in_transaction_session_timeout=60s" }),
  });
  pool.on("error", (error) => logger.warn({ err: error }, "idle database connection lost"));
  let capabilities: Capabilities | null = null;

  async function withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect().catch((error: unknown) => {
      const failure = toDatabaseError(error);
      throw failure.kind === "timeout" ? new DatabaseError("unavailable", failure.message, { cause: error }) : failure;
    });
    // A connection that breaks while it is in use also fails its query: nothing to add here.
    const ignore = (): void => undefined;
    client.on("error", ignore);
    let broken = false;
    try {
      return await work(client);
    } catch (error) {
      broken = error instanceof DatabaseError && endsConnection(error);
      throw error;
    } finally {
      client.off("error", ignore);
      client.release(broken);
    }
  }

  const named = (): boolean => capabilities?.namedStatements ?? false;
  const queryable = queryableOver((sql, params, queryOptions) =>
    withClient((client) => run(client, named(), sql, params, queryOptions)),
  );
  try {
    capabilities = await detectCapabilities(queryable);
  } catch (error) {
    await pool.end();
    throw error;
  }
  let known = capabilities;
  const upkeep = embedded ? startUpkeep(queryable, logger) : null;
  return {
    ...queryable,
    transaction: (work) => withClient((client) => runTransaction(client, named(), work)),
    get capabilities() {
      return known;
    },
    async detectCapabilities() {
      known = await detectCapabilities(queryable);
    },
    async close() {
      await upkeep?.stop();
      await pool.end();
    },
  };
}
