// The watch over a stretch of a track that the segmenter has worked through: what to write of it, and what
// goes on behind it.
import { readCarry, type WatchResult } from "../../domain/alarm/watch-track.ts";
import type { Boundary } from "../../domain/fleet/segment.ts";
import type { WatchedStretch } from "../alarm/replace-watched.ts";

const LATEST = { timeMs: Infinity };

/**
 * @param start boundary it begins at; null = the beginning of all
 * @param end boundary from which on all stays or is written later; null = the end of all
 */
export function watchedStretch(
  vehicleId: number,
  watched: WatchResult,
  start: Boundary | null,
  end: Boundary | null,
): WatchedStretch {
  const untilMs = (end?.fix ?? LATEST).timeMs;
  const before = <T>(shown: readonly { row: T; atMs: number }[]): T[] =>
    shown.filter(({ atMs }) => atMs < untilMs).map(({ row }) => row);
  const carried = readCarry(end?.carry ?? "");
  const visits = before(watched.visits).map((visit) => ({ ...visit, open: false, keep: false }));
  const episodes = before(watched.episodes).map((one) => ({ ...one, startMs: one.first.timeMs, keep: false }));
  if (end) {
    visits.push(
      ...carried.visits.map(({ geofenceId, startMs, lastMs, maxSpeedKmh }) => ({
        ...{ geofenceId, startMs, endMs: lastMs, maxSpeedKmh },
        open: true,
        keep: true,
      })),
    );
    const goingOn = new Map(
      [...watched.episodes.map(({ row }) => row), ...watched.openEpisodes].map((row) => [
        `${row.ruleId} ${row.geofenceId} ${row.first.timeMs}`,
        row,
      ]),
    );
    for (const { ruleId, geofenceId, first } of carried.episodes) {
      const row = goingOn.get(`${ruleId} ${geofenceId} ${first.timeMs}`);
      if (row) episodes.push({ ...row, startMs: first.timeMs, keep: true });
    }
  } else {
    for (const { geofenceId, startMs, lastMs, maxSpeedKmh } of watched.openVisits) {
      visits.push({ geofenceId, startMs, endMs: lastMs, maxSpeedKmh, open: true, keep: false });
    }
    episodes.push(...watched.openEpisodes.map((one) => ({ ...one, startMs: one.first.timeMs, keep: false })));
  }
  return {
    vehicleId,
    fromMs: start?.fix.timeMs ?? -Infinity,
    untilMs,
    visits,
    episodes,
    carriedIn: readCarry(start?.carry ?? "").episodes,
  };
}
