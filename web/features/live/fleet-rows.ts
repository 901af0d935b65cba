// Which vehicles the list shows and how many are in each state. Runs once a tick over the whole
// fleet: linear, and nothing is allocated per vehicle but the result.
import type { LiveRecord } from "../../../domain/live-protocol.ts";
import { CONDITIONS, type VehicleCondition } from "../../signs/state-sign.ts";
import type { Fleet, FleetEntry } from "./fleet.ts";

export type ConditionCounts = Readonly<Record<VehicleCondition, number>>;

export interface FleetSelection {
  /** In the order of the fleet. */
  entries: readonly FleetEntry[];
  /** Of the vehicles that match the search, whatever the state filter. */
  counts: ConditionCounts;
}

export function conditionOf(record: LiveRecord | undefined): VehicleCondition {
  return record?.motion ?? "unlocated";
}

export interface FleetFilter {
  matches: (entry: FleetEntry) => boolean;
  /** Empty = all. */
  conditions: readonly VehicleCondition[];
}

export function passes(filter: FleetFilter, entry: FleetEntry, record: LiveRecord | undefined): boolean {
  return (filter.conditions.length === 0 || filter.conditions.includes(conditionOf(record))) && filter.matches(entry);
}

export function selectFleet(
  fleet: Fleet,
  records: ReadonlyMap<number, LiveRecord>,
  filter: FleetFilter,
): FleetSelection {
  const counts: Record<VehicleCondition, number> = {
    moving: 0,
    idling: 0,
    stopped: 0,
    parked: 0,
    silent: 0,
    unlocated: 0,
  };
  const entries = fleet.entries.filter((entry) => {
    if (!filter.matches(entry)) return false;
    const condition = conditionOf(records.get(entry.id));
    counts[condition] += 1;
    return filter.conditions.length === 0 || filter.conditions.includes(condition);
  });
  return { entries, counts };
}

/** Chips to show: states that occur or are chosen, and always the four of a working fleet. */
export function shownConditions(counts: ConditionCounts, chosen: readonly VehicleCondition[]): VehicleCondition[] {
  return CONDITIONS.filter(
    (condition) => condition !== "unlocated" || counts.unlocated > 0 || chosen.includes("unlocated"),
  );
}
