import { pino } from "pino";
import { describe, expect, it } from "vitest";
import type { StateChange } from "../../gis/ingest-row.ts";
import type { LiveState } from "../../gis/vehicle-state.ts";
import { createFleetPicture } from "./fleet-picture.ts";

const NOW_MS = Date.UTC(2026, 10, 22, 11);

const state = (vehicleId: number, lon: number, fixTimeMs = NOW_MS): LiveState => ({
  vehicleId,
  deviceId: vehicleId,
  unitPath: [1],
  archived: false,
  connected: false,
  fixTimeMs,
  linkTimeMs: fixTimeMs,
  lon,
  lat: 38.4,
  headingDeg: null,
  speedKmh: 0,
  ignition: null,
  stationarySinceMs: fixTimeMs,
});
const change = (vehicleId: number, lon: number, fixTimeMs: number): StateChange => state(vehicleId, lon, fixTimeMs);

/** A database whose answers the test gives by hand. */
function createScene() {
  const waiting: { answer: (states: LiveState[]) => void; fail: () => void }[] = [];
  let loads = 0;
  const picture = createFleetPicture({
    loadStates: () => {
      loads += 1;
      return new Promise((resolve, reject) => {
        waiting.push({ answer: resolve, fail: () => reject(new Error("away")) });
      });
    },
    logger: pino({ level: "silent" }),
    runId: "run",
  });
  return {
    picture,
    loads: () => loads,
    next() {
      const load = waiting.shift();
      if (!load) throw new Error("nothing is being loaded");
      return load;
    },
    settle: () => new Promise((resolve) => setImmediate(resolve)),
    lonOf: (vehicleId: number) => picture.table.byId(vehicleId)?.lon,
  };
}

describe("createFleetPicture", () => {
  it("does not lose what was committed while it was loading", async () => {
    const scene = createScene();
    const loaded = scene.picture.reload();
    scene.picture.apply({ type: "states", changes: [change(1, 27.5, NOW_MS + 1000)] });
    scene.next().answer([state(1, 27.1)]);
    await scene.settle();
    // The vehicle was unknown when the event came, so it asks once more.
    scene.next().answer([state(1, 27.5, NOW_MS + 1000)]);
    await loaded;
    expect(scene.lonOf(1)).toBe(27.5);
  });

  it("believes the database where a state went back in time", async () => {
    const scene = createScene();
    const first = scene.picture.reload();
    scene.next().answer([state(1, 27.5, NOW_MS)]);
    await first;
    const second = scene.picture.reload();
    // Its tracker was moved to another vehicle, and its newest fixes went along.
    scene.next().answer([state(1, 27.1, NOW_MS - 60_000)]);
    await second;
    expect(scene.lonOf(1)).toBe(27.1);
  });

  it("tries again every tick while the database is away", async () => {
    const scene = createScene();
    const first = scene.picture.reload();
    scene.next().fail();
    await first;
    scene.picture.advance(NOW_MS);
    scene.next().fail();
    await scene.settle();
    scene.picture.advance(NOW_MS + 1000);
    scene.next().answer([state(1, 27.1)]);
    await scene.settle();
    expect(scene.lonOf(1)).toBe(27.1);
    scene.picture.advance(NOW_MS + 2000);
    expect(scene.loads()).toBe(3);
  });

  it("loads again when a vehicle is heard for the first time", async () => {
    const scene = createScene();
    const first = scene.picture.reload();
    scene.next().answer([]);
    await first;
    scene.picture.apply({ type: "states", changes: [change(7, 27.5, NOW_MS)] });
    scene.picture.advance(NOW_MS);
    scene.next().answer([state(7, 27.5)]);
    await scene.settle();
    expect(scene.lonOf(7)).toBe(27.5);
  });

  it("serves requests that come while it loads with one more load", async () => {
    const scene = createScene();
    const loaded = Promise.all([scene.picture.reload(), scene.picture.reload(), scene.picture.reload()]);
    scene.next().answer([]);
    await scene.settle();
    scene.next().answer([state(1, 27.1)]);
    await loaded;
    expect(scene.loads()).toBe(2);
  });

  it("forgets the history of an audience that a client left", () => {
    const scene = createScene();
    const audience = scene.picture.audienceOf({ unitIds: [2, 1] });
    const { epoch } = audience;
    expect(scene.picture.audienceOf({ unitIds: [1, 2] })).toBe(audience);
    scene.picture.breakHistory(audience);
    expect(audience.epoch).not.toBe(epoch);
  });
});
