// Vehicles with one device each, registered through the public API of the Kentiz under test.
import { signIn } from "../../bin/api-client.ts";
import { nativeTopic } from "../../domain/topic.ts";
import { ADMIN, type KentizProcess } from "../harness/kentiz-process.ts";

export interface BenchDevice {
  clientId: string;
  username: string;
  password: string;
  topic: string;
}

const LANES = 8;

export async function registerDevices(kentiz: KentizProcess, count: number): Promise<BenchDevice[]> {
  const client = await signIn(kentiz.httpUrl, ADMIN.username, ADMIN.password);
  const { items: units } = await client.call("listUnits", { query: {} });
  const unitId = units[0]?.id ?? 0;
  const devices: BenchDevice[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      const vehicle = await client.call("createVehicle", { body: { code: `BENCH-${index}`, kind: "other", unitId } });
      const { mqtt } = await client.call("createDevice", { body: { name: `Bench ${index}`, vehicleId: vehicle.id } });
      devices.push({ ...mqtt, clientId: mqtt.username, topic: nativeTopic(mqtt.username, "position") });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return devices;
}
