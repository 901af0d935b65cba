// The view of this screen, read from and written to the address.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { type LiveView, readLiveSearch, writeLiveSearch } from "./live-search.ts";

export interface LiveViewState {
  view: LiveView;
  /** `push` leaves a step to go back to; otherwise the present step is rewritten. */
  change(patch: Partial<LiveView>, history?: "push"): void;
}

export function useLiveView(): LiveViewState {
  const search = useSearch({ from: "/console/canli" });
  const navigate = useNavigate({ from: "/canli" });
  const view = useMemo(() => readLiveSearch({ ...search }), [search]);
  const change = useCallback(
    (patch: Partial<LiveView>, history?: "push"): void => {
      void navigate({
        search: (before) => writeLiveSearch({ ...readLiveSearch({ ...before }), ...patch }),
        replace: history !== "push",
      });
    },
    [navigate],
  );
  return { view, change };
}
