// Reports about the fleet, as JSON and as files.
import { scopeOf, type Scope } from "../../domain/rights.ts";
import type { FleetReport, ReportKind, ReportQuery } from "../../domain/fleet-report/fleet-report.ts";
import { AppError } from "../../domain/problem.ts";
import { vehicleById } from "../../gis/vehicle.ts";
import type { Requester } from "../caller.ts";
import type { ApiContext } from "../context.ts";
import type { FileHandlers } from "../mount-file-route.ts";
import type { Handlers } from "../mount-route.ts";
import { buildReport } from "../report/build-report.ts";
import { REPORT_FORMATS } from "../report/report-format.ts";
import { auditReport } from "../report/audit-report.ts";
import { requireUnit } from "./require-unit.ts";

interface Asked {
  context: ApiContext;
  caller: Requester;
  scope: Scope;
  kind: ReportKind;
  query: ReportQuery;
}

/** @throws AppError input_invalid for a unit or vehicle out of reach, and for a wrong period */
async function reportFor({ context, caller, scope, kind, query }: Asked): Promise<FleetReport> {
  const { database, timeZone } = context;
  if (query.unitId !== undefined) await requireUnit(database, scope, query.unitId, "unitId");
  if (query.vehicleId !== undefined && !(await vehicleById(database, scope, query.vehicleId))) {
    const fields = [{ path: "vehicleId", reason: "vehicle_unknown" }];
    throw new AppError("input_invalid", "There is no such vehicle, or it is out of reach.", { fields });
  }
  const driverScope = scopeOf(caller.user.grants, "driver:read");
  return buildReport(database, { kind, query, timeZone, scope, driverScope });
}

export const reportHandlers = {
  getReport: ({ context, caller, scope, params, query }) =>
    reportFor({ context, caller, scope, kind: params.kind, query }),
} satisfies Partial<Handlers>;

export const reportFileHandlers = {
  async getReportFile({ context, caller, scope, params, query, response }) {
    const { format, lang, ...asked } = query;
    const report = await reportFor({ context, caller, scope, kind: params.kind, query: asked });
    await auditReport(context.database, caller, scope, report, asked, format);
    const { type, write } = REPORT_FORMATS[format];
    const file = await write(report, { language: lang, timeZone: context.timeZone });
    const name = `${report.kind}_${report.from}_${report.to}.${format}`;
    response.set("Content-Type", type).set("Content-Disposition", `attachment; filename="${name}"`);
    response.set("Cache-Control", "no-store").send(file);
  },
} satisfies Partial<FileHandlers>;
