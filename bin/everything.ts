// The scope of the command line: whoever may start Kentiz may see all of it.
import type { Scope } from "../domain/rights.ts";
import type { Unit } from "../domain/unit.ts";
import { foldForSearch } from "../domain/turkish-text.ts";
import type { Queryable } from "../gis/database.ts";
import { rootUnit } from "../gis/unit.ts";
import { listUnits } from "../gis/unit.ts";
import { UsageError } from "./explain.ts";

export async function everything(database: Queryable): Promise<{ root: Unit; scope: Scope }> {
  const root = await rootUnit(database);
  if (!root) throw new UsageError("This database has never been served. Start it once with: kentiz serve");
  return { root, scope: { unitIds: [root.id] } };
}

/** @throws UsageError where the name is unknown. */
export async function findUnit(database: Queryable, name: string | undefined): Promise<Unit> {
  const { root, scope } = await everything(database);
  if (name === undefined) return root;
  const wanted = foldForSearch(name);
  const units = await listUnits(database, scope);
  const found = units.find((unit) => foldForSearch(unit.name) === wanted);
  if (!found)
    throw new UsageError(`There is no unit "${name}". Known ones: ${units.map((unit) => unit.name).join(", ")}.`);
  return found;
}
