// Units by the names that stand in a file: "Zabıta Müdürlüğü", or "Zabıta Müdürlüğü / Devriye Birimi"
// where a name alone is not clear.
import { inScope, type Scope } from "../../domain/rights.ts";
import { foldForSearch } from "../../domain/turkish-text.ts";
import type { Unit } from "../../domain/unit.ts";
import type { Queryable } from "../../gis/database.ts";
import { listUnits } from "../../gis/unit.ts";

export type FoundUnit = { id: number } | { reason: "unit_unknown" | "unit_ambiguous" };

export async function createUnitFinder(db: Queryable, scope: Scope): Promise<(name: string) => FoundUnit> {
  const units = await listUnits(db, scope);
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const chainOf = (unit: Unit): string[] => unit.path.map((id) => foldForSearch(byId.get(id)?.name ?? ""));
  const own = units.filter((unit) => inScope(scope, unit.path)).map((unit) => ({ unit, chain: chainOf(unit) }));
  const known = new Map<string, FoundUnit>();

  function find(name: string): FoundUnit {
    const wanted = name.split(/[/>]/).map(foldForSearch).filter(Boolean);
    const found = own.filter(
      ({ chain }) => wanted.length > 0 && chain.slice(-wanted.length).join("/") === wanted.join("/"),
    );
    const [first] = found;
    if (!first) return { reason: "unit_unknown" };
    return found.length > 1 ? { reason: "unit_ambiguous" } : { id: first.unit.id };
  }

  return (name) => {
    const result = known.get(name) ?? find(name);
    known.set(name, result);
    return result;
  };
}
