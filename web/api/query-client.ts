// How answers are kept: fresh data comes through the live stream, so nothing polls by itself and
// only failures that may pass are tried again.
import { QueryClient } from "@tanstack/react-query";
import { isTransient } from "./api-error.ts";

const MAX_RETRIES = 2;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        // Ask even when the browser believes it is offline: a municipal network may have no internet.
        networkMode: "always",
        retry: (failures, error) => failures < MAX_RETRIES && isTransient(error),
        retryDelay: (failures) => Math.min(500 * 2 ** failures, 5000),
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}
