import { describe, expect, it } from "vitest";
import type { LiveFrame, LiveRecord } from "../../domain/live-protocol.ts";
import { packFrame } from "./frame-columns.ts";
import { createLiveStore, serverTimeAt } from "./live-store.ts";

const record = (vehicleId: number, lon = 27): LiveRecord => ({
  vehicleId,
  lon,
  lat: 38,
  fixTimeMs: 1000,
  linkTimeMs: 1000,
  headingDeg: null,
  speedKmh: 0,
  motion: "stopped",
  ignition: false,
  connected: true,
});

const frame = (kind: LiveFrame["kind"], records: LiveRecord[], gone: number[] = []) =>
  packFrame({ kind, seq: 1, baseSeq: 0, serverTimeMs: 50_000, records, gone });

describe("createLiveStore", () => {
  it("keeps the newest record of each vehicle", () => {
    const store = createLiveStore();
    store.apply(frame("snapshot", [record(1), record(2)]), 10);
    store.apply(frame("delta", [record(2, 28)]), 20);
    expect([...store.getState().vehicles.values()].map(({ vehicleId, lon }) => [vehicleId, lon])).toEqual([
      [1, 27],
      [2, 28],
    ]);
    expect(store.getState().change).toEqual({ all: false, changed: Uint32Array.of(2), gone: [] });
  });

  it("forgets what a snapshot does not hold", () => {
    const store = createLiveStore();
    store.apply(frame("snapshot", [record(1), record(2)]), 10);
    store.apply(frame("snapshot", [record(3)]), 20);
    expect([...store.getState().vehicles.keys()]).toEqual([3]);
    expect(store.getState().change.all).toBe(true);
  });

  it("takes off vehicles that are no longer the person's to see", () => {
    const store = createLiveStore();
    store.apply(frame("snapshot", [record(1), record(2)]), 10);
    store.apply(frame("delta", [], [2, 77]), 20);
    expect([...store.getState().vehicles.keys()]).toEqual([1]);
    expect(store.getState().change.gone).toEqual([2]);
  });

  it("tells each tick apart although the collection is changed in place", () => {
    const store = createLiveStore();
    const versions: number[] = [];
    store.subscribe(({ version }) => versions.push(version));
    store.apply(frame("snapshot", [record(1)]), 10);
    store.apply(frame("delta", []), 20);
    store.reset();
    expect(versions).toEqual([1, 2, 3]);
    expect(store.getState().vehicles.size).toBe(0);
  });

  it("carries the server's time on from the last frame", () => {
    const store = createLiveStore();
    store.apply(frame("snapshot", []), 900_000);
    expect(serverTimeAt(store.getState(), 901_500)).toBe(51_500);
    expect(serverTimeAt({ lastFrame: null }, 42)).toBe(42);
  });
});
