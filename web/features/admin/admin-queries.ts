// What the administration asks by REST. Lists are read to the end: tables search and sort in memory.
import { queryOptions } from "@tanstack/react-query";
import type { ApiClient } from "../../api/api-client.ts";
import { allPages } from "../../api/queries.ts";

const PAGE = 1000;
/** Age of "last seen" that people accept on a list. */
const REFRESH_MS = 15_000;

const pageQuery = (after: string | undefined) => ({ limit: PAGE, ...(after === undefined ? {} : { after }) });

/** Archived vehicles included. */
export const allVehiclesQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ["vehicles", "all"],
    queryFn: ({ signal }) =>
      allPages((after) => api.call("listVehicles", { query: { ...pageQuery(after), archived: "true" } }, { signal })),
  });

export const devicesQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ["devices"],
    queryFn: ({ signal }) => allPages((after) => api.call("listDevices", { query: pageQuery(after) }, { signal })),
    staleTime: 0,
    refetchInterval: REFRESH_MS,
  });

export const deviceAssignmentsQuery = (api: ApiClient, deviceId: number) =>
  queryOptions({
    queryKey: ["device-assignments", deviceId],
    queryFn: ({ signal }) => api.call("listAssignments", { params: { id: deviceId } }, { signal }),
  });

export const vehicleAssignmentsQuery = (api: ApiClient, vehicleId: number) =>
  queryOptions({
    queryKey: ["vehicle-assignments", vehicleId],
    queryFn: ({ signal }) => api.call("listVehicleAssignments", { params: { id: vehicleId } }, { signal }),
    staleTime: 0,
  });
