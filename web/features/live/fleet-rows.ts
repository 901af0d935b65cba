// Which vehicles the list shows and how many are in each state. The part by state runs once a tick
// over the whole fleet: linear, and nothing is allocated per vehicle.
import type { LiveRecord } from "../../../domain/live-protocol.ts";
import type { Motion } from "../../../domain/motion.ts";
import type { VehicleKind } from "../../../domain/vehicle-kind.ts";
import { CONDITIONS, type VehicleCondition } from "../../signs/state-sign.ts";
import type { Fleet, FleetEntry } from "./fleet.ts";

export type ConditionCounts = Readonly<Record<VehicleCondition, number>>;

export interface FleetSelection {
  /** In the order of the fleet. */
  entries: readonly FleetEntry[];
  /** Of the candidates, whatever the state filter. */
  counts: ConditionCounts;
}

export function conditionOf(record: LiveRecord | undefined): VehicleCondition {
  return record?.motion ?? "unlocated";
}

export interface FleetFilter {
  matches: (entry: FleetEntry) => boolean;
  /** Empty = all. */
  conditions: readonly VehicleCondition[];
  /** Empty = all. */
  kinds: readonly VehicleKind[];
}

const isOfKind = ({ kinds }: FleetFilter, entry: FleetEntry): boolean =>
  kinds.length === 0 || kinds.includes(entry.vehicle.kind);

export function passes(filter: FleetFilter, entry: FleetEntry, record: LiveRecord | undefined): boolean {
  return (
    (filter.conditions.length === 0 || filter.conditions.includes(conditionOf(record))) &&
    isOfKind(filter, entry) &&
    filter.matches(entry)
  );
}

/** What does not change with the ticks: once per search and filter, not per second. */
export interface Candidates {
  /** Matching search and kinds, in the order of the fleet. */
  entries: readonly FleetEntry[];
  /** Of the vehicles that match the search, whatever the kind filter. */
  kindCounts: ReadonlyMap<VehicleKind, number>;
}

export function findCandidates(fleet: Fleet, filter: FleetFilter): Candidates {
  const kindCounts = new Map<VehicleKind, number>();
  const entries = fleet.entries.filter((entry) => {
    if (!filter.matches(entry)) return false;
    const { kind } = entry.vehicle;
    kindCounts.set(kind, (kindCounts.get(kind) ?? 0) + 1);
    return isOfKind(filter, entry);
  });
  return { entries, kindCounts };
}

export function selectByCondition(
  candidates: readonly FleetEntry[],
  motionOf: (vehicleId: number) => Motion | undefined,
  conditions: readonly VehicleCondition[],
): FleetSelection {
  const counts: Record<VehicleCondition, number> = {
    moving: 0,
    idling: 0,
    stopped: 0,
    parked: 0,
    silent: 0,
    unlocated: 0,
  };
  const all = conditions.length === 0;
  const entries: FleetEntry[] = [];
  for (const entry of candidates) {
    const condition = motionOf(entry.id) ?? "unlocated";
    counts[condition] += 1;
    if (!all && conditions.includes(condition)) entries.push(entry);
  }
  return { entries: all ? candidates : entries, counts };
}

const sameEntries = (a: readonly FleetEntry[], b: readonly FleetEntry[]): boolean =>
  a === b || (a.length === b.length && a.every((entry, index) => entry === b[index]));

/** The same rows and counts: nothing need be drawn. */
export function isSameSelection(a: FleetSelection, b: FleetSelection): boolean {
  return (
    CONDITIONS.every((condition) => a.counts[condition] === b.counts[condition]) && sameEntries(a.entries, b.entries)
  );
}

/** Chips to show: states that occur or are chosen, and always the four of a working fleet. */
export function shownConditions(counts: ConditionCounts, chosen: readonly VehicleCondition[]): VehicleCondition[] {
  return CONDITIONS.filter(
    (condition) => condition !== "unlocated" || counts.unlocated > 0 || chosen.includes("unlocated"),
  );
}
