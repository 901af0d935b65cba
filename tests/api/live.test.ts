// The live stream of the running server: what a console sees, from its first frame to a restart.
import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { LIVE_CLOSE } from "../../domain/live-protocol.ts";
import { setLinks } from "../../gis/device-link.ts";
import { startTestApi, type TestApi, type TestClient } from "../harness/api.ts";
import { describeOnBothDatabases, type TestDatabase } from "../harness/database.ts";
import { liveAddress } from "../harness/live-stream.ts";
import { createTracked, storeFixes, type Tracked } from "./store-fixes.ts";

const IZMIR = { lon: 27.1, lat: 38.4 };

describeOnBothDatabases("the live stream", (open) => {
  let opened: TestDatabase;
  let test: TestApi;
  let car: Tracked;
  let number = 100;
  const freshPlate = (): string => `35 ABC ${(number += 1)}`;
  const freshName = (): string => `kim${(number += 1)}`;
  beforeAll(async () => {
    opened = await open();
    test = await startTestApi(opened.database);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    car = await createTracked(test, freshPlate(), test.root.id);
    await storeFixes(test, car.deviceId, [{ fixTimeMs: Date.now() - 5000, ...IZMIR, speedKmh: 40, headingDeg: 90 }]);
  });

  const move = (tracked: Tracked, lon: number, speedKmh = 40): Promise<unknown> =>
    storeFixes(test, tracked.deviceId, [{ fixTimeMs: Date.now(), lon, lat: IZMIR.lat, speedKmh }]);

  describe("to its listeners", () => {
    it("begins with everything and goes on with what changes", async () => {
      const live = await test.admin.live();
      expect(live.welcome).toMatchObject({ protocol: 1, resumed: false });
      expect(live.frames[0]?.kind).toBe("snapshot");
      await live.until("the vehicle is there", ({ vehicles }) => vehicles.has(car.vehicleId));
      expect(live.vehicles.get(car.vehicleId)).toMatchObject({
        ...IZMIR,
        speedKmh: 40,
        headingDeg: 90,
        motion: "moving",
      });
      await move(car, 27.2);
      await live.until("it moved", ({ vehicles }) => vehicles.get(car.vehicleId)?.lon === 27.2);
      await live.close();
    });

    it("beats every second without gaps, also when nothing happens", async () => {
      const live = await test.admin.live();
      await live.until("four frames", ({ frames }) => frames.length >= 4);
      const deltas = live.frames.slice(1);
      deltas.forEach((frame, index) => expect(frame.baseSeq).toBe(live.frames[index]?.seq));
      expect(live.messages).toContainEqual({ type: "ingest", state: "ok" });
      await live.close();
    });

    it("shows a vehicle that is heard for the first time", async () => {
      const live = await test.admin.live();
      const fresh = await createTracked(test, freshPlate(), test.root.id);
      await move(fresh, 27.3);
      await live.until("the new one is there", ({ vehicles }) => vehicles.get(fresh.vehicleId)?.lon === 27.3);
      await live.until("the list is to be read again", ({ messages }) =>
        messages.some((message) => message.type === "vehicles-changed"),
      );
      expect(live.frames.filter((frame) => frame.kind === "snapshot")).toHaveLength(1);
      await live.close();
    });

    it("shows connections as they open and close", async () => {
      const live = await test.admin.live();
      const setLink = async (connected: boolean): Promise<void> => {
        const row = { deviceId: car.deviceId, connected, lastSeenMs: Date.now() };
        test.feed.publish({ type: "links", links: await setLinks(opened.database, [row]) });
      };
      await setLink(true);
      await live.until("connected", ({ vehicles }) => vehicles.get(car.vehicleId)?.connected === true);
      await setLink(false);
      await live.until("disconnected", ({ vehicles }) => vehicles.get(car.vehicleId)?.connected === false);
      expect(live.vehicles.get(car.vehicleId)).toMatchObject(IZMIR);
      await live.close();
    });

    it("tells how the ingest side is doing, also to those who come later", async () => {
      const early = await test.admin.live();
      test.feed.publish({ type: "ingest", state: "spooling" });
      await early.until("told", ({ messages }) => messages.some((m) => m.type === "ingest" && m.state === "spooling"));
      const late = await test.admin.live();
      await late.until("told", ({ messages }) => messages.some((m) => m.type === "ingest" && m.state === "spooling"));
      test.feed.publish({ type: "ingest", state: "ok" });
      await late.until("told again", ({ messages }) => messages.at(-1)?.type === "ingest" && messages.length === 3);
      expect(late.messages.at(-1)).toEqual({ type: "ingest", state: "ok" });
      await Promise.all([early.close(), late.close()]);
    });

    it("sends moves outside the view later, kept vehicles at once", async () => {
      const far = await createTracked(test, freshPlate(), test.root.id);
      const kept = await createTracked(test, freshPlate(), test.root.id);
      for (const tracked of [far, kept]) await move(tracked, 35);
      const view = { bbox: [27, 38.3, 27.2, 38.5] as [number, number, number, number], keep: [kept.vehicleId] };
      const live = await test.admin.live({ view });
      await live.until("all are there", ({ vehicles }) =>
        [car, far, kept].every(({ vehicleId }) => vehicles.has(vehicleId)),
      );
      await live.until("it settled", ({ frames }) => frames.length > 2);
      for (const tracked of [far, kept, car]) await move(tracked, tracked === car ? 27.11 : 36);
      await live.until(
        "near and kept moved",
        ({ vehicles }) => [vehicles.get(car.vehicleId)?.lon, vehicles.get(kept.vehicleId)?.lon].join() === "27.11,36",
      );
      expect(live.vehicles.get(far.vehicleId)?.lon).toBe(35);
      await live.until("far moved too", ({ vehicles }) => vehicles.get(far.vehicleId)?.lon === 36);
      await live.close();
    });
  });

  describe("after a break", () => {
    it("goes on where it stopped", async () => {
      const first = await test.admin.live();
      const resume = { epoch: first.welcome.epoch, lastSeq: first.lastSeq() };
      await first.close();
      await move(car, 27.25);
      const second = await test.admin.live({ resume });
      expect(second.welcome.resumed).toBe(true);
      expect(second.frames[0]).toMatchObject({ kind: "delta", baseSeq: resume.lastSeq });
      await second.until("what was missed", ({ vehicles }) => vehicles.get(car.vehicleId)?.lon === 27.25);
      await second.close();
    });

    it("starts anew after a restart of the server, which says so", async () => {
      const first = await test.admin.live();
      const resume = { epoch: first.welcome.epoch, lastSeq: first.lastSeq() };
      await test.stop();
      expect(await first.closed()).toBe(LIVE_CLOSE.restart);
      test = await startTestApi(opened.database);
      const second = await test.admin.live({ resume });
      expect(second.welcome.resumed).toBe(false);
      expect(second.frames[0]?.kind).toBe("snapshot");
      expect(second.vehicles.get(car.vehicleId)).toMatchObject(IZMIR);
      await second.close();
    });
  });

  describe("and rights", () => {
    it("shows only the own units, and a vehicle leaves when it is handed over", async () => {
      const own = await test.createUnit("Temizlik");
      const other = await test.createUnit("Park");
      const mine = await createTracked(test, freshPlate(), own.id);
      await move(mine, 27.3);
      const chief = await test.clientOf(freshName(), "viewer", own);
      const live = await chief.live();
      await live.until("the own one is there", ({ vehicles }) => vehicles.has(mine.vehicleId));
      expect([...live.vehicles.keys()]).toEqual([mine.vehicleId]);
      await test.admin.call("changeVehicle", { params: { id: mine.vehicleId }, body: { unitId: other.id } });
      await live.until("it left", ({ vehicles }) => vehicles.size === 0, 3000);
      await live.close();
    });

    it("follows a change of roles while it is open", async () => {
      const own = await test.createUnit("Temizlik");
      const mine = await createTracked(test, freshPlate(), own.id);
      await move(mine, 27.3);
      const chief = await test.clientOf(freshName(), "viewer", own);
      const { user } = await chief.call("getSession");
      const live = await chief.live();
      await live.until("the own one is there", ({ vehicles }) => vehicles.has(mine.vehicleId));
      const change = (unitId: number): Promise<unknown> =>
        test.admin.call("changeUser", { params: { id: user.id }, body: { grants: [{ role: "viewer", unitId }] } });
      await change(test.root.id);
      await live.until("all are there", ({ vehicles }) => vehicles.has(car.vehicleId), 3000);
      expect(live.vehicles.has(mine.vehicleId)).toBe(true);
      await test.admin.call("changeUser", { params: { id: user.id }, body: { grants: [] } });
      await live.until("none is left", ({ vehicles }) => vehicles.size === 0, 3000);
      await live.close();
    });

    it("loses archived vehicles and gets them back", async () => {
      const live = await test.admin.live();
      const params = { id: car.vehicleId };
      await live.until("there", ({ vehicles }) => vehicles.has(car.vehicleId));
      await test.admin.call("changeVehicle", { params, body: { archived: true } });
      await live.until("gone", ({ vehicles }) => !vehicles.has(car.vehicleId), 3000);
      await test.admin.call("changeVehicle", { params, body: { archived: false } });
      await live.until("back", ({ vehicles }) => vehicles.has(car.vehicleId), 3000);
      expect(live.frames.flatMap((frame) => frame.gone)).toEqual([car.vehicleId]);
      await live.close();
    });

    it.each<[string, (client: TestClient, userId: number) => Promise<unknown>]>([
      ["signs out", (client) => client.call("signOut")],
      ["is locked", (_, id) => test.admin.call("changeUser", { params: { id }, body: { disabled: true } })],
    ])("ends when its user %s", async (_, end) => {
      const client = await test.clientOf(freshName(), "viewer", test.root);
      const { user } = await client.call("getSession");
      const live = await client.live();
      await end(client, user.id);
      expect(await live.closed()).toBe(LIVE_CLOSE.signedOut);
    });

    it("tells a page without a session to sign in", async () => {
      const socket = new WebSocket(liveAddress(test.url));
      const [code] = await once(socket, "close");
      expect(code).toBe(LIVE_CLOSE.signedOut);
    });

    it("is not opened for a foreign page", async () => {
      const headers = { cookie: test.admin.cookie, origin: "https://evil.example" };
      const socket = new WebSocket(liveAddress(test.url), { headers });
      const [error] = (await once(socket, "error")) as [Error];
      expect(error.message).toContain("403");
    });
  });

  describe("and its protocol", () => {
    const sending = async (...messages: (string | Buffer)[]): Promise<number> => {
      const socket = new WebSocket(liveAddress(test.url), { headers: { cookie: test.admin.cookie } });
      await once(socket, "open");
      for (const message of messages) socket.send(message);
      const [code] = await once(socket, "close");
      return Number(code);
    };
    const hello = JSON.stringify({ type: "hello", protocol: 1, view: { bbox: null } });

    it.each<[string, (string | Buffer)[], number]>([
      ["what is no JSON", ["{"], 4400],
      ["bytes", [Buffer.from(hello)], 4400],
      ["another version", [hello.replace("1", "9")], 4400],
      ["a view before hello", [JSON.stringify({ type: "view", view: { bbox: null } })], 4400],
      ["a second hello", [hello, hello], 4400],
      ["a view that is none", [hello, JSON.stringify({ type: "view", view: { bbox: [1, 2, 3] } })], 4400],
      ["a message larger than any view", [hello, "x".repeat(20_000)], 1009],
    ])("closes after %s", async (_, messages, code) => {
      expect(await sending(...messages)).toBe(code);
    });

    it("has no other doors", async () => {
      const socket = new WebSocket(`${liveAddress(test.url)}/x`);
      const [error] = (await once(socket, "error")) as [Error];
      expect(error.message).toContain("404");
    });
  });
});
