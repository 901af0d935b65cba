// In-process change feed: the one thing broker and api share besides the database.
import type { IngestState } from "../domain/system.ts";
import type { StateChange } from "./ingest-row.ts";

export interface LinkChange {
  deviceId: number;
  vehicleId: number | null;
  connected: boolean;
  atMs: number;
}

export type FeedEvent =
  /** Committed fixes moved these vehicles, or at least told that they are alive. */
  | { type: "states"; changes: StateChange[] }
  | { type: "links"; links: LinkChange[] }
  /** The vehicle register changed: names, units, kinds, who may see what. */
  | { type: "vehicles" }
  /** Credentials or assignments changed: the broker checks its open sessions at once. */
  | { type: "devices" }
  /** Connections to other brokers and feeds changed. */
  | { type: "connectors" }
  /** Sessions or rights changed: the live hub checks its connections. */
  | { type: "users" }
  /** Alarms were raised, changed or cleared, or turned out to be none. */
  | { type: "alarms" }
  | { type: "ingest"; state: IngestState };

export interface Feed {
  /** Calls every listener before it returns; a listener must not throw. */
  publish(event: FeedEvent): void;
  /** The result ends the subscription. */
  subscribe(listener: (event: FeedEvent) => void): () => void;
}

export function createFeed(): Feed {
  const listeners = new Set<(event: FeedEvent) => void>();
  return {
    publish: (event) => {
      for (const listener of listeners) listener(event);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
