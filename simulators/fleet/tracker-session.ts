// The MQTT side of one tracker: a session of its own with a will, fixes kept while there is no link,
// sent in order with QoS 1, and sent again after a broken connection until they are acknowledged.
import { connect, type MqttClient } from "mqtt";
import type { Logger } from "pino";
import type { TrackerFix } from "../tracker-fix.ts";

export interface TrackerProtocol {
  /** More than one fix only where the format knows batches. */
  batchSize: number;
  topic: string;
  encode(fixes: readonly TrackerFix[]): string;
  will: { topic: string; payload: string };
  /** Sent after each connect; null = the format has no such message. */
  greeting: { topic: string; payload: string } | null;
}

export interface TrackerSessionOptions {
  url: string;
  username: string;
  password: string;
  protocol: TrackerProtocol;
  logger: Logger;
  onAcknowledged: (fixes: number) => void;
}

export interface TrackerSession {
  connect(): void;
  /** Keeps the fix and sends it as soon as there is a link. */
  report(fix: TrackerFix): void;
  /** Drops the connection without a farewell, as a tunnel does, and stays away until `connect`. */
  loseLink(): void;
  /** Fixes not acknowledged yet. */
  waiting(): number;
  /** Sends what it can within `graceMs`, then says goodbye. */
  close(graceMs: number): Promise<void>;
}

/** A device keeps at least 3,000 positions; beyond this the oldest are overwritten. */
const MEMORY_FIXES = 20_000;
const MAX_BATCHES_IN_FLIGHT = 4;
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 30_000;
const KEEPALIVE_SECONDS = 60;
const CONNECT_TIMEOUT_MS = 10_000;

export function createTrackerSession(options: TrackerSessionOptions): TrackerSession {
  const { protocol, logger } = options;
  let memory: TrackerFix[] = [];
  let inFlight: TrackerFix[][] = [];
  let client: MqttClient | null = null;
  let retryTimer: NodeJS.Timeout | null = null;
  let retryMs = FIRST_RETRY_MS;
  let wanted = false;
  let onIdle: (() => void) | null = null;

  const pump = (): void => {
    const sender = client;
    if (!sender?.connected) return;
    while (memory.length > 0 && inFlight.length < MAX_BATCHES_IN_FLIGHT) {
      const batch = memory.splice(0, protocol.batchSize);
      inFlight.push(batch);
      sender.publish(protocol.topic, protocol.encode(batch), { qos: 1 }, (error) => {
        // After a broken connection the batch is back in memory; its old promise means nothing.
        if (error || sender !== client) return;
        inFlight = inFlight.filter((other) => other !== batch);
        options.onAcknowledged(batch.length);
        pump();
        if (inFlight.length === 0) onIdle?.();
      });
    }
  };

  const forgetConnection = (): void => {
    client = null;
    memory = [...inFlight.flat(), ...memory];
    inFlight = [];
  };

  const open = (): void => {
    retryTimer = null;
    const opened = connect(options.url, {
      clientId: options.username,
      username: options.username,
      password: options.password,
      clean: true,
      // Retries are made here, so that nothing is kept in two places.
      reconnectPeriod: 0,
      connectTimeout: CONNECT_TIMEOUT_MS,
      keepalive: KEEPALIVE_SECONDS,
      will: { topic: protocol.will.topic, payload: Buffer.from(protocol.will.payload), qos: 1, retain: false },
    });
    client = opened;
    opened.on("connect", () => {
      retryMs = FIRST_RETRY_MS;
      if (protocol.greeting) opened.publish(protocol.greeting.topic, protocol.greeting.payload, { qos: 1 });
      pump();
    });
    opened.on("error", (error) => logger.debug({ err: error, device: options.username }, "tracker connection failed"));
    opened.on("close", () => {
      if (opened !== client) return;
      forgetConnection();
      onIdle?.();
      if (!wanted) return;
      retryTimer = setTimeout(open, retryMs);
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
    });
  };

  const disconnect = (): MqttClient | null => {
    wanted = false;
    if (retryTimer) clearTimeout(retryTimer);
    retryTimer = null;
    const left = client;
    forgetConnection();
    return left;
  };

  return {
    connect: () => {
      if (wanted) return;
      wanted = true;
      open();
    },
    report: (fix) => {
      memory.push(fix);
      if (memory.length > MEMORY_FIXES) memory.shift();
      pump();
    },
    loseLink: () => {
      disconnect()?.end(true);
    },
    waiting: () => memory.length + inFlight.reduce((sum, batch) => sum + batch.length, 0),
    close: async (graceMs) => {
      if (client?.connected && inFlight.length > 0) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, graceMs);
          onIdle = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        onIdle = null;
      }
      const unfinished = inFlight.length > 0;
      const left = disconnect();
      // A polite end waits for acknowledgements that will not come.
      if (left) await left.endAsync(unfinished || !left.connected);
    },
  };
}
