// Devices from a CSV file: a preview first, then all in one transaction or none. Their passwords leave
// the house only in the answer that creates them.
import type { Response } from "express";
import type { ImportedCredential } from "../../domain/csv-import.ts";
import { createDevices, vehiclesByLabel } from "../../gis/bulk-create.ts";
import type { Database } from "../../gis/database.ts";
import { audit } from "../audit.ts";
import type { Requester } from "../caller.ts";
import { hashSecret, newDeviceKey, newDeviceSecret } from "../device-credential.ts";
import { DEVICE_HEADINGS, labelOf, readDevices, type ReadDevice } from "../import/read-devices.ts";
import { readTable, requireColumn } from "../import/read-table.ts";
import { requireListener } from "../import/require-listener.ts";
import { RowErrors } from "../import/row-errors.ts";
import { createUnitFinder } from "../import/unit-finder.ts";
import type { Handlers } from "../mount-route.ts";
import { requireUnit } from "./require-unit.ts";

type GoodDevice = ReadDevice & { device: NonNullable<ReadDevice["device"]> };

async function write(
  database: Database,
  caller: Requester,
  good: readonly GoodDevice[],
  response: Response,
): Promise<ImportedCredential[]> {
  const secrets = good.map(() => ({ key: newDeviceKey(), password: newDeviceSecret() }));
  return database.transaction(async (tx) => {
    const rows = good.map(({ device: { name, format, unitId, vehicleId } }, index) => {
      const { key = "", password = "" } = secrets[index] ?? {};
      return { key, name, format, unitId, vehicleId: vehicleId ?? null, secretHash: hashSecret(password) };
    });
    const ids = await createDevices(tx, rows);
    const entries = rows.map(({ name, format, unitId, vehicleId }, index) => ({
      action: "import" as const,
      objectType: "device" as const,
      objectId: ids[index] ?? 0,
      objectLabel: name,
      unitId,
      after: { name, format, unitId, vehicleId },
    }));
    await audit(tx, caller, ...entries);
    requireListener(response);
    return good.map(({ shown }, index) => ({
      line: shown.line,
      id: ids[index] ?? 0,
      name: shown.name,
      vehicleLabel: shown.vehicleLabel,
      username: secrets[index]?.key ?? "",
      password: secrets[index]?.password ?? "",
    }));
  });
}

export const importDevicesHandler = {
  async importDevices({ context, caller, scope, query, body, response }) {
    const { database, feed } = context;
    const table = readTable(body, DEVICE_HEADINGS);
    requireColumn(table, ["name"]);
    const standard = query.unitId === undefined ? null : await requireUnit(database, scope, query.unitId, "unitId");
    const labels = table.rows.map((row) => labelOf(row.cell("vehicleId"))).filter(Boolean);
    const vehicles = await vehiclesByLabel(database, scope, labels);
    const around = {
      vehicles: new Map(
        vehicles.flatMap((vehicle) => [vehicle.plate, vehicle.code].map((label) => [label ?? "", vehicle])),
      ),
      findUnit: await createUnitFinder(database, scope),
      standardUnitId: standard?.id ?? null,
    };
    const errors = new RowErrors();
    const read = readDevices(table, around, errors);

    const isGood = (entry: ReadDevice): entry is GoodDevice => entry.device !== null && !errors.has(entry.row.line);
    const good = read.filter(isGood);
    const writes = !query.dryRun && good.length > 0 && (good.length === read.length || query.skipErrors);
    const credentials = writes ? await write(database, caller, good, response) : [];
    if (writes) feed.publish({ type: "devices" });
    return {
      dryRun: query.dryRun,
      encoding: table.encoding,
      delimiter: table.delimiter,
      unknownColumns: table.unknownColumns,
      total: read.length,
      valid: good.length,
      created: credentials.length,
      errors: errors.sorted(),
      rows: read.map(({ shown }) => ({ ...shown, valid: !errors.has(shown.line) })),
      credentials,
    };
  },
} satisfies Partial<Handlers>;
