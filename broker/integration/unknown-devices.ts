// Collects devices that integrations speak of and that nobody registered, and writes them once a second.
// Their messages are refused and counted like any other; losing this list in a crash loses nothing,
// because the next message brings its device back.
import type { Logger } from "pino";
import type { UnknownDeviceRow } from "../../gis/unknown-device.ts";
import { printable } from "../access/name.ts";

export interface HeardUnknown {
  integrationId: number;
  externalId: string;
  name: string | null;
  topic: string;
  payload: Uint8Array;
  atMs: number;
}

export interface UnknownDevices {
  add(heard: HeardUnknown): void;
  stop(): Promise<void>;
}

const FLUSH_MS = 1000;
/** Between two flushes; a sender that makes names up must not fill the memory. */
const MAX_PENDING = 2000;
const KEPT_PAYLOAD_BYTES = 256;
const MAX_TEXT_LENGTH = 200;

export function createUnknownDevices(options: {
  write: (rows: readonly UnknownDeviceRow[]) => Promise<void>;
  logger: Logger;
}): UnknownDevices {
  let pending = new Map<string, UnknownDeviceRow>();
  let flushing: Promise<void> | null = null;

  async function flush(): Promise<void> {
    if (pending.size === 0) return;
    const rows = [...pending.values()];
    pending = new Map();
    try {
      await options.write(rows);
    } catch (error) {
      options.logger.debug({ err: error, devices: rows.length }, "unknown devices not noted");
    }
  }
  const timer = setInterval(() => {
    flushing ??= flush().finally(() => {
      flushing = null;
    });
  }, FLUSH_MS);

  return {
    add: ({ integrationId, externalId, name, topic, payload, atMs }) => {
      const shownId = printable(externalId, MAX_TEXT_LENGTH);
      // Could not be registered under this id; the refusal is counted all the same.
      if (shownId !== externalId) return;
      const key = `${integrationId}\n${externalId}`;
      const before = pending.get(key);
      if (!before && pending.size >= MAX_PENDING) return;
      pending.set(key, {
        integrationId,
        externalId,
        name: name === null ? (before?.name ?? null) : printable(name, MAX_TEXT_LENGTH),
        topic: printable(topic, MAX_TEXT_LENGTH),
        // A copy: the payload is a view of a socket chunk that would be kept alive.
        payloadStart: Uint8Array.from(payload.subarray(0, KEPT_PAYLOAD_BYTES)),
        payloadBytes: payload.length,
        count: (before?.count ?? 0) + 1,
        firstMs: before?.firstMs ?? atMs,
        lastMs: atMs,
      });
    },
    stop: async () => {
      clearInterval(timer);
      await flushing;
      await flush();
    },
  };
}
