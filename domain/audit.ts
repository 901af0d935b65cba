// Who changed what in administration, and who looked at or took away a vehicle's history. Secrets never get into it.
import { z } from "zod";

export const AuditObject = z
  .enum(["unit", "user", "vehicle", "device", "integration", "token", "geofence", "rule"])
  .meta({ id: "AuditObject" });
export type AuditObject = z.infer<typeof AuditObject>;

export const AuditAction = z
  .enum(["create", "change", "delete", "import", "reset-password", "rotate", "revoke", "assign", "view", "export"])
  .meta({ id: "AuditAction" });
export type AuditAction = z.infer<typeof AuditAction>;

/** Values by field name; only fields that differ. */
export const AuditValues = z.record(z.string(), z.unknown());
export type AuditValues = z.infer<typeof AuditValues>;

export const AuditEntry = z
  .object({
    id: z.int(),
    at: z.iso.datetime(),
    /** Who did it. The name is that of the time, the user may be gone. */
    userId: z.int(),
    username: z.string(),
    action: AuditAction,
    objectType: AuditObject,
    objectId: z.int(),
    /** Name, plate or key at that time. */
    objectLabel: z.string(),
    before: AuditValues.nullable(),
    after: AuditValues.nullable(),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntry = z.infer<typeof AuditEntry>;
