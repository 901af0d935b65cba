// What the administration asks by REST. Lists are read to the end: tables search and sort in memory.
import { queryOptions } from "@tanstack/react-query";
import type { ApiClient } from "../../api/api-client.ts";
import { allPages } from "../../api/queries.ts";

const PAGE = 1000;
/** Age of "last seen" that people accept on a list. */
const REFRESH_MS = 15_000;
const SYSTEM_REFRESH_MS = 5000;

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

export const datastreamsQuery = (api: ApiClient, deviceId: number) =>
  queryOptions({
    queryKey: ["devices", deviceId, "datastreams"],
    queryFn: ({ signal }) => api.call("listDatastreams", { params: { id: deviceId } }, { signal }),
    staleTime: 0,
    refetchInterval: REFRESH_MS,
  });

/** The last day of each. */
export const sparklinesQuery = (api: ApiClient, deviceId: number) =>
  queryOptions({
    queryKey: ["devices", deviceId, "sparklines"],
    queryFn: ({ signal }) => api.call("listSparklines", { params: { id: deviceId } }, { signal }),
    staleTime: REFRESH_MS,
  });

export const tokensQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ["tokens"],
    queryFn: ({ signal }) => api.call("listTokens", {}, { signal }),
    staleTime: 0,
  });

export const vehicleAssignmentsQuery = (api: ApiClient, vehicleId: number) =>
  queryOptions({
    queryKey: ["vehicle-assignments", vehicleId],
    queryFn: ({ signal }) => api.call("listVehicleAssignments", { params: { id: vehicleId } }, { signal }),
    staleTime: 0,
  });

/** Newest first; a table of more than this says so instead of growing for ever. */
export const SHOWN_ROWS = 5000;

async function firstRows<T>(
  fetchPage: (after: string | undefined) => Promise<{ items: T[]; next: string | null }>,
): Promise<{ rows: T[]; more: boolean }> {
  const rows: T[] = [];
  let after: string | undefined;
  do {
    const page = await fetchPage(after);
    rows.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined && rows.length < SHOWN_ROWS);
  return { rows, more: after !== undefined };
}

export const rejectionsQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ["rejections"],
    queryFn: ({ signal }) => firstRows((after) => api.call("listRejections", { query: pageQuery(after) }, { signal })),
    staleTime: 0,
    refetchInterval: REFRESH_MS,
  });

export const deviceRejectionsQuery = (api: ApiClient, deviceId: number) =>
  queryOptions({
    queryKey: ["rejections", deviceId],
    queryFn: ({ signal }) => api.call("listRejections", { query: { deviceId, limit: 50 } }, { signal }),
    staleTime: 0,
    refetchInterval: REFRESH_MS,
  });

export const rejectionSummaryQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ["rejection-summary"],
    queryFn: ({ signal }) => api.call("summariseRejections", { query: { hours: 24 } }, { signal }),
    staleTime: 0,
    refetchInterval: REFRESH_MS,
  });

export const systemQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ["system"],
    queryFn: ({ signal }) => api.call("getSystem", {}, { signal }),
    staleTime: 0,
    refetchInterval: SYSTEM_REFRESH_MS,
  });

export const auditQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ["audit"],
    queryFn: ({ signal }) => firstRows((after) => api.call("listAudit", { query: pageQuery(after) }, { signal })),
    staleTime: 0,
  });

export const usersQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ["users"],
    queryFn: ({ signal }) => allPages((after) => api.call("listUsers", { query: pageQuery(after) }, { signal })),
    staleTime: 0,
  });

export const unitCountsQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ["units", "counts"],
    queryFn: ({ signal }) => api.call("countUnits", {}, { signal }),
    staleTime: 0,
  });
