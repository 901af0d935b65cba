// The view of this screen, read from and written to the address.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { readReplaySearch, type ReplayView, writeReplaySearch } from "./replay-search.ts";

export interface ReplayViewState {
  view: ReplayView;
  /** `push` leaves a step to go back to; otherwise the present step is rewritten. */
  change(patch: Partial<ReplayView>, history?: "push"): void;
}

export function useReplayView(): ReplayViewState {
  const search = useSearch({ from: "/console/gecmis" });
  const navigate = useNavigate({ from: "/gecmis" });
  const view = useMemo(() => readReplaySearch({ ...search }), [search]);
  const change = useCallback(
    (patch: Partial<ReplayView>, history?: "push"): void => {
      void navigate({
        search: (before) => writeReplaySearch({ ...readReplaySearch({ ...before }), ...patch }),
        replace: history !== "push",
      });
    },
    [navigate],
  );
  return { view, change };
}
