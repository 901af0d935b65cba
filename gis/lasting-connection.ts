// A connection beside the pool for what belongs to a session of the database: listening to notices,
// holding an advisory lock. It is opened again for as long as it is wanted.
import { setTimeout } from "node:timers/promises";
import { Client } from "pg";
import type { Logger } from "pino";

export interface LastingConnectionOptions {
  /** postgres:// URL of a server; the embedded database has one session for all. */
  connection: string;
  logger: Logger;
  /** For log lines, e.g. "feed". */
  name: string;
  /** Runs on every new connection, and then again and again; where it rejects, another connection is made. */
  onCheck: (session: LastingSession) => Promise<void>;
  /** Every time a connection is lost that onCheck had accepted. */
  onLost?: () => void;
  onNotice?: (payload: string) => void;
  /** Milliseconds between two calls of onCheck. */
  checkMs: number;
}

export interface LastingSession {
  query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}

export interface LastingConnection {
  stop(): Promise<void>;
}

/** A connection that died without a word is noticed after this. */
const PATIENCE_MS = 5000;
const RETRY_MS = 500;

export function keepConnection(options: LastingConnectionOptions): LastingConnection {
  const { logger, name, onCheck, checkMs } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const pause = (ms: number, until = signal): Promise<void> =>
    setTimeout(ms, undefined, { signal: until }).catch(() => undefined);

  async function live(client: Client): Promise<void> {
    let accepted = false;
    const ended = new AbortController();
    client.on("error", () => ended.abort());
    client.on("end", () => ended.abort());
    client.on("notification", ({ payload }) => options.onNotice?.(payload ?? ""));
    const session: LastingSession = {
      query: async (sql, params = []) => (await client.query({ text: sql, values: [...params] })).rows,
    };
    try {
      await client.connect();
      const over = AbortSignal.any([ended.signal, signal]);
      while (!over.aborted) {
        await onCheck(session);
        accepted = true;
        await pause(checkMs, over);
      }
    } finally {
      if (accepted && !signal.aborted) options.onLost?.();
      // A server that does not answer is not waited for.
      await Promise.race([client.end().catch(() => undefined), pause(PATIENCE_MS)]);
    }
  }

  async function run(): Promise<void> {
    let failing = false;
    while (!signal.aborted) {
      try {
        await live(
          new Client({
            connectionString: options.connection,
            application_name: `kentiz ${name}`,
            connectionTimeoutMillis: PATIENCE_MS,
            query_timeout: PATIENCE_MS,
            keepAlive: true,
          }),
        );
        failing = false;
      } catch (error) {
        if (!failing) logger.warn({ err: error }, `connection "${name}" to the database lost, trying again`);
        failing = true;
      }
      if (!signal.aborted) await pause(RETRY_MS);
    }
  }

  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
