// How one connection is doing, to be written down now and then (connectors.ts).
import type { LinkState } from "../../domain/connector.ts";
import type { ConnectorStateRow } from "../../gis/connector.ts";
import type { Trouble } from "./link-fault.ts";

export interface LinkStatus {
  readonly row: ConnectorStateRow;
  /** Something is to be written. */
  dirty: boolean;
  enter(state: LinkState, trouble?: Trouble | null, retryAtMs?: number | null): void;
  /** A message was taken; `lagSeconds` is null where it has no time. */
  took(atMs: number, lagSeconds: number | null): void;
  /** One more or fewer waits for its commit. */
  waits(change: 1 | -1): void;
}

export function createLinkStatus(id: number, messages: number): LinkStatus {
  const row: ConnectorStateRow = {
    id,
    state: "connecting",
    sinceMs: Date.now(),
    fault: null,
    faultDetail: null,
    retryAtMs: null,
    messages,
    lastMessageAtMs: null,
    waiting: 0,
    lagSeconds: null,
  };
  const status: LinkStatus = {
    row,
    dirty: true,
    enter: (state, trouble = null, retryAtMs = null) => {
      if (row.state !== state) row.sinceMs = Date.now();
      row.state = state;
      row.fault = trouble?.fault ?? null;
      row.faultDetail = trouble?.detail ?? null;
      row.retryAtMs = retryAtMs;
      status.dirty = true;
    },
    took: (atMs, lagSeconds) => {
      row.messages++;
      row.lastMessageAtMs = atMs;
      row.lagSeconds = lagSeconds;
      status.dirty = true;
    },
    waits: (change) => {
      row.waiting += change;
      status.dirty = true;
    },
  };
  return status;
}
