// Tracks of the chosen vehicles, page by page from the server.
import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import type { VehicleHistory } from "../../../domain/fleet/history.ts";
import type { VehicleKind } from "../../../domain/vehicle-kind.ts";
import type { ApiClient } from "../../api/api-client.ts";
import { useServices } from "../../app/use-services.ts";
import type { Scheme } from "../../map/style/map-palette.ts";
import type { Fleet } from "../live/fleet.ts";
import type { ReplayPeriod } from "./period.ts";
import { inkOf } from "./vehicle-inks.ts";
import { trackOf, type VehicleTrack } from "./vehicle-track.ts";

/** 240,000 fixes: more is too much for one picture. */
const MAX_PAGES = 12;
/** A period that still goes on is asked for again after this. */
const FRESH_MS = 60_000;

export interface ReplayVehicle {
  id: number;
  /** 1 to 8: stands beside its colour everywhere. */
  number: number;
  ink: Readonly<Record<Scheme, string>>;
  label: string;
  kind: VehicleKind;
  track: VehicleTrack | null;
  status: "loading" | "error" | "ready";
  error: unknown;
  /** Fixes beyond the limit were left out. */
  cut: boolean;
}

async function fetchHistory(
  api: ApiClient,
  id: number,
  { fromMs, toMs }: ReplayPeriod,
  signal: AbortSignal,
): Promise<{ track: VehicleTrack; cut: boolean }> {
  const query = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
  const pages: VehicleHistory[] = [];
  let after: string | null = null;
  do {
    const page: VehicleHistory = await api.call(
      "getHistory",
      { params: { id }, query: { ...query, ...(after === null ? {} : { after }) } },
      { signal },
    );
    pages.push(page);
    after = page.next;
  } while (after !== null && pages.length < MAX_PAGES);
  return { track: trackOf(pages), cut: after !== null };
}

export interface ReplayTracks {
  vehicles: readonly ReplayVehicle[];
  retry(): void;
}

export function useReplayTracks(
  vehicleIds: readonly number[],
  period: ReplayPeriod,
  fleet: Fleet | null,
  enabled: boolean,
): ReplayTracks {
  const { api, live } = useServices();
  const { fromMs, toMs } = period;
  const over = toMs < live.serverNow();
  const queries = useQueries({
    queries: vehicleIds.map((id) => ({
      queryKey: ["history", id, fromMs, toMs],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchHistory(api, id, { fromMs, toMs }, signal),
      staleTime: over ? Number.POSITIVE_INFINITY : FRESH_MS,
      enabled,
      retry: 1,
    })),
    combine: (results) => ({
      states: results.map(({ data, error, isError }) => ({ data, error, isError })),
      refetchFailed: () => {
        for (const result of results) if (result.isError) void result.refetch();
      },
    }),
  });
  const { states, refetchFailed } = queries;
  const vehicles = useMemo(
    () =>
      vehicleIds.map((id, index): ReplayVehicle => {
        const state = states[index];
        const entry = fleet?.byId.get(id);
        return {
          id,
          number: index + 1,
          ink: { light: inkOf("light", index), dark: inkOf("dark", index) },
          label: entry?.label ?? `#${id}`,
          kind: entry?.vehicle.kind ?? "other",
          track: state?.data?.track ?? null,
          status: state?.isError ? "error" : state?.data ? "ready" : "loading",
          error: state?.error ?? null,
          cut: state?.data?.cut ?? false,
        };
      }),
    [vehicleIds, states, fleet],
  );
  return { vehicles, retry: refetchFailed };
}
