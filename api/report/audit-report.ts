// Who takes away lists of where vehicles were: about one vehicle, or about a unit and all below it.
import type { FleetReport, ReportQuery } from "../../domain/fleet-report/fleet-report.ts";
import type { Scope } from "../../domain/rights.ts";
import { vehicleLabel } from "../../domain/vehicle.ts";
import type { Queryable } from "../../gis/database.ts";
import { unitById } from "../../gis/unit.ts";
import { vehicleById } from "../../gis/vehicle.ts";
import { auditLook } from "../audit.ts";
import type { Requester } from "../caller.ts";

export async function auditReport(
  db: Queryable,
  caller: Requester,
  scope: Scope,
  { kind, from, to }: FleetReport,
  { vehicleId, unitId }: ReportQuery,
  format: string,
): Promise<void> {
  const after = { report: kind, from, to, format };
  const vehicle = vehicleId === undefined ? null : await vehicleById(db, scope, vehicleId);
  if (vehicle) {
    const object = { objectType: "vehicle" as const, objectId: vehicle.id, objectLabel: vehicleLabel(vehicle) };
    await auditLook(db, caller, [{ action: "export", ...object, unitId: vehicle.unitId, after }]);
    return;
  }
  for (const id of unitId === undefined ? scope.unitIds : [unitId]) {
    const unit = await unitById(db, id);
    const object = { objectType: "unit" as const, objectId: id, objectLabel: unit?.name ?? "" };
    await auditLook(db, caller, [{ action: "export", ...object, unitId: id, after }]);
  }
}
