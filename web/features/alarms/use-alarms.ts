// The alarms of the present tab: what is open comes with the stream, what is closed in pages.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Alarm } from "../../../domain/alarm/alarm.ts";
import { openAlarmsQuery } from "../../api/queries.ts";
import { useServices } from "../../app/use-services.ts";

export const CLOSED_DAYS = 7;
const DAY_MS = 86_400_000;
const PAGE = 200;
/** What the server gives of the open ones. */
const MOST_OPEN = 1000;

export interface Alarms {
  /** undefined = still loading. */
  alarms: readonly Alarm[] | undefined;
  error: unknown;
  retry(): void;
  /** There are more than the server gives at once. */
  tooMany: boolean;
  /** null = there are none. */
  fetchOlder: (() => void) | null;
}

export function useAlarms(closed: boolean): Alarms {
  const { api, live } = useServices();
  const open = useQuery({ ...openAlarmsQuery(api), enabled: !closed });
  const past = useInfiniteQuery({
    queryKey: ["alarms", "closed"],
    enabled: closed,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      api.call(
        "listAlarms",
        {
          query: {
            state: "closed",
            from: new Date(live.serverNow() - CLOSED_DAYS * DAY_MS).toISOString(),
            limit: PAGE,
            ...(pageParam === undefined ? {} : { after: pageParam }),
          },
        },
        { signal },
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const closedOnes = useMemo(() => past.data?.pages.flatMap(({ items }) => items), [past.data]);
  const query = closed ? past : open;
  return {
    alarms: closed ? closedOnes : open.data,
    error: query.error,
    retry: () => void query.refetch(),
    tooMany: !closed && (open.data?.length ?? 0) >= MOST_OPEN,
    fetchOlder: closed && past.hasNextPage ? () => void past.fetchNextPage() : null,
  };
}
