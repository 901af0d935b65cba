// Who drives is personal: only those who hold the right learn it from the server.
import { beforeAll, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import { createTracked, storeFixes } from "./store-fixes.ts";

describeOnBothDatabases("the driver a tracker names", (open) => {
  let test: TestApi;
  let vehicleId: number;
  beforeAll(async () => {
    test = await startTestApi((await open()).database);
    const car = await createTracked(test, "35 KNT 501", test.root.id);
    vehicleId = car.vehicleId;
    const attributes = { driver: "KART-7", batteryPct: 91 };
    await storeFixes(test, car.deviceId, [{ fixTimeMs: Date.now() - 1000, lon: 27.1, lat: 38.4, attributes }]);
    return () => test.stop();
  });

  it.each([
    ["dispatcher", { driver: "KART-7", batteryPct: 91 }],
    ["viewer", { batteryPct: 91 }],
  ] as const)("as a %s learns it", async (role, attributes) => {
    const client = await test.clientOf(role, role, test.root);
    const state = await client.call("getVehicleState", { params: { id: vehicleId } });
    expect(state.attributes).toEqual(attributes);
  });

  it("is not in the tracks of those who may not see tracks", async () => {
    const client = await test.clientOf("yabanci", "viewer", test.root);
    const query = { from: "2026-01-01T00:00:00Z", to: "2036-01-01T00:00:00Z" };
    await expect(client.call("listPositions", { params: { id: vehicleId }, query })).rejects.toThrow("track:read");
  });
});
