// Gathers what the system page shows. Rates and delays are watched all the time, the rest is read when
// somebody asks.
import { X509Certificate } from "node:crypto";
import { statfs } from "node:fs/promises";
import { getHeapStatistics } from "node:v8";
import type { IngestNumbers, SystemState } from "../domain/system.ts";
import type { Database } from "../gis/database.ts";
import { databaseState, inventory } from "../gis/system.ts";
import { watchEventLoop } from "./event-loop-delay.ts";
import { createRateMeter } from "./rate-meter.ts";

/** What the ingest side tells; the rate is made of it here. */
export type IngestStats = Omit<IngestNumbers, "messagesPerSecond">;

export interface SystemWatchOptions {
  database: Database;
  version: string;
  ingestStats: (() => IngestStats) | null;
  /** Folder whose disk is looked at. */
  dataDir: string | null;
  /** PEM. */
  certificate: string | null;
  liveConsoles: () => number;
}

export interface SystemWatch {
  /** @throws DatabaseError */
  read(): Promise<SystemState>;
  stop(): void;
}

const SAMPLE_MS = 5000;
const DAY_MS = 24 * 3_600_000;

async function diskOf(folder: string | null): Promise<SystemState["disk"]> {
  if (folder === null) return null;
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

/** Names as certificates write them have one part a line. */
const oneLine = (name: string): string => name.split("\n").join(", ");

function certificateOf(pem: string | null, nowMs: number): SystemState["certificate"] {
  if (pem === null) return null;
  const { subject, issuer, validFrom, validTo } = new X509Certificate(pem);
  return {
    subject: oneLine(subject),
    issuer: oneLine(issuer),
    validFrom: new Date(validFrom).toISOString(),
    validTo: new Date(validTo).toISOString(),
    daysLeft: Math.floor((Date.parse(validTo) - nowMs) / DAY_MS),
  };
}

function ingestNumbers(stats: IngestStats, messagesPerSecond: number): IngestNumbers {
  const { state, accepted, acknowledged, inFlight, commitMs, spool, connections, sessions, turnedAway } = stats;
  return {
    state,
    messagesPerSecond,
    accepted,
    acknowledged,
    inFlight,
    commitMs,
    spool,
    connections,
    sessions,
    turnedAway,
  };
}

export function startSystemWatch(options: SystemWatchOptions): SystemWatch {
  const { database, version, ingestStats, dataDir, certificate, liveConsoles } = options;
  const startedAtMs = Date.now();
  const eventLoop = watchEventLoop();
  const rate = createRateMeter();
  const sample = (): void => {
    if (ingestStats) rate.sample(ingestStats().accepted, performance.now());
  };
  sample();
  const timer = setInterval(sample, SAMPLE_MS);
  timer.unref();

  return {
    async read() {
      const nowMs = Date.now();
      const [databaseNow, counts, disk] = [
        await databaseState(database),
        await inventory(database),
        await diskOf(dataDir),
      ];
      sample();
      const { rss, heapUsed } = process.memoryUsage();
      return {
        version,
        nodeVersion: process.versions.node,
        serverTime: new Date(nowMs).toISOString(),
        startedAt: new Date(startedAtMs).toISOString(),
        uptimeSeconds: (nowMs - startedAtMs) / 1000,
        database: databaseNow,
        ingest: ingestStats && ingestNumbers(ingestStats(), rate.perSecond()),
        ...counts,
        liveConsoles: liveConsoles(),
        process: {
          rssBytes: rss,
          heapUsedBytes: heapUsed,
          heapLimitBytes: getHeapStatistics().heap_size_limit,
          eventLoopDelayMs: eventLoop.read(),
        },
        disk,
        certificate: certificateOf(certificate, nowMs),
      };
    },
    stop() {
      clearInterval(timer);
      eventLoop.stop();
    },
  };
}
