// Stores a batch of the broker: one statement, one commit. Only when the database refuses values of
// it, the bad rows are found by halving, inside one transaction, and become rejections.
import type { RejectionReason } from "../domain/rejection.ts";
import type { Database, Queryable } from "./database.ts";
import { DatabaseError } from "./database-error.ts";
import { ingestParams } from "./ingest-params.ts";
import { createDatastreamKeeper, type DatastreamId, type DatastreamKeeper } from "./datastream-keeper.ts";
import {
  INGEST_STATEMENT,
  INGEST_STATEMENT_WITH_OBSERVATIONS,
  statesOf,
  type IngestAnswer,
} from "./ingest-statement.ts";
import type {
  CommitResult,
  IngestBatch,
  MessageRow,
  ObservationRow,
  PositionRow,
  RejectionRow,
  StateChange,
} from "./ingest-row.ts";
import { observationParams, type StreamedRow } from "./observation-params.ts";
import { createPartitionKeeper, type PartitionKeeper } from "./position-partition.ts";
import { refreshStandstills, type LateFixes } from "./standstill.ts";

const COMMIT_TIMEOUT_MS = 15_000;

/** What is remembered about a database between batches. */
interface Keepers {
  positions: PartitionKeeper;
  observations: PartitionKeeper;
  datastreams: DatastreamKeeper;
}
const keepers = new WeakMap<Database, Keepers>();

function keepersOf(db: Database): Keepers {
  const known = keepers.get(db) ?? {
    positions: createPartitionKeeper(db, "position"),
    observations: createPartitionKeeper(db, "observation"),
    datastreams: createDatastreamKeeper(db),
  };
  keepers.set(db, known);
  return known;
}

/** A batch whose values have found their datastreams. */
interface ResolvedBatch extends Pick<IngestBatch, "positions" | "messages" | "rejections"> {
  streamed: readonly StreamedRow[];
}

/** What one or more statements stored. */
interface Stored {
  inserted: number;
  states: Map<number, StateChange>;
  late: Map<number, LateFixes>;
}

const nothing = (): Stored => ({ inserted: 0, states: new Map(), late: new Map() });

/** @throws DatabaseError "refused" for values that cannot even be written: nested too deep, out of range. */
function encode(batch: ResolvedBatch): Buffer[] {
  try {
    const params = ingestParams(batch);
    return batch.streamed.length === 0 ? params : params.concat(observationParams(batch.streamed));
  } catch (error) {
    if (error instanceof RangeError) throw new DatabaseError("refused", error.message, { cause: error });
    throw error;
  }
}

async function store(db: Queryable, batch: ResolvedBatch, into: Stored): Promise<void> {
  const { name, sql } = batch.streamed.length === 0 ? INGEST_STATEMENT : INGEST_STATEMENT_WITH_OBSERVATIONS;
  const [answer] = await db.query<IngestAnswer>(sql, encode(batch), { name, timeoutMs: COMMIT_TIMEOUT_MS });
  if (!answer) throw new DatabaseError("silent", "the database did not say what it stored");
  into.inserted += answer.inserted;
  for (const state of statesOf(answer)) into.states.set(state.vehicleId, state);
  for (const [id, fromMs] of Object.entries(answer.late ?? {})) {
    const vehicleId = Number(id);
    into.late.set(vehicleId, { vehicleId, fromMs: Math.min(fromMs, into.late.get(vehicleId)?.fromMs ?? fromMs) });
  }
}

type Part =
  | { kind: "position"; index: number; row: PositionRow }
  | { kind: "message"; index: number; row: MessageRow }
  | { kind: "observation"; index: number; row: ObservationRow; datastreamId: number };

function batchOf(parts: readonly Part[]): ResolvedBatch {
  return {
    positions: parts.flatMap((part) => (part.kind === "position" ? [part.row] : [])),
    messages: parts.flatMap((part) => (part.kind === "message" ? [part.row] : [])),
    streamed: parts.flatMap((part) => (part.kind === "observation" ? [part] : [])),
    rejections: [],
  };
}

const isPoison = (error: unknown): boolean =>
  error instanceof DatabaseError && (error.kind === "refused" || error.kind === "conflict");

/** Stores what can be stored of the parts, and gives the others. */
async function storeByHalves(tx: Queryable, parts: readonly Part[], into: Stored): Promise<Part[]> {
  if (parts.length === 0) return [];
  await tx.execute("SAVEPOINT part");
  try {
    await store(tx, batchOf(parts), into);
    await tx.execute("RELEASE SAVEPOINT part");
    return [];
  } catch (error) {
    if (!isPoison(error)) throw error;
    await tx.execute("ROLLBACK TO SAVEPOINT part");
    await tx.execute("RELEASE SAVEPOINT part");
  }
  if (parts.length === 1) return [...parts];
  const middle = parts.length >> 1;
  const poisoned = await storeByHalves(tx, parts.slice(0, middle), into);
  return poisoned.concat(await storeByHalves(tx, parts.slice(middle), into));
}

/** The payload itself is gone by now; what was made of it says as much. */
function payloadOf(row: Part["row"]): Buffer {
  const { principal: _principal, topic: _topic, deviceId: _deviceId, kind: _kind, ...values } = row;
  try {
    return Buffer.from(JSON.stringify(values));
  } catch (error) {
    if (error instanceof RangeError) return Buffer.from(`(${error.message})`);
    throw error;
  }
}

function rejectionOf({ row }: Pick<Part, "row">, reason: RejectionReason = "stored_value_refused"): RejectionRow {
  const { principal, topic, deviceId, receivedAtMs } = row;
  const payload = payloadOf(row);
  return {
    principal,
    topic,
    deviceId,
    reason,
    field: null,
    payload,
    payloadBytes: payload.length,
    count: 1,
    atMs: receivedAtMs,
  };
}

async function storeWithoutPoison(tx: Queryable, batch: ResolvedBatch, into: Stored): Promise<Part[]> {
  const parts: Part[] = [
    ...batch.positions.map((row, index) => ({ kind: "position" as const, index, row })),
    ...batch.messages.map((row, index) => ({ kind: "message" as const, index, row })),
    ...batch.streamed.map((streamed, index) => ({ kind: "observation" as const, index, ...streamed })),
  ];
  const poisoned = await storeByHalves(tx, parts, into);
  const rejections = [...batch.rejections, ...poisoned.map((part) => rejectionOf(part))];
  await store(tx, { positions: [], messages: [], streamed: [], rejections }, into);
  return poisoned;
}

/** Finds the datastreams of the values; what has none becomes a rejection. */
async function resolve(db: Database, batch: IngestBatch, nowMs: number): Promise<ResolvedBatch> {
  const { positions, messages, observations } = batch;
  if (observations.length === 0) return { positions, messages, streamed: [], rejections: batch.rejections };
  const ids: DatastreamId[] = await keepersOf(db).datastreams.resolve(observations, nowMs);
  const streamed: StreamedRow[] = [];
  const rejections: RejectionRow[] = [...batch.rejections];
  observations.forEach((row, index) => {
    const id = ids[index];
    if (typeof id === "number") streamed.push({ datastreamId: id, row });
    else rejections.push({ ...rejectionOf({ row }, id), field: row.name });
  });
  await keepersOf(db).observations.prepare(
    observations.map((row) => row.timeMs),
    nowMs,
  );
  return { positions, messages, streamed, rejections };
}

async function commit(db: Database, whole: IngestBatch): Promise<CommitResult> {
  const nowMs = Date.now();
  await keepersOf(db).positions.prepare(
    whole.positions.map((row) => row.fixTimeMs),
    nowMs,
  );
  const batch = await resolve(db, whole, nowMs);
  let stored = nothing();
  let poisoned: Part[] = [];
  try {
    await store(db, batch, stored);
  } catch (error) {
    if (!isPoison(error)) throw error;
    stored = nothing();
    poisoned = await db.transaction((tx) => storeWithoutPoison(tx, batch, stored));
  }
  if (stored.late.size > 0) {
    const since = await refreshStandstills(db, [...stored.late.values()]);
    for (const [vehicleId, stationarySinceMs] of since) {
      const state = stored.states.get(vehicleId);
      if (state) stored.states.set(vehicleId, { ...state, stationarySinceMs });
    }
  }
  return {
    stateChanges: [...stored.states.values()],
    inserted: stored.inserted,
    poisoned: poisoned.map(({ kind, index }) => ({ kind, index })),
  };
}

/**
 * Stores the batch; when it resolves, all of it is durable, and storing it again changes nothing but
 * the counts of rejections.
 * @throws DatabaseError "unavailable" where nothing is known to be stored: try the same batch again.
 */
export async function commitBatch(db: Database, batch: IngestBatch): Promise<CommitResult> {
  try {
    return await commit(db, batch);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.kind === "unavailable") throw error;
    // Whatever the reason, the batch must not be lost: its owner keeps it and tries again.
    throw new DatabaseError("unavailable", error.message, { sqlState: error.sqlState, cause: error });
  }
}
