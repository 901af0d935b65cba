// The order of the list. Sorting by something that changes (speed, state, age) would make rows jump,
// so the order is taken once and kept until the person asks for it again; newcomers go to the end.
import { compareTurkish } from "../../../domain/turkish-text.ts";
import type { LiveRecord } from "../../../domain/live-protocol.ts";
import { CONDITIONS } from "../../signs/state-sign.ts";
import type { FleetEntry } from "./fleet.ts";
import { conditionOf } from "./fleet-rows.ts";
import type { Sort } from "./live-search.ts";

/** Sorts whose values change by themselves. */
export const isVolatile = (sort: Sort): boolean => sort === "speed" || sort === "condition" || sort === "age";

type Compare = (a: FleetEntry, b: FleetEntry) => number;

/** Rank by id; null = the order of the fleet itself. */
export type Ranks = ReadonlyMap<number, number> | null;

function comparison(sort: Exclude<Sort, "label">, records: ReadonlyMap<number, LiveRecord>): Compare {
  const record = (entry: FleetEntry): LiveRecord | undefined => records.get(entry.id);
  switch (sort) {
    case "kind":
      return (a, b) => compareTurkish(a.kindName, b.kindName);
    case "condition":
      return (a, b) => CONDITIONS.indexOf(conditionOf(record(a))) - CONDITIONS.indexOf(conditionOf(record(b)));
    case "speed":
      return (a, b) => (record(b)?.speedKmh ?? -1) - (record(a)?.speedKmh ?? -1);
    // Oldest first: that is what somebody looks for.
    case "age":
      return (a, b) => (record(a)?.fixTimeMs ?? 0) - (record(b)?.fixTimeMs ?? 0);
  }
}

/** `entries` come in label order, which decides ties. */
export function rankRows(entries: readonly FleetEntry[], records: ReadonlyMap<number, LiveRecord>, sort: Sort): Ranks {
  if (sort === "label") return null;
  return new Map(entries.toSorted(comparison(sort, records)).map((entry, rank) => [entry.id, rank]));
}

export function orderRows(entries: readonly FleetEntry[], ranks: Ranks): readonly FleetEntry[] {
  if (ranks === null) return entries;
  const rankOf = (entry: FleetEntry): number => ranks.get(entry.id) ?? Number.POSITIVE_INFINITY;
  return entries.toSorted((a, b) => {
    const [left, right] = [rankOf(a), rankOf(b)];
    return left === right ? 0 : left - right;
  });
}
