// The installation itself: its health, and who changed what.
import { z } from "zod";
import { AuditEntry, AuditObject } from "../audit.ts";
import { Installation } from "../installation.ts";
import { SystemState } from "../system.ts";
import { Cursor, IdFilter, listOf, OpenPeriod, route, SearchText } from "./route.ts";

export const systemRoutes = {
  getSystem: route({
    method: "GET",
    path: "/api/system",
    summary: "Version, database, ingest, memory, disk: how the installation is doing",
    permission: "system:read",
    status: 200,
    response: SystemState,
  }),
  getInstallation: route({
    method: "GET",
    path: "/api/installation",
    summary: "Where devices connect, and how long records are kept",
    permission: null,
    status: 200,
    response: Installation,
  }),
  listAudit: route({
    method: "GET",
    path: "/api/audit",
    summary: "Who changed what, newest first",
    permission: "audit:read",
    query: Cursor.extend({
      ...OpenPeriod.shape,
      /** Part of the user name or of the label of what was changed. */
      q: SearchText,
      userId: IdFilter,
      objectType: AuditObject.optional(),
      /** Only together with objectType. */
      objectId: z.coerce.number().int().optional(),
    }),
    status: 200,
    response: listOf(AuditEntry),
  }),
} as const;
