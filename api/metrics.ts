// Prometheus metrics with a registry of their own, so that several servers can live in one process.
import type { IngestDetail } from "../domain/system.ts";
import { ingestMetrics } from "./ingest-metrics.ts";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

export interface RequestMetrics {
  observe(method: string, status: number, seconds: number): void;
}

export interface LiveMetrics {
  observeTick(seconds: number, openStreams: number): void;
  sent(bytes: number): void;
  skipped(): void;
}

export interface Metrics {
  requests: RequestMetrics;
  live: LiveMetrics;
  /** Text exposition format and its content type. */
  text(): Promise<{ type: string; body: string }>;
}

const snakeCase = (text: string): string =>
  text
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^a-zA-Z0-9]+/g, "_")
    .toLowerCase();

/** { commits: { inFlight: 2 } } → [["commits_in_flight", 2]] */
export function numbersOf(value: object, path = ""): [name: string, value: number][] {
  return Object.entries(value).flatMap(([key, entry]: [string, unknown]): [string, number][] => {
    const name = path === "" ? snakeCase(key) : `${path}_${snakeCase(key)}`;
    if (typeof entry === "number") return [[name, entry]];
    if (typeof entry === "boolean") return [[name, entry ? 1 : 0]];
    return typeof entry === "object" && entry !== null && !Array.isArray(entry) ? numbersOf(entry, name) : [];
  });
}

/** Any numbers of the ingest side, and what stands for more than a number. */
export type IngestFigures = object & Partial<IngestDetail>;

/** @param ingestStats its numbers become gauges named after their path */
export function createMetrics(version: string, ingestStats: () => IngestFigures): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: "kentiz_" });
  const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers });
  const info = new Gauge({ name: "kentiz_info", help: "Version of this Kentiz", labelNames: ["version"], registers });
  info.set({ version }, 1);
  const ingestGauges = new Map<string, Gauge>();
  const clients = gauge("kentiz_live_clients", "Open live streams");
  const requestSeconds = new Histogram({
    name: "kentiz_http_request_seconds",
    help: "Time to answer HTTP requests",
    labelNames: ["method", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const tickSeconds = new Histogram({
    name: "kentiz_live_tick_seconds",
    help: "Time to build and send one live tick to everyone",
    buckets: [0.001, 0.005, 0.02, 0.05, 0.1, 0.5],
    registers,
  });
  const liveBytes = new Counter({ name: "kentiz_live_sent_bytes_total", help: "Bytes of live frames", registers });
  const skips = new Counter({
    name: "kentiz_live_skipped_total",
    help: "Live frames not built because a client was slow",
    registers,
  });

  /** @returns the part that is text already */
  function readIngest(): string {
    const { refused, formats, commits, ...figures } = ingestStats();
    for (const [name, value] of numbersOf(figures)) {
      const known = ingestGauges.get(name) ?? gauge(`kentiz_ingest_${name}`, `Ingest: ${name.replaceAll("_", " ")}`);
      ingestGauges.set(name, known);
      known.set(value);
    }
    if (!refused || !formats || !commits) return "";
    return ingestMetrics({ refused, formats, commits });
  }

  return {
    requests: {
      observe: (method, status, seconds) => requestSeconds.observe({ method, status: String(status) }, seconds),
    },
    live: {
      observeTick(seconds, openStreams) {
        tickSeconds.observe(seconds);
        clients.set(openStreams);
      },
      sent: (bytes) => liveBytes.inc(bytes),
      skipped: () => skips.inc(),
    },
    async text() {
      const ingest = readIngest();
      return { type: registry.contentType, body: (await registry.metrics()) + ingest };
    },
  };
}
