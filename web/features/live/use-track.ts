// The last hour of one vehicle: what the server has stored, carried on by the live stream.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { Position } from "../../../domain/position.ts";
import { lastHourQuery } from "../../api/queries.ts";
import { useServices, useSession } from "../../app/use-services.ts";
import { TRACK_SPAN_MS, type TrackPoint } from "../../map/layers/track-pieces.ts";

/** Late fixes (a tracker back from a tunnel) come in with this. */
const REFETCH_MS = 60_000;

export interface Track {
  status: "forbidden" | "loading" | "error" | "ready";
  points: readonly TrackPoint[];
  error: unknown;
  retry(): void;
}

const pointOf = (position: Position): TrackPoint => ({
  fixTimeMs: Date.parse(position.fixTime),
  lon: position.lon,
  lat: position.lat,
  speedKmh: position.speedKmh,
});

const NO_POINTS: readonly TrackPoint[] = [];

function carriedOn(points: readonly TrackPoint[], next: TrackPoint): readonly TrackPoint[] {
  const last = points.at(-1);
  if (last && last.fixTimeMs >= next.fixTimeMs) return points;
  return [...points.filter((point) => point.fixTimeMs > next.fixTimeMs - TRACK_SPAN_MS), next];
}

/** Live fixes of one vehicle since it was selected, oldest first. */
function useLiveTail(vehicleId: number | null): readonly TrackPoint[] {
  const { live } = useServices();
  const [tail, setTail] = useState<{ vehicleId: number | null; points: readonly TrackPoint[] }>({
    vehicleId: null,
    points: NO_POINTS,
  });
  useEffect(() => {
    if (vehicleId === null) return;
    return live.store.subscribe((state, before) => {
      const record = state.vehicles.get(vehicleId);
      if (!record || state.version === before.version) return;
      const { fixTimeMs, lon, lat, speedKmh } = record;
      setTail((old) => {
        const known = old.vehicleId === vehicleId ? old.points : NO_POINTS;
        const points = carriedOn(known, { fixTimeMs, lon, lat, speedKmh });
        return points === old.points ? old : { vehicleId, points };
      });
    });
  }, [live, vehicleId]);
  return tail.vehicleId === vehicleId ? tail.points : NO_POINTS;
}

export function useTrack(vehicleId: number | null): Track {
  const { api, live } = useServices();
  const { permissions } = useSession();
  const allowed = permissions.includes("track:read");
  const query = useQuery({
    ...lastHourQuery(api, vehicleId ?? 0, live.serverNow),
    enabled: allowed && vehicleId !== null,
    refetchInterval: REFETCH_MS,
  });
  const tail = useLiveTail(vehicleId);

  const points = useMemo(() => {
    const stored = (query.data ?? []).map(pointOf);
    const lastStored = stored.at(-1)?.fixTimeMs ?? 0;
    // The stream carries whole seconds of age: the same fix may seem up to a second younger.
    const joined = [...stored, ...tail.filter((point) => point.fixTimeMs > lastStored + 1000)];
    const newest = joined.at(-1)?.fixTimeMs ?? 0;
    return joined.filter((point) => point.fixTimeMs >= newest - TRACK_SPAN_MS);
  }, [query.data, tail]);

  const status = !allowed ? "forbidden" : query.isError ? "error" : query.isPending ? "loading" : "ready";
  return { status, points: allowed ? points : [], error: query.error, retry: () => void query.refetch() };
}
