// Which geofences a fix lies in or near, out of thousands: a packed R-tree over their boxes, each widened by
// the margin a vehicle must be outside of to have left, then the exact question to the few that remain.
import Flatbush from "flatbush";
import type { Schedule } from "../calendar/schedule.ts";
import type { VehicleKind } from "../vehicle-kind.ts";
import { prepareArea, type PreparedArea } from "./prepared-area.ts";
import type { GeofenceShape } from "./shape.ts";

/** What of a geofence held from a time on. */
export interface GeofenceVersion {
  id: number;
  unitId: number;
  group: string | null;
  fromMs: number;
  /** null = present. */
  toMs: number | null;
  shape: GeofenceShape;
  speedLimitKmh: number | null;
  schedule: Schedule | null;
  vehicleKinds: readonly VehicleKind[];
  exitMarginM: number;
  minVisitSeconds: number;
}

export interface IndexedGeofence {
  readonly version: Omit<GeofenceVersion, "shape">;
  readonly area: PreparedArea;
}

export interface GeofenceIndex {
  /** Whose widened box the place lies in. */
  near(lon: number, lat: number): IndexedGeofence[];
}

export function createGeofenceIndex(versions: readonly GeofenceVersion[]): GeofenceIndex {
  if (versions.length === 0) return { near: () => [] };
  const indexed = versions.map(({ shape, ...version }) => ({ version, area: prepareArea(shape) }));
  const tree = new Flatbush(indexed.length);
  for (const { version, area } of indexed) {
    const [west, south, east, north] = area.bbox;
    const margin = area.degreesOf(version.exitMarginM);
    tree.add(west - margin.lon, south - margin.lat, east + margin.lon, north + margin.lat);
  }
  tree.finish();
  return { near: (lon, lat) => tree.search(lon, lat, lon, lat).flatMap((i) => indexed[i] ?? []) };
}
