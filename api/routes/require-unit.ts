// Units named in a body must lie where the caller may write. One that does not exist and one that is
// none of the caller's business get the same answer.
import { AppError } from "../../domain/problem.ts";
import { inScope, type Scope } from "../../domain/rights.ts";
import type { Unit } from "../../domain/unit.ts";
import type { Queryable } from "../../gis/database.ts";
import { unitById } from "../../gis/unit.ts";

/** @throws AppError input_invalid naming `path` */
export async function requireUnit(database: Queryable, scope: Scope, unitId: number, path: string): Promise<Unit> {
  const unit = await unitById(database, unitId);
  if (unit && inScope(scope, unit.path)) return unit;
  const fields = [{ path, reason: "unit_unknown" }];
  throw new AppError("input_invalid", `Not accepted: ${path} names no unit you may use here.`, { fields });
}
