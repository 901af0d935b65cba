// Organisational units (Başkanlık → müdürlükler → birimler) as a tree.
import { z } from "zod";

export const UnitKind = z.enum(["presidency", "directorate", "section"]).meta({ id: "UnitKind" });
export type UnitKind = z.infer<typeof UnitKind>;

export const Unit = z
  .object({
    id: z.int(),
    parentId: z.int().nullable(),
    name: z.string(),
    kind: UnitKind,
    /** Ids from the root down to this unit, itself included. */
    path: z.array(z.int()),
  })
  .meta({ id: "Unit" });
export type Unit = z.infer<typeof Unit>;

const UnitName = z.string().trim().min(1).max(120);

export const NewUnit = z.object({ parentId: z.int(), name: UnitName, kind: UnitKind }).meta({ id: "NewUnit" });
export type NewUnit = z.infer<typeof NewUnit>;

/** `parentId` moves the unit and all below it; the root can only be renamed. */
export const UnitChange = z
  .object({ parentId: z.int(), name: UnitName, kind: UnitKind })
  .partial()
  .meta({ id: "UnitChange" });
export type UnitChange = z.infer<typeof UnitChange>;

/** What keeps a unit from being deleted. Archived vehicles and revoked devices count: their history stays. */
export const UnitContent = z
  .enum(["units", "vehicles", "devices", "users", "geofences", "rules"])
  .meta({ id: "UnitContent" });
export type UnitContent = z.infer<typeof UnitContent>;

/** Directly in the unit, not below it. */
export const UnitCounts = z
  .object({ unitId: z.int(), units: z.int(), vehicles: z.int(), devices: z.int(), users: z.int() })
  .meta({ id: "UnitCounts" });
export type UnitCounts = z.infer<typeof UnitCounts>;
