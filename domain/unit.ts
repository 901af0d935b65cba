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

export const NewUnit = z
  .object({ parentId: z.int(), name: z.string().trim().min(1).max(120), kind: UnitKind })
  .meta({ id: "NewUnit" });
export type NewUnit = z.infer<typeof NewUnit>;
