// Where whoever watches a device meets its messages: beside gis/feed the second thing that broker and api
// share in one process. While nobody watches it costs the hot path one look at an empty map.
import type { RejectionReason } from "../domain/rejection.ts";

export interface TailedMessage {
  atMs: number;
  topic: string;
  qos: 0 | 1 | 2 | null;
  /** First bytes, a copy. */
  payload: Buffer;
  payloadBytes: number;
  /** Good reports. */
  accepted: number;
  refused: readonly { reason: RejectionReason; field: string | null }[];
}

type Listener = (message: TailedMessage) => void;

export interface MessageTail {
  /** Nobody watches any device. */
  readonly idle: boolean;
  isWatched(deviceId: number): boolean;
  /** Calls every listener before it returns; a listener must not throw. */
  publish(deviceId: number, message: TailedMessage): void;
  /** The result ends it. */
  watch(deviceId: number, listener: Listener): () => void;
}

export function createMessageTail(): MessageTail {
  const watched = new Map<number, Set<Listener>>();
  return {
    get idle() {
      return watched.size === 0;
    },
    isWatched: (deviceId) => watched.has(deviceId),
    publish: (deviceId, message) => {
      for (const listener of watched.get(deviceId) ?? []) listener(message);
    },
    watch: (deviceId, listener) => {
      const listeners = watched.get(deviceId) ?? new Set();
      watched.set(deviceId, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && watched.get(deviceId) === listeners) watched.delete(deviceId);
      };
    },
  };
}
