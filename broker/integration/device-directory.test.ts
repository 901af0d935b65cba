import { pino } from "pino";
import { afterEach, expect, it } from "vitest";
import type { IntegrationDevice } from "../../gis/integration.ts";
import { createDeviceDirectory, type DeviceDirectory } from "./device-directory.ts";

let directory: DeviceDirectory | null = null;
afterEach(() => directory?.stop());

it("is not set back by a read that began earlier and took longer", async () => {
  const waiting: ((devices: IntegrationDevice[]) => void)[] = [];
  directory = createDeviceDirectory({
    read: () => new Promise((resolve) => waiting.push(resolve)),
    logger: pino({ level: "silent" }),
  });
  const earlier = directory.load(1);
  const later = directory.load(1);
  const device = { deviceId: 7, externalId: "a" };
  waiting[1]?.([{ ...device, revoked: true }]);
  await later;
  waiting[0]?.([{ ...device, revoked: false }]);
  await earlier;
  expect(directory.find(1, "a")).toEqual({ ...device, revoked: true });
  expect(directory.find(2, "a")).toBeNull();
});
