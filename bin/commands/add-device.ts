// `kentiz device add`: straight into the database, where no console is at hand.
import { hashSecret, newDeviceKey, newDeviceSecret } from "../../api/device-credential.ts";
import { DeviceFormat } from "../../domain/device.ts";
import { foldForSearch } from "../../domain/turkish-text.ts";
import { createDevice } from "../../gis/device.ts";
import { assignDevice } from "../../gis/device-assignment.ts";
import { listVehicles } from "../../gis/vehicle.ts";
import { everything } from "../everything.ts";
import { UsageError } from "../explain.ts";
import { withStorage } from "../with-storage.ts";

interface Options {
  format: string;
  vehicle?: string;
}

export async function addDevice(name: string, options: Options): Promise<void> {
  const format = DeviceFormat.safeParse(options.format);
  if (!format.success)
    throw new UsageError(`Unknown format "${options.format}". Choose one of: ${DeviceFormat.options.join(", ")}.`);
  await withStorage(async (database) => {
    const { root, scope } = await everything(database);
    const wanted = options.vehicle === undefined ? null : foldForSearch(options.vehicle);
    const page =
      wanted === null ? null : await listVehicles(database, scope, { q: wanted, archived: false, limit: 50 });
    const vehicle = page?.items.find((item) => foldForSearch(item.plate ?? item.code ?? "") === wanted) ?? null;
    if (wanted !== null && !vehicle) throw new UsageError(`There is no vehicle "${options.vehicle}".`);

    const secret = newDeviceSecret();
    const device = await createDevice(database, {
      key: newDeviceKey(),
      name,
      format: format.data,
      unitId: vehicle?.unitId ?? root.id,
      secretHash: hashSecret(secret),
    });
    // From ever: what it has buffered belongs to the vehicle too.
    if (vehicle) await assignDevice(database, device.id, vehicle.id, new Date(0));
    console.log(
      `Device ${device.key} added.\nMQTT user name: ${device.key}\nMQTT password:  ${secret}   (shown only this once)`,
    );
  });
}
