// The track of one vehicle in a period as typed arrays, and where it was at any moment between its fixes.
import type { TrackColumns, VehicleHistory } from "../../../domain/fleet/history.ts";
import { type Motion, motionOf, PARKED_AFTER_MS } from "../../../domain/motion.ts";

interface Span {
  startMs: number;
  endMs: number;
}

export interface StopSpan extends Span {
  lon: number;
  lat: number;
  place: string | null;
}

export interface TripSpan extends Span {
  distanceKm: number;
  maxSpeedKmh: number;
  startPlace: string | null;
  endPlace: string | null;
  driverId: string | null;
}

/** One row per fix, in order of time; NaN = not told. */
export interface VehicleTrack {
  timeMs: Float64Array;
  lon: Float64Array;
  lat: Float64Array;
  speedKmh: Float32Array;
  headingDeg: Float32Array;
  /** 1 on, 0 off. */
  ignition: Float32Array;
  fuelPct: Float32Array;
  inputs: ReadonlyMap<string, Float32Array>;
  trips: readonly TripSpan[];
  stops: readonly StopSpan[];
  /** Nothing was heard. */
  gaps: readonly (Span & { parked: boolean })[];
  idles: readonly Span[];
}

/** Where a vehicle was at a moment, and what it was doing. */
export interface Moment {
  lon: number;
  lat: number;
  /** Of the last fix; null = not told. */
  speedKmh: number | null;
  headingDeg: number | null;
  ignition: boolean | null;
  motion: Motion;
  fixTimeMs: number;
}

/** Between fixes farther apart than this nothing is known: the vehicle waits at the last one. */
export const BRIDGE_MS = 3 * 60_000;

const floats = (pages: readonly TrackColumns[], of: (page: TrackColumns) => readonly (number | null)[]): Float32Array =>
  Float32Array.from(pages.flatMap((page) => of(page).map((value) => value ?? Number.NaN)));

const spanOf = ({ startTime, endTime }: { startTime: string; endTime: string }): Span => ({
  startMs: Date.parse(startTime),
  endMs: Date.parse(endTime),
});

/** Pages of one answer in order; the first carries trips and stops. */
export function trackOf(pages: readonly VehicleHistory[]): VehicleTrack {
  const columns = pages.map((page) => page.track);
  const names = [...new Set(columns.flatMap((page) => Object.keys(page.inputs)))];
  const nothing = (page: TrackColumns): null[] => page.offsetMs.map(() => null);
  return {
    timeMs: Float64Array.from(columns.flatMap(({ startMs, offsetMs }) => offsetMs.map((offset) => startMs + offset))),
    lon: Float64Array.from(columns.flatMap((page) => page.lon)),
    lat: Float64Array.from(columns.flatMap((page) => page.lat)),
    speedKmh: floats(columns, (page) => page.speedKmh),
    headingDeg: floats(columns, (page) => page.headingDeg),
    ignition: floats(columns, (page) => page.ignition),
    fuelPct: floats(columns, (page) => page.fuelPct),
    inputs: new Map(names.map((name) => [name, floats(columns, (page) => page.inputs[name] ?? nothing(page))])),
    trips: pages.flatMap((page) => page.trips.map((trip) => ({ ...trip, ...spanOf(trip) }))),
    stops: pages.flatMap((page) => page.stops.map((stop) => ({ ...stop, ...spanOf(stop) }))),
    gaps: pages.flatMap((page) => page.gaps.map((gap) => ({ ...spanOf(gap), parked: gap.parked }))),
    idles: pages.flatMap((page) => page.idles.map(spanOf)),
  };
}

/** Row of the last fix at or before a moment; −1 = before the first. */
export function fixAt({ timeMs }: Pick<VehicleTrack, "timeMs">, atMs: number): number {
  let [low, high] = [0, timeMs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timeMs[middle] ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const told = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);

const containing = <S extends Span>(spans: readonly S[], atMs: number): S | undefined =>
  spans.find((span) => span.startMs <= atMs && atMs < span.endMs);

/** null = before the first fix. */
export function momentAt(track: VehicleTrack, atMs: number): Moment | null {
  const row = fixAt(track, atMs);
  if (row < 0) return null;
  const [fixTimeMs = 0, nextMs] = [track.timeMs[row], track.timeMs[row + 1]];
  const gap = containing(track.gaps, atMs);
  const bridged = nextMs !== undefined && nextMs - fixTimeMs <= BRIDGE_MS && gap === undefined;
  const share = bridged ? (atMs - fixTimeMs) / (nextMs - fixTimeMs) : 0;
  const between = (column: Float64Array): number => {
    const from = column[row] ?? 0;
    return from + ((column[row + 1] ?? from) - from) * share;
  };
  const speedKmh = told(track.speedKmh[row]);
  const ignition = told(track.ignition[row]);
  const stop = containing(track.stops, atMs);
  const input = {
    fixTimeMs,
    // Within a stop it is there although a parked tracker says little; in a gap nobody knows.
    linkTimeMs: bridged || stop ? atMs : fixTimeMs,
    speedKmh: stop ? 0 : speedKmh,
    ignition: ignition === null ? null : ignition === 1,
    stationarySinceMs: stop?.startMs ?? null,
  };
  return {
    lon: between(track.lon),
    lat: between(track.lat),
    speedKmh,
    headingDeg: told(track.headingDeg[row]),
    ignition: input.ignition,
    motion: gap && !gap.parked ? "silent" : motionOf(input, Math.max(atMs, fixTimeMs)),
    fixTimeMs,
  };
}

/** Time of the next (1) or previous (−1) fix of any of the tracks; null = there is none. */
export function stepTime(tracks: readonly VehicleTrack[], atMs: number, step: 1 | -1): number | null {
  const times = tracks.flatMap(({ timeMs }) => {
    const row = fixAt({ timeMs }, step === 1 ? atMs : atMs - 1);
    return timeMs[step === 1 ? row + 1 : row] ?? [];
  });
  if (times.length === 0) return null;
  return step === 1 ? Math.min(...times) : Math.max(...times);
}

export interface PathLine {
  gap: boolean;
  coordinates: [number, number][];
}

/** The way between two moments as lines for the map: dashed ones where nothing is known in between. */
export function pathLines(track: VehicleTrack, fromMs = -Infinity, toMs = Infinity): PathLine[] {
  const lines: PathLine[] = [];
  let open: [number, number][] = [];
  let lastMs: number | null = null;
  const gapStarts = new Set(track.gaps.filter((gap) => !gap.parked).map((gap) => gap.startMs));
  for (let row = Math.max(0, fixAt(track, fromMs)); row < track.timeMs.length; row += 1) {
    const timeMs = track.timeMs[row] ?? 0;
    if (timeMs > toMs) break;
    const place: [number, number] = [track.lon[row] ?? 0, track.lat[row] ?? 0];
    const before = open.at(-1);
    if (lastMs !== null && before && (gapStarts.has(lastMs) || timeMs - lastMs > BRIDGE_MS)) {
      if (open.length > 1) lines.push({ gap: false, coordinates: open });
      if (before[0] !== place[0] || before[1] !== place[1]) lines.push({ gap: true, coordinates: [before, place] });
      open = [];
    }
    open.push(place);
    lastMs = timeMs;
  }
  if (open.length > 1) lines.push({ gap: false, coordinates: open });
  return lines;
}

/** Standing this long is worth a mark on the map. */
export const MARKED_STOP_MS = PARKED_AFTER_MS;

/** Columns for a chart of at most about `points` rows: of each slice its peak, so that no top is lost. */
export function thinned(
  track: VehicleTrack,
  fromMs: number,
  toMs: number,
  points: number,
): [number[], (number | null)[]] {
  const first = Math.max(0, fixAt(track, fromMs));
  const last = Math.min(track.timeMs.length, fixAt(track, toMs) + 2);
  const stride = Math.max(1, Math.ceil((last - first) / points));
  const times: number[] = [];
  const values: (number | null)[] = [];
  for (let row = first; row < last; row += stride) {
    let peak = row;
    for (let other = row; other < Math.min(last, row + stride); other += 1) {
      if ((track.speedKmh[other] ?? -1) > (track.speedKmh[peak] ?? -1) || Number.isNaN(track.speedKmh[peak]))
        peak = other;
    }
    const timeMs = track.timeMs[peak] ?? 0;
    const beforeMs = times.at(-1);
    // A silence is a hole in the line.
    if (beforeMs !== undefined && timeMs / 1000 - beforeMs > BRIDGE_MS / 1000 && stride === 1) {
      times.push(beforeMs + 1);
      values.push(null);
    }
    times.push(timeMs / 1000);
    values.push(told(track.speedKmh[peak]));
  }
  return [times, values];
}

/** Where a told value holds, as spans: for strips of ignition and inputs. */
export function onSpans(track: VehicleTrack, column: Float32Array): Span[] {
  const spans: Span[] = [];
  let since: number | null = null;
  for (let row = 0; row < column.length; row += 1) {
    const timeMs = track.timeMs[row] ?? 0;
    const on = (column[row] ?? 0) > 0;
    const beforeMs = track.timeMs[row - 1] ?? timeMs;
    const silent = timeMs - beforeMs > BRIDGE_MS * 5;
    if (since !== null && (!on || silent)) {
      spans.push({ startMs: since, endMs: silent ? beforeMs : timeMs });
      since = null;
    }
    if (on && since === null) since = timeMs;
  }
  const lastMs = track.timeMs.at(-1);
  if (since !== null && lastMs !== undefined && lastMs > since) spans.push({ startMs: since, endMs: lastMs });
  return spans;
}
