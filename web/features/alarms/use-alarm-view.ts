// The view of the alarm screen, read from and written to the address.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { type AlarmView, readAlarmSearch, writeAlarmSearch } from "./alarm-search.ts";

export function useAlarmView(): { view: AlarmView; change(patch: Partial<AlarmView>): void } {
  const search = useSearch({ from: "/console/alarmlar" });
  const navigate = useNavigate({ from: "/alarmlar" });
  const view = useMemo(() => readAlarmSearch({ ...search }), [search]);
  const change = useCallback(
    (patch: Partial<AlarmView>): void => {
      void navigate({
        search: (before) => writeAlarmSearch({ ...readAlarmSearch({ ...before }), ...patch }),
        replace: true,
      });
    },
    [navigate],
  );
  return { view, change };
}
