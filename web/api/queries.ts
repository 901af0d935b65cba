// Everything the console asks by REST, as query options: one key and one fetch for each.
import { queryOptions } from "@tanstack/react-query";
import type { Position } from "../../domain/position.ts";
import type { Unit } from "../../domain/unit.ts";
import type { Vehicle } from "../../domain/vehicle.ts";
import type { ApiClient } from "./api-client.ts";

const PAGE = 1000;
const TRACK_MS = 60 * 60_000;
const TRACK_LIMIT = 10_000;

type Page<T> = { items: T[]; next: string | null };

/** Walks the cursor to the end; the lists of a console fit in memory. */
export async function allPages<T>(fetchPage: (after: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let after: string | undefined;
  do {
    const page = await fetchPage(after);
    items.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return items;
}

export const sessionQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ["session"],
    queryFn: ({ signal }) => api.call("getSession", {}, { signal }),
    staleTime: 5 * 60_000,
  });

export const vehiclesQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ["vehicles"],
    queryFn: ({ signal }): Promise<Vehicle[]> =>
      allPages((after) =>
        api.call("listVehicles", { query: { limit: PAGE, ...(after === undefined ? {} : { after }) } }, { signal }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const unitsQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ["units"],
    queryFn: ({ signal }): Promise<Unit[]> =>
      allPages((after) =>
        api.call("listUnits", { query: { limit: PAGE, ...(after === undefined ? {} : { after }) } }, { signal }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const viewsQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ["views"],
    queryFn: async ({ signal }) => (await api.call("listViews", {}, { signal })).items,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const backdropsQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ["backdrops"],
    queryFn: async ({ signal }) => (await api.call("listBackdrops", {}, { signal })).items,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const placesQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ["places"],
    queryFn: async ({ signal }) => (await api.call("listPlaces", {}, { signal })).items,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const vehicleStateQuery = (api: ApiClient, vehicleId: number) =>
  queryOptions({
    queryKey: ["vehicle-state", vehicleId],
    queryFn: ({ signal }) => api.call("getVehicleState", { params: { id: vehicleId } }, { signal }),
    staleTime: 0,
  });

/** The device that serves the vehicle now; null = none. */
export const deviceOfVehicleQuery = (api: ApiClient, vehicleId: number) =>
  queryOptions({
    queryKey: ["device-of-vehicle", vehicleId],
    queryFn: async ({ signal }) => {
      const { items } = await api.call("listVehicleAssignments", { params: { id: vehicleId } }, { signal });
      const present = items.find(({ validTo }) => validTo === null);
      return present ? api.call("getDevice", { params: { id: present.deviceId } }, { signal }) : null;
    },
    staleTime: 0,
  });

/** All that is open or shelved, the most pressing first, at most 1,000; told anew by the live stream. */
export const openAlarmsQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ["alarms", "open"],
    queryFn: async ({ signal }) => (await api.call("listHandover", { query: {} }, { signal })).items,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The present day of one vehicle in the installation's zone; null = no fix today. */
export const todayQuery = (api: ApiClient, vehicleId: number, serverNow: () => number) =>
  queryOptions({
    queryKey: ["today", vehicleId],
    queryFn: async ({ signal }) => {
      const now = serverNow();
      const query = { from: new Date(now).toISOString(), to: new Date(now + 1).toISOString() };
      const { items } = await api.call("listDays", { params: { id: vehicleId }, query }, { signal });
      return items[0] ?? null;
    },
    staleTime: 0,
  });

/** The last hour up to the server's now, in order of fix time; flagged fixes are left out. */
export const lastHourQuery = (api: ApiClient, vehicleId: number, serverNow: () => number) =>
  queryOptions({
    queryKey: ["last-hour", vehicleId],
    queryFn: async ({ signal }): Promise<Position[]> => {
      const to = serverNow();
      const query = {
        from: new Date(to - TRACK_MS).toISOString(),
        to: new Date(to + 60_000).toISOString(),
        limit: TRACK_LIMIT,
      };
      const positions = await allPages((after) =>
        api.call(
          "listPositions",
          { params: { id: vehicleId }, query: { ...query, ...(after === undefined ? {} : { after }) } },
          { signal },
        ),
      );
      return positions.filter((position) => position.flags.length === 0);
    },
    staleTime: 60_000,
  });
