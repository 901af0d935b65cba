import { afterEach, beforeEach, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import { storeValues } from "./store-values.ts";

describeOnBothDatabases("datastreams", (open) => {
  let test: TestApi;
  let deviceId: number;
  let nowMs: number;
  beforeEach(async () => {
    test = await startTestApi((await open()).database);
    deviceId = (await test.admin.call("createDevice", { body: { name: "Hava 1", unitId: test.root.id } })).id;
    // Whole seconds ago, so that ages are certain.
    nowMs = Math.floor(Date.now() / 1000) * 1000;
    await storeValues(
      test,
      deviceId,
      [120, 60].map((secondsAgo) => ({
        name: "pm10",
        timeMs: nowMs - secondsAgo * 1000,
        value: secondsAgo,
        unitOfMeasurement: "ug/m3",
        receivedAtMs: nowMs,
      })),
    );
  });
  afterEach(() => test.stop());
  const list = async () => (await test.admin.call("listDatastreams", { params: { id: deviceId } })).items;
  const first = async (): Promise<number> => (await list())[0]?.id ?? 0;

  it("tell the newest value with age and unit, and their history", async () => {
    const [stream] = await list();
    expect(stream).toMatchObject({ key: "pm10", unitOfMeasurement: "ug/m3", latest: { value: 60 } });
    expect(stream?.ageSeconds).toBeGreaterThanOrEqual(60);
    expect(stream?.ageSeconds).toBeLessThan(120);
    const period = { from: new Date(nowMs - 3_600_000).toISOString(), to: new Date(nowMs).toISOString() };
    const params = { id: await first() };
    const page = await test.admin.call("listObservations", { params, query: { ...period, limit: 1 } });
    expect(page.items).toMatchObject([{ value: 120, flags: [] }]);
    const rest = await test.admin.call("listObservations", { params, query: { ...period, after: page.next ?? "" } });
    expect(rest).toMatchObject({ items: [{ value: 60 }], next: null });
  });

  it("of a day are lines of equal spans", async () => {
    const lines = await test.admin.call("listSparklines", { params: { id: deviceId }, query: { hours: 1, points: 4 } });
    expect(lines.stepSeconds).toBe(900);
    expect(Date.parse(lines.to) - Date.parse(lines.from)).toBe(3_600_000);
    expect(lines.items).toHaveLength(1);
    expect(lines.items[0]?.values).toHaveLength(4);
    expect(lines.items[0]?.values.filter((value) => value !== null).length).toBeGreaterThan(0);
  });

  it("are described by people, who are told what is wrong", async () => {
    const params = { id: await first() };
    const body = { name: "İnce toz", expectedIntervalSeconds: 600, hidden: true };
    expect(await test.admin.call("changeDatastream", { params, body })).toMatchObject({ ...body, key: "pm10" });
    expect(
      await test.admin.refused("changeDatastream", { params, body: { observedProperty: "Ince Toz!" } }),
    ).toMatchObject({ code: "input_invalid", fields: [{ path: "observedProperty" }] });
  });

  it("do not exist outside the scope", async () => {
    const id = await first();
    const unit = await test.createUnit("Temizlik");
    const other = await test.clientOf("baska", "fleet-manager", unit);
    expect(await other.refused("getDatastream", { params: { id } })).toMatchObject({ status: 404 });
    expect(await other.refused("listDatastreams", { params: { id: deviceId } })).toMatchObject({ status: 404 });
  });
});
