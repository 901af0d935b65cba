// Who changed what.
import { listAudit } from "../../gis/audit.ts";
import type { Handlers } from "../mount-route.ts";

export const auditHandlers = {
  listAudit: ({ context, scope, query }) => listAudit(context.database, scope, query),
} satisfies Partial<Handlers>;
