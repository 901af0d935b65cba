// How the installation is doing, for the people who run it.
import { z } from "zod";
import { RejectionReason } from "./rejection.ts";

const Count = z.int();
const Bytes = z.int();
const Milliseconds = z.number();

export const IngestState = z.enum(["ok", "spooling", "blocked"]).meta({ id: "IngestState" });
export type IngestState = z.infer<typeof IngestState>;

/** What comes in over MQTT; counters run from the start of the process. */
export const IngestNumbers = z
  .object({
    state: IngestState,
    /** Messages with at least one good report, mean of the last minute. */
    messagesPerSecond: z.number(),
    accepted: Count,
    acknowledged: Count,
    /** Messages that wait for their commit. */
    inFlight: Count,
    commitMs: z.object({ p50: Milliseconds, p99: Milliseconds }),
    /** What waits on the local disk while the database is away. */
    spool: z.object({ batches: Count, bytes: Bytes, ageSeconds: z.number() }),
    /** Open sockets, and signed-in MQTT sessions among them. */
    connections: Count,
    sessions: Count,
    /** Sockets closed because there was no room for them. */
    turnedAway: Count,
  })
  .meta({ id: "IngestNumbers" });
export type IngestNumbers = z.infer<typeof IngestNumbers>;

/** Counts in classes: the last of `counts` is what lies beyond all bounds. */
export interface Histogram {
  boundsSeconds: readonly number[];
  counts: readonly number[];
  sumSeconds: number;
}

/** What only metrics tell; everything counts from the start of the process. */
export interface IngestDetail {
  refused: Readonly<Partial<Record<RejectionReason, number>>>;
  /** Accepted reports by wire format. */
  formats: Readonly<Partial<Record<string, number>>>;
  commits: Histogram;
  /** How long the message waits that waits longest for its commit; 0 where none does. */
  waitingSeconds: number;
}

export const SystemState = z
  .object({
    version: z.string(),
    nodeVersion: z.string(),
    serverTime: z.iso.datetime(),
    startedAt: z.iso.datetime(),
    uptimeSeconds: z.number(),
    database: z.object({
      kind: z.enum(["embedded", "postgresql"]),
      version: z.string(),
      postgisVersion: z.string().nullable(),
      bytes: Bytes,
      /** Name of the newest migration. */
      migration: z.string(),
      /** Largest first; rows are the database's own estimate. */
      tables: z.array(z.object({ name: z.string(), rows: Count, bytes: Bytes })),
    }),
    /** null where this process takes no MQTT. */
    ingest: IngestNumbers.nullable(),
    vehicles: z.object({ total: Count, archived: Count }),
    devices: z.object({ total: Count, connected: Count, revoked: Count }),
    rejectionsLastDay: z.array(z.object({ reason: RejectionReason, count: Count })),
    /** Open live streams of consoles. */
    liveConsoles: Count,
    process: z.object({
      rssBytes: Bytes,
      heapUsedBytes: Bytes,
      heapLimitBytes: Bytes,
      /** How late timers fire, last minute. */
      eventLoopDelayMs: z.object({ p50: Milliseconds, p99: Milliseconds, max: Milliseconds }),
    }),
    /** Of the file system that holds DATA_DIR; null where there is none. */
    disk: z.object({ freeBytes: Bytes, totalBytes: Bytes }).nullable(),
    /** Of HTTPS and MQTTS; null without TLS. */
    certificate: z
      .object({
        subject: z.string(),
        issuer: z.string(),
        validFrom: z.iso.datetime(),
        validTo: z.iso.datetime(),
        daysLeft: z.int(),
      })
      .nullable(),
  })
  .meta({ id: "SystemState" });
export type SystemState = z.infer<typeof SystemState>;
