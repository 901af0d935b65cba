// Registers simulated vehicles and their devices at a running Kentiz through its public API, the way
// an administrator would, and returns fresh credentials. Running it again finds what is there and
// rotates the passwords, so no secret is kept on disk.
import { foldForSearch } from "../domain/turkish-text.ts";
import type { NewVehicle } from "../domain/vehicle.ts";
import type { DeviceFormat } from "../domain/device.ts";
import type { UnitKind } from "../domain/unit.ts";
import { readAll, type ApiClient } from "./api-client.ts";

export interface FleetUnit {
  name: string;
  kind: UnitKind;
  /** Name of the parent; null = the root. */
  parent: string | null;
}

export interface FleetVehicle extends Omit<NewVehicle, "unitId"> {
  unit: string;
  format: DeviceFormat;
}

export interface FleetCredential {
  vehicle: string;
  username: string;
  password: string;
}

const keyOf = (vehicle: { plate?: string | null | undefined; code?: string | null | undefined }): string =>
  foldForSearch(vehicle.plate ?? vehicle.code ?? "");

async function registerUnits(client: ApiClient, units: readonly FleetUnit[]): Promise<Map<string, number>> {
  const known = await readAll((query) => client.call("listUnits", { query }));
  const root = known.find((unit) => unit.parentId === null);
  if (!root) throw new Error("The installation has no root unit.");
  const idByName = new Map(known.map((unit) => [unit.name, unit.id]));
  for (const unit of units) {
    if (idByName.has(unit.name)) continue;
    const parentId = unit.parent === null ? root.id : (idByName.get(unit.parent) ?? root.id);
    const created = await client.call("createUnit", { body: { parentId, name: unit.name, kind: unit.kind } });
    idByName.set(unit.name, created.id);
  }
  return idByName;
}

/** @throws ApiProblem where the server refuses. */
export async function registerFleet(
  client: ApiClient,
  units: readonly FleetUnit[],
  vehicles: readonly FleetVehicle[],
  onProgress: (done: number, total: number) => void,
): Promise<FleetCredential[]> {
  const unitIds = await registerUnits(client, units);
  const vehicleIds = new Map(
    (await readAll((query) => client.call("listVehicles", { query }))).map((vehicle) => [keyOf(vehicle), vehicle.id]),
  );
  const deviceIds = new Map(
    (await readAll((query) => client.call("listDevices", { query })))
      .filter((device) => !device.revokedAt)
      .map((device) => [device.vehicleId, device.id]),
  );
  const credentials: FleetCredential[] = [];
  for (const { unit, format, ...fields } of vehicles) {
    const unitId = unitIds.get(unit);
    if (unitId === undefined) throw new Error(`Unknown unit of a simulated vehicle: ${unit}`);
    const label = fields.plate ?? fields.code ?? "";
    const vehicleId =
      vehicleIds.get(keyOf(fields)) ?? (await client.call("createVehicle", { body: { ...fields, unitId } })).id;
    const deviceId = deviceIds.get(vehicleId);
    const { mqtt } =
      deviceId === undefined
        ? await client.call("createDevice", { body: { name: `${label} takip cihazı (örnek veri)`, format, vehicleId } })
        : await client.call("rotateDevice", { params: { id: deviceId } });
    credentials.push({ vehicle: label, username: mqtt.username, password: mqtt.password });
    onProgress(credentials.length, vehicles.length);
  }
  return credentials;
}
