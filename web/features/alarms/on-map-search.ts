// The live map at an alarm: its place, its vehicle selected.
import type { Alarm } from "../../../domain/alarm/alarm.ts";
import type { LiveSearch } from "../live/live-search.ts";

const ZOOM = 16;

export const onMapSearch = ({ vehicleId, lat, lon }: Pick<Alarm, "vehicleId" | "lat" | "lon">): LiveSearch => ({
  z: ZOOM,
  c: `${lat.toFixed(5)},${lon.toFixed(5)}`,
  sec: vehicleId,
});
