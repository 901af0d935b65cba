// The whole fleet at the moment of the player: asked minute by minute, and one minute ahead while it plays.
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { FleetMoment } from "../../../domain/fleet/history.ts";
import type { LiveRecord } from "../../../domain/live-protocol.ts";
import { motionOf } from "../../../domain/motion.ts";
import type { ApiClient } from "../../api/api-client.ts";
import { useServices } from "../../app/use-services.ts";
import type { FleetOverlay } from "../../map/fleet/fleet-overlay.ts";
import type { Player } from "./player.ts";
import { usePlayerState } from "./use-player.ts";
import { frozenVehicles } from "./use-replay-map.ts";

const MINUTE_MS = 60_000;

const fleetAtQuery = (api: ApiClient, minuteMs: number) =>
  queryOptions({
    queryKey: ["fleet-at", minuteMs],
    queryFn: async ({ signal }) =>
      (await api.call("getFleetAt", { query: { time: new Date(minuteMs).toISOString() } }, { signal })).items,
    staleTime: 10 * MINUTE_MS,
    gcTime: 2 * MINUTE_MS,
    retry: 1,
  });

function recordOf(moment: FleetMoment, atMs: number): LiveRecord {
  const { vehicleId, lon, lat, speedKmh, headingDeg, ignition } = moment;
  const fixTimeMs = Date.parse(moment.fixTime);
  const motion = motionOf({ fixTimeMs, linkTimeMs: fixTimeMs, speedKmh, ignition, stationarySinceMs: null }, atMs);
  return {
    vehicleId,
    lon,
    lat,
    speedKmh,
    headingDeg,
    motion,
    fixTimeMs,
    linkTimeMs: fixTimeMs,
    ignition,
    connected: true,
  };
}

export interface FleetPast {
  /** Minute of the picture; null = none yet. */
  atMs: number | null;
  items: readonly FleetMoment[];
  records: readonly LiveRecord[];
  isLoading: boolean;
  error: unknown;
  retry(): void;
}

export function useFleetMoment(player: Player, overlay: FleetOverlay, active: boolean): FleetPast {
  const { api } = useServices();
  const queryClient = useQueryClient();
  const minuteMs = usePlayerState(player, (state) => Math.floor(state.cursorMs / MINUTE_MS) * MINUTE_MS);
  const playing = usePlayerState(player, (state) => state.playing);
  const query = useQuery({ ...fleetAtQuery(api, minuteMs), enabled: active, placeholderData: keepPreviousData });
  const items = useMemo(() => query.data ?? [], [query.data]);
  const records = useMemo(() => items.map((item) => recordOf(item, minuteMs)), [items, minuteMs]);

  useEffect(() => {
    if (active && playing) void queryClient.prefetchQuery(fleetAtQuery(api, minuteMs + MINUTE_MS));
  }, [active, playing, api, queryClient, minuteMs]);

  useEffect(() => {
    if (!active) return;
    overlay.setLooks(new Map(items.map(({ vehicleId, label, kind }) => [vehicleId, { label, kind, faint: false }])));
    overlay.showVehicles(frozenVehicles(records, minuteMs), minuteMs);
  }, [active, overlay, items, records, minuteMs]);

  return {
    atMs: query.data ? minuteMs : null,
    items,
    records,
    isLoading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
  };
}
