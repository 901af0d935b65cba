// Vehicles from a CSV file: a preview first, then all in one transaction or none.
import { vehicleLabel, type NewVehicle } from "../../domain/vehicle.ts";
import type { Queryable } from "../../gis/database.ts";
import { createVehicles, takenLabels } from "../../gis/bulk-create.ts";
import { audit } from "../audit.ts";
import { readTable, requireColumn } from "../import/read-table.ts";
import { readVehicles, VEHICLE_HEADINGS, type ReadVehicle } from "../import/read-vehicles.ts";
import { requireListener } from "../import/require-listener.ts";
import { RowErrors } from "../import/row-errors.ts";
import { createUnitFinder } from "../import/unit-finder.ts";
import type { Handlers } from "../mount-route.ts";
import { requireUnit } from "./require-unit.ts";

async function findTaken(db: Queryable, read: readonly ReadVehicle[], errors: RowErrors): Promise<void> {
  const vehicles = read.flatMap(({ vehicle }) => vehicle ?? []);
  const taken = await takenLabels(
    db,
    vehicles.flatMap(({ plate }) => plate ?? []),
    vehicles.flatMap(({ code }) => code ?? []),
  );
  for (const { row, vehicle } of read) {
    if (vehicle?.plate && taken.plates.has(vehicle.plate)) errors.add(row.line, "plate", "plate_taken", vehicle.plate);
    if (vehicle?.code && taken.codes.has(vehicle.code)) errors.add(row.line, "code", "code_taken", vehicle.code);
  }
}

export const importVehiclesHandler = {
  async importVehicles({ context, caller, scope, query, body, response }) {
    const { database, feed } = context;
    const table = readTable(body, VEHICLE_HEADINGS);
    requireColumn(table, ["plate", "code"]);
    requireColumn(table, ["kind"]);
    const standard = query.unitId === undefined ? null : await requireUnit(database, scope, query.unitId, "unitId");
    const findUnit = await createUnitFinder(database, scope);
    const errors = new RowErrors();
    const read = readVehicles(table, (name) => (name === "" ? standard : findUnit(name)), errors);
    await findTaken(database, read, errors);

    const good = read.flatMap(({ row, vehicle }): NewVehicle[] => (vehicle && !errors.has(row.line) ? [vehicle] : []));
    const complete = good.length === read.length;
    const writes = !query.dryRun && good.length > 0 && (complete || query.skipErrors);
    if (writes) {
      await database.transaction(async (tx) => {
        const ids = await createVehicles(tx, good);
        const entries = good.map((vehicle, index) => {
          const id = ids[index] ?? 0;
          const label = vehicleLabel({ id, plate: vehicle.plate ?? null, code: vehicle.code ?? null });
          const about = { objectType: "vehicle" as const, objectId: id, objectLabel: label, unitId: vehicle.unitId };
          return { ...about, action: "import" as const, after: vehicle };
        });
        await audit(tx, caller, ...entries);
        requireListener(response);
      });
      feed.publish({ type: "vehicles" });
    }
    return {
      dryRun: query.dryRun,
      encoding: table.encoding,
      delimiter: table.delimiter,
      unknownColumns: table.unknownColumns,
      total: read.length,
      valid: good.length,
      created: writes ? good.length : 0,
      errors: errors.sorted(),
      rows: read.map(({ shown }) => ({ ...shown, valid: !errors.has(shown.line) })),
    };
  },
} satisfies Partial<Handlers>;
