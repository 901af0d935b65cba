// All geofences and rules as they hold at any time, ready for the watch.
import type { ScheduleCheck } from "../calendar/schedule.ts";
import { createGeofenceIndex, type GeofenceVersion, type IndexedGeofence } from "../geofence/geofence-index.ts";
import type { VehicleKind } from "../vehicle-kind.ts";
import { timesOf } from "./judge-fix.ts";
import type { EpisodeTimes } from "./episode.ts";
import type { RuleDefinition } from "./rule.ts";

/** What of a rule held from a time on. */
export interface RuleVersion {
  id: number;
  unitId: number;
  fromMs: number;
  /** null = present. */
  toMs: number | null;
  definition: RuleDefinition;
}

export interface WatchedVehicle {
  id: number;
  kind: VehicleKind;
  /** Ids from the root down to its unit. */
  unitPath: readonly number[];
  speedLimitKmh: number | null;
}

export interface WatchedRule extends RuleVersion {
  times: EpisodeTimes;
  concerns(geofence: Pick<GeofenceVersion, "id" | "group">): boolean;
}

export interface VehiclePlan {
  readonly vehicle: WatchedVehicle;
  /** All versions that may concern the vehicle, in order of rule. */
  readonly rules: readonly WatchedRule[];
  readonly inSchedule: ScheduleCheck;
  groupOf(geofenceId: number): string | null;
  /** Geofences that hold for the vehicle at that time, near that place. */
  near(lon: number, lat: number, timeMs: number): IndexedGeofence[];
}

export interface WatchPlan {
  /** Nothing is watched, nor ever was. */
  readonly isEmpty: boolean;
  of(vehicle: WatchedVehicle): VehiclePlan;
}

export const holdsAt = ({ fromMs, toMs }: { fromMs: number; toMs: number | null }, timeMs: number): boolean =>
  timeMs >= fromMs && (toMs === null || timeMs < toMs);

function watched(version: RuleVersion): WatchedRule {
  const { condition, geofenceGroup, geofenceIds } = version.definition;
  const ids = new Set(geofenceIds);
  const all = geofenceGroup === null && ids.size === 0;
  return {
    ...version,
    times: timesOf(condition),
    concerns: ({ id, group }) => all || ids.has(id) || (geofenceGroup !== null && group === geofenceGroup),
  };
}

function watches({ unitId, definition }: RuleVersion, vehicle: WatchedVehicle): boolean {
  const { enabled, vehicleKinds, vehicleIds } = definition;
  return (
    enabled &&
    vehicle.unitPath.includes(unitId) &&
    (vehicleKinds.length === 0 || vehicleKinds.includes(vehicle.kind)) &&
    (vehicleIds.length === 0 || vehicleIds.includes(vehicle.id))
  );
}

export function createWatchPlan(
  geofences: readonly GeofenceVersion[],
  rules: readonly RuleVersion[],
  inSchedule: ScheduleCheck,
): WatchPlan {
  const index = createGeofenceIndex(geofences);
  const watchedRules = rules.map(watched);
  const groups = new Map(geofences.map(({ id, group }) => [id, group]));
  return {
    isEmpty: geofences.length === 0 && rules.length === 0,
    of: (vehicle) => ({
      vehicle,
      rules: watchedRules.filter((rule) => watches(rule, vehicle)),
      inSchedule,
      groupOf: (geofenceId) => groups.get(geofenceId) ?? null,
      near(lon, lat, timeMs) {
        const found = index.near(lon, lat);
        if (found.length === 0) return found;
        return found.filter(
          ({ version }) =>
            holdsAt(version, timeMs) &&
            vehicle.unitPath.includes(version.unitId) &&
            (version.vehicleKinds.length === 0 || version.vehicleKinds.includes(vehicle.kind)) &&
            (version.schedule === null || inSchedule(version.schedule, timeMs)),
        );
      },
    }),
  };
}
