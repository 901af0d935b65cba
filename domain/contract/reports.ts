// Reports about the fleet over a period of whole days.
import { z } from "zod";
import { FleetReport, ReportKind, ReportQuery } from "../fleet-report/fleet-report.ts";
import { route } from "./route.ts";

export const reportRoutes = {
  getReport: route({
    method: "GET",
    path: "/api/reports/{kind}",
    summary: "A report over whole days of the installation's zone, first and last included",
    permission: "track:read",
    params: z.object({ kind: ReportKind }),
    query: ReportQuery,
    status: 200,
    response: FleetReport,
  }),
} as const;
