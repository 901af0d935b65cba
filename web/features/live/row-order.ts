// The order of the list. Sorting by something that changes (speed, state, age) would make rows jump,
// so the order is taken once and kept until the person asks for it again; newcomers go to the end.
import { compareTurkish } from "../../../domain/turkish-text.ts";
import type { LiveRecord } from "../../../domain/live-protocol.ts";
import { CONDITIONS } from "../../signs/state-sign.ts";
import type { FleetEntry } from "./fleet.ts";
import { conditionOf } from "./fleet-rows.ts";
import type { Sort } from "./live-search.ts";

/** Sorts whose values change by themselves. */
export const isVolatile = (sort: Sort): boolean =>
  sort === "speed" || sort === "condition" || sort === "age" || sort === "distance";

type Compare = (a: FleetEntry, b: FleetEntry) => number;

/** Rank by id; null = the order of the fleet itself. */
export type Ranks = ReadonlyMap<number, number> | null;

/** Where the map looked when the order was taken. */
export interface Centre {
  lon: number;
  lat: number;
}

/** Squared and in degrees of latitude: only the order matters, and a city is flat. */
function distanceOrder(record: LiveRecord | undefined, { lon, lat }: Centre): number {
  if (!record) return Number.POSITIVE_INFINITY;
  const dx = (record.lon - lon) * Math.cos((lat * Math.PI) / 180);
  return dx * dx + (record.lat - lat) ** 2;
}

function comparison(
  sort: Exclude<Sort, "label">,
  records: ReadonlyMap<number, LiveRecord>,
  centre: Centre | null,
): Compare {
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
    case "distance": {
      if (centre === null) return () => 0;
      const far = new Map<number, number>();
      const distance = (entry: FleetEntry): number => {
        const known = far.get(entry.id) ?? distanceOrder(record(entry), centre);
        far.set(entry.id, known);
        return known;
      };
      return (a, b) => (distance(a) === distance(b) ? 0 : distance(a) - distance(b));
    }
  }
}

/** `entries` come in label order, which decides ties. `centre`: null without a map. */
export function rankRows(
  entries: readonly FleetEntry[],
  records: ReadonlyMap<number, LiveRecord>,
  sort: Sort,
  centre: Centre | null,
): Ranks {
  if (sort === "label") return null;
  return new Map(entries.toSorted(comparison(sort, records, centre)).map((entry, rank) => [entry.id, rank]));
}

export function orderRows(entries: readonly FleetEntry[], ranks: Ranks): readonly FleetEntry[] {
  if (ranks === null) return entries;
  const rankOf = (entry: FleetEntry): number => ranks.get(entry.id) ?? Number.POSITIVE_INFINITY;
  return entries.toSorted((a, b) => {
    const [left, right] = [rankOf(a), rankOf(b)];
    return left === right ? 0 : left - right;
  });
}
