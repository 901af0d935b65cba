// One error for whatever goes wrong between Kentiz and its database, sorted by what the caller can
// do about it. Parameter values never get into it: they are people's positions.

/**
 * - `unavailable`: not reachable, out of resources, shutting down or a lost race; the same call may
 *   work later.
 * - `refused`: the values are not acceptable (SQLSTATE class 22 or 23, or 54: too large, nested too
 *   deep); the same call never works.
 * - `conflict`: as refused, because another row already holds that value or interval.
 * - `timeout`: no answer in time; whether it took effect is unknown.
 * - `silent`: the database ended the statement with neither rows nor an error (see database.ts).
 * - `other`: a defect or a wrong installation.
 */
export type DatabaseErrorKind = "unavailable" | "refused" | "conflict" | "timeout" | "silent" | "other";

export class DatabaseError extends Error {
  readonly kind: DatabaseErrorKind;
  readonly sqlState: string | null;
  /** Name of the violated constraint or unique index. */
  readonly constraint: string | null;

  constructor(
    kind: DatabaseErrorKind,
    message: string,
    extra: { sqlState?: string | null; constraint?: string | null; cause?: unknown } = {},
  ) {
    super(message, { cause: extra.cause });
    this.name = "DatabaseError";
    this.kind = kind;
    this.sqlState = extra.sqlState ?? null;
    this.constraint = extra.constraint ?? null;
  }
}

const CONFLICT_STATES = new Set(["23505", "23P01"]);
// Deadlock, serialisation failure, and a primary that became a standby: try again.
const PASSING_STATES = new Set(["40001", "40P01", "25006", "55P03"]);
// Data exception, integrity constraint violation, program limit exceeded.
const REFUSED_CLASSES = new Set(["22", "23", "54"]);
// Connection, resources, operator intervention, system error (PostgreSQL appendix A).
const UNAVAILABLE_CLASSES = new Set(["08", "53", "57", "58"]);
const QUERY_CANCELED = "57014";
// pg reports these without a code.
const TIMEOUT_MESSAGE = "Query read timeout";
const LOST_CONNECTION = /connection|timeout exceeded|not queryable|after calling end/i;

function kindOfSqlState(state: string): DatabaseErrorKind {
  if (state === QUERY_CANCELED) return "timeout";
  if (CONFLICT_STATES.has(state)) return "conflict";
  const sqlClass = state.slice(0, 2);
  if (REFUSED_CLASSES.has(sqlClass)) return "refused";
  if (PASSING_STATES.has(state) || UNAVAILABLE_CLASSES.has(sqlClass)) return "unavailable";
  return "other";
}

function stringField(error: Error, field: string): string | null {
  const value: unknown = Reflect.get(error, field);
  return typeof value === "string" ? value : null;
}

/** What pg or a socket threw, as a DatabaseError; one that already is stays itself. */
export function toDatabaseError(thrown: unknown): DatabaseError {
  if (thrown instanceof DatabaseError) return thrown;
  if (!(thrown instanceof Error)) return new DatabaseError("other", String(thrown));
  const code = stringField(thrown, "code");
  if (code !== null && /^[0-9A-Z]{5}$/.test(code) && stringField(thrown, "severity") !== null) {
    return new DatabaseError(kindOfSqlState(code), thrown.message, {
      sqlState: code,
      constraint: stringField(thrown, "constraint"),
      cause: thrown,
    });
  }
  if (thrown.message === TIMEOUT_MESSAGE)
    return new DatabaseError("timeout", "the database did not answer in time", { cause: thrown });
  const isSocketError = code !== null && stringField(thrown, "syscall") !== null;
  if (isSocketError || LOST_CONNECTION.test(thrown.message))
    return new DatabaseError("unavailable", thrown.message || String(code), { cause: thrown });
  return new DatabaseError("other", thrown.message, { cause: thrown });
}
