import { describe, expect, it } from "vitest";
import { decodeLiveFrame, encodeLiveFrame, type LiveFrame } from "../../domain/live-protocol.ts";
import type { StateChange } from "../../gis/ingest-row.ts";
import type { LiveState } from "../../gis/vehicle-state.ts";
import type { Caller } from "../caller.ts";
import { createAudience, type Audience } from "./audience.ts";
import { createFrameWriter } from "./frame-writer.ts";
import {
  applyView,
  deltaFor,
  HIDDEN_TICKS,
  moveTo,
  newClient,
  OUTSIDE_TICKS,
  resumptionFor,
  snapshotFor,
  takesSharedFrame,
  type LiveClient,
  type LiveSocket,
  type View,
} from "./live-client.ts";
import { createVehicleTable } from "./vehicle-table.ts";

const START_MS = Date.UTC(2026, 10, 22, 11);
const everything: View = { bbox: null, keep: [], hidden: false };
/** Vehicles 1–9 lie inside it. */
const nearView: View = { bbox: [27.0, 38.3, 27.2, 38.5], keep: [], hidden: false };

function state(vehicleId: number, extra: Partial<LiveState> = {}): LiveState {
  return {
    vehicleId,
    deviceId: vehicleId,
    unitPath: [1, 2],
    archived: false,
    connected: true,
    fixTimeMs: START_MS,
    linkTimeMs: START_MS,
    // From 10 on they are far outside the view above.
    lon: vehicleId < 10 ? 27.1 : 30 + vehicleId,
    lat: 38.4,
    headingDeg: 90,
    speedKmh: 40,
    ignition: true,
    stationarySinceMs: null,
    ...extra,
  };
}

/** The pieces of the hub around a clock that the test moves. */
function createScene(states: LiveState[]) {
  const table = createVehicleTable();
  table.replace(states);
  const writer = createFrameWriter(table);
  let seq = 1;
  table.advance(seq, START_MS);
  const audiences: Audience[] = [];
  const audience = (...unitIds: number[]): Audience => {
    const made = createAudience({ unitIds }, table, `epoch-${unitIds.join()}`, seq);
    audiences.push(made);
    return made;
  };
  const now = (): number => START_MS + seq * 1000;
  return {
    table,
    audience,
    seq: () => seq,
    client(listens: Audience, view: View = everything): LiveClient {
      const client = newClient({} as LiveSocket, {} as Caller, listens, view);
      snapshotFor(client, seq, now());
      client.viewMoved = false;
      return client;
    },
    move(vehicleId: number, extra: Partial<StateChange> = {}): void {
      table.applyStates([{ ...state(vehicleId), fixTimeMs: now(), linkTimeMs: now(), ...extra }]);
    },
    reload(next: LiveState[]): void {
      table.replace(next);
      for (const one of audiences) one.refresh(seq + 1);
    },
    tick(): void {
      seq += 1;
      const changed = table.advance(seq, now());
      for (const one of audiences) one.startTick(seq, changed);
      writer.startTick(seq, now());
    },
    delta: (client: LiveClient): LiveFrame => decode(deltaFor(client, seq, table, writer)),
    resume: (client: LiveClient, lastSeq: number): LiveFrame =>
      decode(resumptionFor(client, table, lastSeq, seq, now())),
  };
}

const decode = (bytes: Uint8Array): LiveFrame => decodeLiveFrame(new Uint8Array(bytes).buffer);
const ids = (frame: LiveFrame): number[] => frame.records.map((record) => record.vehicleId).toSorted((a, b) => a - b);

describe("deltaFor", () => {
  it("holds only what changed in the tick, and nothing in a quiet one", () => {
    const scene = createScene([state(1), state(2)]);
    const client = scene.client(scene.audience(1));
    scene.move(2, { lon: 27.15 });
    scene.tick();
    const frame = scene.delta(client);
    expect(ids(frame)).toEqual([2]);
    expect(frame).toMatchObject({ kind: "delta", seq: 2, baseSeq: 1, gone: [] });
    expect(frame.records[0]).toMatchObject({ lon: 27.15, motion: "moving", connected: true });
    scene.tick();
    expect(scene.delta(client).records).toEqual([]);
  });

  it("gives a client that skipped ticks the newest state of everything since", () => {
    const scene = createScene([state(1), state(2), state(3)]);
    const client = scene.client(scene.audience(1));
    scene.move(1, { lon: 27.11 });
    scene.tick();
    scene.move(1, { lon: 27.12 });
    scene.tick();
    scene.move(2, { lon: 27.13 });
    scene.tick();
    const frame = scene.delta(client);
    expect(ids(frame)).toEqual([1, 2]);
    expect(frame.records.find((record) => record.vehicleId === 1)?.lon).toBe(27.12);
    expect(frame.baseSeq).toBe(1);
  });

  it("sends moves outside the view only every tenth tick, but changes of state at once", () => {
    const scene = createScene([state(1), state(20)]);
    const client = scene.client(scene.audience(1), nearView);
    const seen: number[][] = [];
    for (let i = 0; i < OUTSIDE_TICKS; i += 1) {
      scene.move(20, { lon: 50 + i / 10 });
      scene.tick();
      seen.push(ids(scene.delta(client)));
    }
    expect(seen).toEqual([...Array.from({ length: OUTSIDE_TICKS - 1 }, () => []), [20]]);
    scene.move(20, { speedKmh: 0, ignition: false, stationarySinceMs: START_MS });
    scene.tick();
    expect(ids(scene.delta(client))).toEqual([20]);
  });

  it("sends kept vehicles wherever they are, and a vehicle that drives out of view", () => {
    const scene = createScene([state(1), state(20)]);
    const client = scene.client(scene.audience(1), { ...nearView, keep: [20] });
    scene.move(20, { lon: 51 });
    scene.move(1, { lon: 28 });
    scene.tick();
    expect(ids(scene.delta(client))).toEqual([1, 20]);
    scene.move(1, { lon: 28.1 });
    scene.tick();
    expect(ids(scene.delta(client))).toEqual([]);
  });

  it("brings what was outside up to date when the view moves there", () => {
    const scene = createScene([state(1), state(20)]);
    const client = scene.client(scene.audience(1), nearView);
    scene.move(20, { lon: 50.5 });
    scene.tick();
    expect(ids(scene.delta(client))).toEqual([]);
    applyView(client, { bbox: [50, 38, 51, 39], keep: [], hidden: false });
    scene.tick();
    expect(ids(scene.delta(client))).toEqual([20]);
  });

  it("catches a hidden tab up on everything", () => {
    const scene = createScene([state(1), state(20)]);
    const client = scene.client(scene.audience(1), { ...nearView, hidden: true });
    scene.move(20, { lon: 50.5 });
    for (let i = 0; i < HIDDEN_TICKS; i += 1) scene.tick();
    expect(ids(scene.delta(client))).toEqual([20]);
  });

  it("tells of parked and silent without any report", () => {
    const standing = { speedKmh: 0, ignition: false, stationarySinceMs: START_MS };
    const scene = createScene([state(1, standing)]);
    const client = scene.client(scene.audience(1));
    const motions: string[] = [];
    for (let second = 0; second < 50 * 60; second += 1) {
      scene.tick();
      motions.push(...scene.delta(client).records.map((record) => record.motion));
    }
    expect(motions).toEqual(["parked", "silent"]);
  });
});

describe("rights", () => {
  it("never sends what lies outside the scope", () => {
    const scene = createScene([state(1, { unitPath: [1, 2] }), state(2, { unitPath: [1, 3] })]);
    const client = scene.client(scene.audience(2));
    scene.move(1);
    scene.move(2);
    scene.tick();
    expect(ids(scene.delta(client))).toEqual([1]);
  });

  it("takes away a vehicle that changed its unit, and gives it to the new one", () => {
    const scene = createScene([state(1, { unitPath: [1, 2] }), state(2, { unitPath: [1, 2] })]);
    const [loser, winner] = [scene.client(scene.audience(2)), scene.client(scene.audience(3))];
    scene.reload([state(1, { unitPath: [1, 3] }), state(2, { unitPath: [1, 2] })]);
    scene.tick();
    expect(scene.delta(loser)).toMatchObject({ gone: [1], records: [] });
    expect(ids(scene.delta(winner))).toEqual([1]);
  });

  it("takes away archived and deleted vehicles, and not those that came back", () => {
    const scene = createScene([state(1), state(2), state(3)]);
    const client = scene.client(scene.audience(1));
    scene.reload([state(1, { archived: true }), state(3)]);
    scene.reload([state(1), state(3)]);
    scene.tick();
    const frame = scene.delta(client);
    expect(frame.gone).toEqual([2]);
    expect(ids(frame)).toEqual([1]);
  });

  it("moves a client whose own rights changed", () => {
    const scene = createScene([
      state(1, { unitPath: [1, 2] }),
      state(2, { unitPath: [1, 3] }),
      state(3, { unitPath: [1, 2] }),
    ]);
    const [before, after] = [scene.audience(2), scene.audience(3)];
    const client = scene.client(before);
    moveTo(client, after);
    scene.tick();
    const frame = scene.delta(client);
    expect(ids(frame)).toEqual([2]);
    expect(frame.gone.toSorted((a, b) => a - b)).toEqual([1, 3]);
    scene.tick();
    expect(scene.delta(client)).toMatchObject({ gone: [], records: [] });
  });
});

describe("resumptionFor", () => {
  it("holds what changed and what left since the last frame", () => {
    const scene = createScene([state(1), state(2), state(3)]);
    const audience = scene.audience(1);
    for (let i = 0; i < 20; i += 1) scene.tick();
    const lastSeq = scene.seq();
    scene.move(2);
    scene.reload([state(1), state(2)]);
    scene.tick();
    expect(audience.covers(lastSeq)).toBe(true);
    const frame = scene.resume(newClient({} as LiveSocket, {} as Caller, audience, everything), lastSeq);
    expect(ids(frame)).toEqual([2]);
    expect(frame).toMatchObject({ kind: "delta", baseSeq: lastSeq, gone: [3] });
  });

  it("is not offered for the future or for what is forgotten", () => {
    const scene = createScene([state(1)]);
    const audience = scene.audience(1);
    for (let i = 0; i < 400; i += 1) scene.tick();
    expect(audience.covers(scene.seq() + 1)).toBe(false);
    expect(audience.covers(scene.seq() - 299)).toBe(true);
    expect(audience.covers(scene.seq() - 301)).toBe(false);
  });
});

describe("shared frames", () => {
  it("are only for clients that see all and missed nothing", () => {
    const scene = createScene([state(1)]);
    const audience = scene.audience(1);
    const [all, some] = [scene.client(audience), scene.client(audience, nearView)];
    scene.tick();
    expect(takesSharedFrame(all, scene.seq())).toBe(true);
    expect(takesSharedFrame(some, scene.seq())).toBe(false);
    scene.tick();
    expect(takesSharedFrame(all, scene.seq())).toBe(false);
  });

  it("are byte for byte what the plain encoder writes", () => {
    const scene = createScene(Array.from({ length: 3000 }, (_, i) => state(i + 1, { lon: 27 + i / 10_000 })));
    const client = scene.client(scene.audience(1));
    for (let id = 1; id <= 3000; id += 1) scene.move(id, { speedKmh: id % 90, headingDeg: id % 360 });
    scene.tick();
    const frame = scene.delta(client);
    const records = [...scene.table.all()];
    const plain = encodeLiveFrame({ ...frame, records });
    expect(decode(plain)).toEqual(frame);
    expect(frame.records).toHaveLength(3000);
  });
});
