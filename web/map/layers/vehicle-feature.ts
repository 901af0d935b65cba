// What the map draws of one vehicle, as plain values that can be compared: the difference between
// two of these is all that is sent to the map each second.
import type { Feature } from "geojson";
import type { GeoJSONFeatureDiff } from "maplibre-gl";
import type { LiveRecord } from "../../../domain/live-protocol.ts";
import type { VehicleKind } from "../../../domain/vehicle-kind.ts";

export interface VehicleLook {
  label: string;
  kind: VehicleKind;
}

/** Properties of the map feature; names are used by the style of VehicleLayer. */
export interface VehicleFeature {
  lon: number;
  lat: number;
  sign: string;
  heading: number;
  label: string;
  badge: string;
  /** 1 = outside the present filter: kept on the map, but faint. */
  faint: number;
  /** Hours of silence, for the halo; 0 for all that were heard. */
  quietHours: number;
}

const HOUR_MS = 3_600_000;
const PROPERTIES = [
  "sign",
  "heading",
  "label",
  "badge",
  "faint",
  "quietHours",
] as const satisfies readonly (keyof VehicleFeature)[];

function signOf(record: LiveRecord): string {
  const turns = record.motion === "moving" || record.motion === "idling";
  return turns && record.headingDeg === null ? `sign-${record.motion}-any` : `sign-${record.motion}`;
}

export function vehicleFeature(
  record: LiveRecord,
  look: VehicleLook,
  faint: boolean,
  serverNowMs: number,
): VehicleFeature {
  const turns = record.motion === "moving" || record.motion === "idling";
  const quietHours = record.motion === "silent" ? Math.max(0, serverNowMs - record.linkTimeMs) / HOUR_MS : 0;
  return {
    lon: record.lon,
    lat: record.lat,
    sign: signOf(record),
    heading: turns ? (record.headingDeg ?? 0) : 0,
    label: look.label,
    badge: `badge-${look.kind}`,
    faint: faint ? 1 : 0,
    // Tenths of an hour: a halo need not be redrawn more often than every six minutes.
    quietHours: Math.round(quietHours * 10) / 10,
  };
}

export function toGeoJson(id: number, feature: VehicleFeature): Feature {
  const { lon, lat, ...properties } = feature;
  return { type: "Feature", id, geometry: { type: "Point", coordinates: [lon, lat] }, properties };
}

/** null = nothing to redraw. */
export function featureDiff(id: number, before: VehicleFeature, after: VehicleFeature): GeoJSONFeatureDiff | null {
  const moved = before.lon !== after.lon || before.lat !== after.lat;
  const properties = PROPERTIES.filter((name) => before[name] !== after[name]).map((name) => ({
    key: name,
    value: after[name],
  }));
  if (!moved && properties.length === 0) return null;
  return {
    id,
    ...(moved ? { newGeometry: { type: "Point" as const, coordinates: [after.lon, after.lat] } } : {}),
    ...(properties.length > 0 ? { addOrUpdateProperties: properties } : {}),
  };
}
