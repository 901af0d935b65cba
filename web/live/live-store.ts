// The newest record of every vehicle, outside React. The collection is changed in place once a tick
// and `version` says so; React components read single values through selectors.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { FrameColumns } from "./frame-columns.ts";
import type { IngestState, LinkState } from "./link-state.ts";
import { LiveVehicles } from "./live-vehicles.ts";

/** What the last tick did, for layers that apply differences. */
export interface LiveChange {
  /** Everything was replaced: forget what was there. */
  all: boolean;
  changed: Uint32Array;
  gone: readonly number[];
}

export interface LiveState {
  vehicles: LiveVehicles;
  version: number;
  change: LiveChange;
  link: LinkState;
  ingest: IngestState;
  /** Arrival of the last frame on this computer's clock, and the server's time in it; null = none yet. */
  lastFrame: { arrivedAt: number; serverTimeMs: number } | null;
}

export interface LiveStore extends StoreApi<LiveState> {
  apply(columns: FrameColumns, arrivedAt: number): void;
  /** Back to nothing: another person may sign in on this page. */
  reset(): void;
}

const NOTHING: LiveChange = { all: true, changed: new Uint32Array(), gone: [] };

const initial = (): LiveState => ({
  vehicles: new LiveVehicles(),
  version: 0,
  change: NOTHING,
  link: { phase: "connecting" },
  ingest: "ok",
  lastFrame: null,
});

export function createLiveStore(): LiveStore {
  const store = createStore<LiveState>(initial);
  let vehicles = new LiveVehicles();

  return {
    ...store,
    apply(columns, arrivedAt) {
      const all = columns.kind === "snapshot";
      if (all) vehicles = new LiveVehicles();
      vehicles.apply(columns);
      const gone = [...columns.gone].filter((id) => vehicles.delete(id));
      store.setState(({ version }) => ({
        vehicles,
        version: version + 1,
        change: { all, changed: columns.vehicleId, gone },
        lastFrame: { arrivedAt, serverTimeMs: columns.serverTimeMs },
      }));
    },
    reset() {
      vehicles = new LiveVehicles();
      store.setState(({ version }) => ({ ...initial(), version: version + 1 }));
    },
  };
}

/** The server's time at an instant of this computer's clock, which may be wrong; carried on from the last frame. */
export function serverTimeAt(state: Pick<LiveState, "lastFrame">, localMs: number): number {
  return state.lastFrame ? state.lastFrame.serverTimeMs + (localMs - state.lastFrame.arrivedAt) : localMs;
}
