// The part of the map that shows the fleet: all vehicles but the few farthest out, so that one truck
// at a remote depot does not shrink the city to a dot.
import type { Bbox } from "../../map/map-host.ts";

const CORE_SHARE = 0.96;
/** About 500 m: a single vehicle is not zoomed in to its tyres. */
const MIN_SPAN_DEG = 0.005;

interface Located {
  lon: number;
  lat: number;
}

function core(values: readonly number[]): [number, number] {
  const sorted = values.toSorted((a, b) => a - b);
  const cut = Math.floor((sorted.length * (1 - CORE_SHARE)) / 2);
  const low = sorted[cut] ?? 0;
  const high = sorted[sorted.length - 1 - cut] ?? 0;
  const grow = Math.max(0, MIN_SPAN_DEG - (high - low)) / 2;
  return [low - grow, high + grow];
}

/** null where there is no vehicle. */
export function fleetExtent(located: readonly Located[]): Bbox | null {
  if (located.length === 0) return null;
  const [west, east] = core(located.map(({ lon }) => lon));
  const [south, north] = core(located.map(({ lat }) => lat));
  return [west, south, east, north];
}
