// The title of the browser tab, in the person's language, with the number of alarms that wait.
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useServices } from "./use-services.ts";

export function usePageTitle(page: string): void {
  const { t } = useTranslation();
  const waiting = useStore(useServices().alarmBell, (state) => state.waiting);
  useEffect(() => {
    document.title = `${waiting === 0 ? "" : `(${waiting}) `}${t("shell.pageTitle", { page })}`;
  }, [t, page, waiting]);
}
